package io.github.redshiftdata.shell.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One object a row, either as the elements of one array or each on a line of its own. Numbers are written with all their
 * digits; NaN and the infinities, which JSON has not, as texts. A SUPER value is the JSON that it is.
 */
final class JsonWriter implements RowWriter {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().build().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    private final Writer out;
    private final boolean inArray;
    private List<Column> columns = List.of();
    private boolean hasRows;

    JsonWriter(Writer out, boolean inArray) {
        this.out = out;
        this.inArray = inArray;
    }

    @Override
    public void begin(List<Column> resultColumns) throws IOException {
        // An object has each name once, or a reader loses a column.
        var names = new HashSet<String>();
        columns = resultColumns.stream()
                .map(column -> new Column(unique(column.name(), names), column.kind()))
                .toList();
        if (inArray) {
            out.write('[');
        }
    }

    private static String unique(String name, Set<String> names) {
        var unique = name;
        for (int i = 2; !names.add(unique); i++) {
            unique = name + "_" + i;
        }
        return unique;
    }

    @Override
    public void row(@Nullable String[] cells) throws IOException {
        if (inArray) {
            out.write(hasRows ? ",\n " : "");
        }
        hasRows = true;
        try (var json = FACTORY.createGenerator(out)) {
            json.setRootValueSeparator(new SerializedString(""));
            json.writeStartObject();
            for (int i = 0; i < cells.length; i++) {
                json.writeFieldName(columns.get(i).name());
                write(json, columns.get(i).kind(), cells[i]);
            }
            json.writeEndObject();
        }
        out.write(inArray ? "" : "\n");
    }

    private static void write(JsonGenerator json, Column.Kind kind, @Nullable String cell) throws IOException {
        if (cell == null) {
            json.writeNull();
        } else if (kind == Column.Kind.NUMBER && NUMBER.matcher(cell).matches()) {
            json.writeNumber(cell);
        } else if (kind == Column.Kind.BOOLEAN) {
            json.writeBoolean(cell.equals("t") || cell.equals("true") || cell.equals("1"));
        } else if (kind == Column.Kind.JSON && isJson(cell)) {
            json.writeRawValue(cell);
        } else {
            json.writeString(cell);
        }
    }

    private static boolean isJson(String text) throws IOException {
        // A line break between tokens would end a line of JSON lines.
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            return false;
        }
        try (var parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    @Override
    public void end() throws IOException {
        out.write(inArray ? "]\n" : "");
    }
}
