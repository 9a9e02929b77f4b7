package io.github.redshiftdata.emulator.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.github.redshiftdata.emulator.engine.EngineColumn;
import io.github.redshiftdata.emulator.engine.EngineException;
import io.github.redshiftdata.emulator.engine.RowSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encodes the rows of one result set as they come and cuts them into pages. */
public final class ResultWriter implements RowSink {

    private static final JsonFactory JSON = new JsonFactory();

    /** Results are kept for a day, many of them: only small ones may stay in the heap. */
    private static final int HEAP_BYTES = 4 << 10;

    private final ResultFormat format;
    private final int pageBytes;
    private final Buffer buffer = new Buffer();
    private final Spool spool;
    private final JsonGenerator json;
    private @Nullable List<EngineColumn> columns;
    private long rowCount;
    private @Nullable Result result;

    /**
     * Waits for columns and rows.
     *
     * @param space where the pages will lie
     * @param pageBytes a page is cut after the row that reaches this many bytes
     */
    public ResultWriter(ResultFormat format, int pageBytes, ResultSpace space) {
        this.spool = new Spool(space, HEAP_BYTES);
        this.format = format;
        this.pageBytes = pageBytes;
        try {
            json = JSON.createGenerator(buffer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        // Rows are root values to the generator; the separator between them is ours.
        json.setPrettyPrinter(new MinimalPrettyPrinter(""));
    }

    @Override
    public void columns(List<EngineColumn> columns) throws EngineException {
        this.columns = columns;
        if (format == ResultFormat.CSV) {
            writeHeader(columns);
        }
    }

    @Override
    public void row(@Nullable Object[] cells) throws EngineException {
        try {
            if (format == ResultFormat.JSON) {
                writeJson(cells);
            } else {
                buffer.write(csvLine(cells));
            }
            rowCount++;
            if (buffer.size() >= pageBytes) {
                cut();
            }
        } catch (IOException e) {
            throw new EngineException("ERROR: could not keep the result: " + e.getMessage(), false, e);
        }
    }

    /** The result as far as it was written; null where no result set came. No rows may come after this. */
    public @Nullable Result finish() throws EngineException {
        if (columns == null || result != null) {
            return result;
        }
        try {
            // Of CSV nothing but the header is no page: the service sends no records then.
            if (buffer.size() > 0 && rowCount > 0) {
                cut();
            }
        } catch (IOException e) {
            throw new EngineException("ERROR: could not keep the result: " + e.getMessage(), false, e);
        }
        result = new Result(format, columns, spool, rowCount);
        return result;
    }

    /** Throws away what was written. */
    public void discard() {
        spool.close();
    }

    private void cut() throws IOException {
        spool.append(buffer.bytes(), buffer.size());
        buffer.reset();
    }

    private void writeJson(@Nullable Object[] cells) throws IOException {
        if (buffer.size() > 0) {
            buffer.write(',');
        }
        json.writeStartArray();
        for (var cell : cells) {
            writeField(cell);
        }
        json.writeEndArray();
        json.flush();
    }

    private void writeField(@Nullable Object cell) throws IOException {
        json.writeStartObject();
        if (cell == null) {
            json.writeBooleanField("isNull", true);
        } else if (cell instanceof Long number) {
            json.writeNumberField("longValue", number);
        } else if (cell instanceof Double number) {
            json.writeFieldName("doubleValue");
            // The generator quotes NaN and the infinities, as AWS JSON does.
            json.writeNumber(number);
        } else if (cell instanceof Boolean bool) {
            json.writeBooleanField("booleanValue", bool);
        } else if (cell instanceof byte[] bytes) {
            json.writeStringField("blobValue", Base64.getEncoder().encodeToString(bytes));
        } else {
            json.writeStringField("stringValue", cell.toString());
        }
        json.writeEndObject();
    }

    private void writeHeader(List<EngineColumn> columns) throws EngineException {
        try {
            buffer.write(csvLine(columns.stream().map(EngineColumn::name).toArray()));
        } catch (IOException e) {
            throw new EngineException("ERROR: could not keep the result: " + e.getMessage(), false, e);
        }
    }

    private static byte[] csvLine(@Nullable Object[] cells) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                line.append(',');
            }
            appendCsv(line, cells[i]);
        }
        return line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** RFC 4180; nothing at all for NULL, two quotes for the empty string. */
    private static void appendCsv(StringBuilder line, @Nullable Object cell) {
        if (cell == null) {
            return;
        }
        var text = cell instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : cell.toString();
        if (text.isEmpty() || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')) {
            line.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            line.append(text);
        }
    }

    private static final class Buffer extends ByteArrayOutputStream {

        byte[] bytes() {
            return buf;
        }
    }
}
