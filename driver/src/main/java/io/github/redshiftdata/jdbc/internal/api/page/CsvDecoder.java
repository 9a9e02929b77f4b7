package io.github.redshiftdata.jdbc.internal.api.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the answer of GetStatementResultV2: CSV in chunks, which are joined to one text, so that a row may be split
 * between chunks.
 */
public final class CsvDecoder extends PageReader {

    private static final JsonFactory JSON = new JsonFactory();

    /** Where the text of a chunk stands in the answer. */
    private record Place(int start, int end) {}

    private final List<Place> chunks = new ArrayList<>();

    private CsvDecoder(byte[] body, int length, JsonParser parser) {
        super(body, length, parser);
    }

    /**
     * Decodes a page.
     *
     * @param body the answer; the page keeps the array, since a page may have 15 MB and a copy would double that
     * @param first whether this is the first page of the result, which may begin with the names of the columns
     * @throws IOException when the answer is not whole, not UTF-8, not JSON, or not a page of CSV
     */
    public static ResultPage decode(byte[] body, int length, boolean first) throws IOException {
        JsonText.requireUtf8(body, length);
        try (var parser = JSON.createParser(body, 0, length)) {
            var decoder = new CsvDecoder(body, length, parser);
            decoder.readAnswer();
            return decoder.page(first);
        }
    }

    /**
     * Reads the chunks. The manual shows them in an array within the array, the API model without: both are accepted.
     */
    @Override
    void readRecords() throws IOException {
        require(parser.currentToken() == JsonToken.START_ARRAY, "Records is not a JSON array");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_ARRAY) {
                readRecords();
            } else {
                readChunk();
            }
        }
    }

    private void readChunk() throws IOException {
        require(parser.currentToken() == JsonToken.START_OBJECT, "a chunk of rows is not a JSON object");
        boolean found = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean isText = "CSVRecords".equals(parser.currentName());
            boolean present = parser.nextToken() != JsonToken.VALUE_NULL;
            if (isText && present) {
                found = true;
                chunks.add(place());
            }
            parser.skipChildren();
        }
        require(found, "a chunk of rows has no CSVRecords");
    }

    private Place place() throws IOException {
        require(parser.currentToken() == JsonToken.VALUE_STRING, "CSVRecords is not a JSON string");
        int quote = (int) parser.currentTokenLocation().getByteOffset();
        require(quote >= 0 && body[quote] == '"', "the answer is not UTF-8");
        return new Place(quote + 1, JsonText.end(body, quote + 1, length));
    }

    private ResultPage page(boolean first) throws IOException {
        int size = 0;
        for (var chunk : chunks) {
            size = JsonText.unescape(body, chunk.start(), chunk.end(), size);
        }
        var text = body.length - size <= size >> 2 ? body : Arrays.copyOf(body, size);
        var rows = CsvRows.of(text, size, columns.size());
        return new CsvPage(columns, first && beginsWithNames(rows) ? rows.withoutFirst() : rows, totalRows, nextToken);
    }

    /**
     * Whether the first line is a header. A line with the names of all columns is one, as AWS describes it; so is a
     * first line that makes one row too many. If that is a wrong guess, the number of rows is wrong, which is an error
     * at the end.
     */
    private boolean beginsWithNames(CsvRows rows) {
        if (rows.count() == 0) {
            return false;
        }
        var fields = rows.fields(0);
        return isHeader(fields, columns.stream().map(ColumnMetadata::label).toList())
                || isHeader(fields, columns.stream().map(ColumnMetadata::name).toList())
                || (nextToken == null && totalRows >= 0 && rows.count() == totalRows + 1);
    }

    /**
     * Whether a row holds the names of the columns. If a column has no name, the answer is no, since a row of NULLs
     * could look like the names.
     */
    private static boolean isHeader(List<String> fields, List<String> names) {
        return !names.contains("") && fields.equals(names);
    }
}
