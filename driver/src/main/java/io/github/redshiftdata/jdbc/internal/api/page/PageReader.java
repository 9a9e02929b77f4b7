package io.github.redshiftdata.jdbc.internal.api.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page of a result: the members that pages of both formats have. They may come in any order; all but Records
 * may be missing or null; unknown ones are skipped.
 */
public abstract sealed class PageReader permits CsvDecoder, JsonPageDecoder {

    final byte[] body;
    final int length;

    /**
     * The parser of the answer. A subclass that reads the records itself replaces it by one that begins behind them.
     */
    JsonParser parser;

    List<ColumnMetadata> columns = List.of();
    long totalRows = -1;

    @Nullable
    String nextToken;

    PageReader(byte[] body, int length, JsonParser parser) {
        this.body = body;
        this.length = length;
        this.parser = parser;
    }

    /** Reads the value of the member Records, at whose first token the parser stands. */
    abstract void readRecords() throws IOException;

    final void readAnswer() throws IOException {
        require(parser.nextToken() == JsonToken.START_OBJECT, "the answer is not a JSON object");
        boolean hasRecords = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var member = parser.currentName();
            boolean present = parser.nextToken() != JsonToken.VALUE_NULL;
            switch (present ? member : "") {
                case "Records" -> {
                    require(!hasRecords, "the answer has Records twice");
                    hasRecords = true;
                    readRecords();
                }
                case "ColumnMetadata" -> columns = ColumnsDecoder.read(parser);
                case "TotalNumRows" -> totalRows = count("TotalNumRows");
                case "NextToken" -> nextToken = token();
                default -> parser.skipChildren();
            }
        }
        require(hasRecords, "the answer has no Records");
        require(parser.nextToken() == null, "something follows the JSON object");
    }

    private long count(String member) throws IOException {
        require(parser.currentToken() == JsonToken.VALUE_NUMBER_INT, member + " is not a whole number");
        long count = parser.getLongValue();
        require(count >= 0, member + " is negative");
        return count;
    }

    private @Nullable String token() throws IOException {
        require(parser.currentToken() == JsonToken.VALUE_STRING, "NextToken is not a JSON string");
        var token = parser.getText();
        return token.isEmpty() ? null : token;
    }

    static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }

    /** What is wrong with an answer, without the excerpt of it that Jackson would show. */
    public static String brief(IOException malformed) {
        var message =
                malformed instanceof JsonProcessingException json ? json.getOriginalMessage() : malformed.getMessage();
        return message == null ? "" : message;
    }
}
