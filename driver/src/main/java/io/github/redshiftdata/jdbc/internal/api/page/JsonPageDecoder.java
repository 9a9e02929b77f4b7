package io.github.redshiftdata.jdbc.internal.api.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer of GetStatementResult in one pass. A cell whose only member is unknown is an error, since no value
 * may be lost silently.
 */
public final class JsonPageDecoder extends PageReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    /** Takes the place of everything before the end of the records, for a parser that begins there. */
    private static final byte[] UP_TO_RECORDS = "{\"Records\":[".getBytes(StandardCharsets.US_ASCII);

    /** The parser once more, if it can give byte offsets without allocating; otherwise null. */
    private final @Nullable UTF8StreamJsonParser offsets;

    private final CellBuffer cells = new CellBuffer();
    private int rows;
    private int width;
    private boolean compact;

    private JsonPageDecoder(byte[] body, int length, JsonParser parser) {
        super(body, length, parser);
        this.offsets = parser instanceof UTF8StreamJsonParser utf8 ? utf8 : null;
    }

    /**
     * Decodes a page.
     *
     * @param body the answer; the page does not keep the array
     * @param length how many bytes of it are the answer
     * @throws IOException when the answer is not whole, not UTF-8, not JSON, or not a page
     */
    public static ResultPage decode(byte[] body, int length) throws IOException {
        JsonText.requireUtf8(body, length);
        var decoder = new JsonPageDecoder(body, length, JSON.createParser(body, 0, length));
        try {
            return decoder.page();
        } finally {
            decoder.parser.close();
        }
    }

    private ResultPage page() throws IOException {
        readAnswer();
        require(
                rows == 0 || columns.isEmpty() || width == columns.size(),
                "rows have " + width + " cells, but there are " + columns.size() + " columns");
        return new JsonPage(columns, rows, cells, totalRows, nextToken, compact);
    }

    @Override
    void readRecords() throws IOException {
        requireArray("Records");
        int recordsStart = (int) parser.currentLocation().getByteOffset();
        compact = readCompactRecords(recordsStart);
        if (compact) {
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            requireArray("a record");
            int before = cells.size();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                readCell(cells.size() - before);
            }
            int cellsOfRow = cells.size() - before;
            width = rows == 0 ? cellsOfRow : width;
            if (rows == 0) {
                int end = (int) parser.currentLocation().getByteOffset();
                cells.expectLikeFirstRow(width, end - recordsStart, length - recordsStart);
            }
            rows++;
            if (cellsOfRow != width) {
                throw new IOException(
                        "row " + rows + " of the page has " + cellsOfRow + " cells, the first has " + width);
            }
        }
    }

    /**
     * Reads the records without the parser, which goes on behind them. Returns false if they are not in the compact
     * form.
     */
    private boolean readCompactRecords(int start) throws IOException {
        if (offsets == null || start < 1 || body[start - 1] != '[') {
            return false;
        }
        var records = new CompactRecords(body, length, cells);
        int end = records.read(start);
        if (end < 0) {
            cells.clear();
            return false;
        }
        rows = records.rows();
        width = records.width();
        parser.close();
        parser = JSON.createParser(new SequenceInputStream(
                new ByteArrayInputStream(UP_TO_RECORDS), new ByteArrayInputStream(body, end, length - end)));
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            // skip to the end of the records
        }
        return true;
    }

    /** Reads a cell. An error names its row and column, since a person looks for it in the data, not in the answer. */
    private void readCell(int column) throws IOException {
        try {
            readCell();
        } catch (IOException malformed) {
            var named = column < columns.size() ? " (" + columns.get(column).label() + ")" : "";
            throw new IOException(
                    "row " + (rows + 1) + " of the page, column " + (column + 1) + named + ": "
                            + PageReader.brief(malformed),
                    malformed);
        }
    }

    private void readCell() throws IOException {
        require(parser.currentToken() == JsonToken.START_OBJECT, "the cell is not a JSON object");
        int before = cells.size();
        @Nullable String unknown = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var member = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            if (!readValue(member)) {
                unknown = member;
                parser.skipChildren();
            }
        }
        require(
                cells.size() > before,
                unknown == null
                        ? "the cell has no value, and does not say that it is NULL"
                        : "the cell has no value that this driver knows, only " + unknown);
        require(cells.size() == before + 1, "the cell has more than one value");
    }

    /** Reads the value of one member of a cell; false when the member is unknown. */
    private boolean readValue(String member) throws IOException {
        switch (member) {
            case "stringValue" -> readText();
            case "longValue" -> cells.add(CellBuffer.LONG, wholeNumber());
            case "isNull" -> {
                if (truth(member)) {
                    cells.add(CellBuffer.NULL, 0);
                }
            }
            case "doubleValue" -> cells.add(CellBuffer.DOUBLE, Double.doubleToRawLongBits(number()));
            case "booleanValue" -> cells.add(CellBuffer.BOOLEAN, truth(member) ? 1 : 0);
            case "blobValue" -> readBlob();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean truth(String member) throws IOException {
        require(parser.currentToken().isBoolean(), "its " + member + " is neither true nor false");
        return parser.getBooleanValue();
    }

    private long wholeNumber() throws IOException {
        require(parser.currentToken() == JsonToken.VALUE_NUMBER_INT, "its longValue is not a whole number");
        try {
            return parser.getLongValue();
        } catch (InputCoercionException tooLarge) {
            throw new IOException("its longValue does not fit 64 bits", tooLarge);
        }
    }

    private void readText() throws IOException {
        int start = startOfText();
        int end = JsonText.endOrEscape(body, start, length);
        if (body[end] == '"') {
            cells.addText(CellBuffer.TEXT, body, start, end - start);
        } else {
            cells.addText(CellBuffer.ESCAPED_TEXT, body, start, JsonText.end(body, end, length) - start);
        }
    }

    private void readBlob() throws IOException {
        int start = startOfText();
        try {
            // Decoded once to find errors only: such cells are rare, and a reader cannot do much about a malformed one.
            Base64.getDecoder().decode(parser.getText());
        } catch (IllegalArgumentException malformed) {
            throw new IOException("its blobValue is not base64", malformed);
        }
        cells.addText(CellBuffer.BLOB, body, start, JsonText.end(body, start, length) - start);
    }

    /** The place of the first byte of the current text, behind its quote. */
    private int startOfText() throws IOException {
        require(parser.currentToken() == JsonToken.VALUE_STRING, "its text is not a JSON string");
        int quote = offsets == null
                ? (int) parser.currentTokenLocation().getByteOffset()
                : (int) offsets.getTokenCharacterOffset() - 1;
        require(quote >= 0 && body[quote] == '"', "the answer is not UTF-8");
        return quote + 1;
    }

    private double number() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            require(parser.currentToken().isNumeric(), "its doubleValue is not a number");
            double value = parser.getDoubleValue();
            require(!Double.isInfinite(value), "its doubleValue is larger than a double can be");
            return value;
        }
        // JSON has no such numbers; the service writes them as texts.
        return switch (parser.getText()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IOException("its doubleValue is a text, but none of NaN, Infinity, -Infinity");
        };
    }

    private void requireArray(String what) throws IOException {
        require(parser.currentToken() == JsonToken.START_ARRAY, what + " is not a JSON array");
    }
}
