package io.github.redshiftdata.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Results as the service encodes them: made once, sent many times. */
public final class Pages {

    /**
     * A type of column.
     *
     * @param name as the service calls it
     * @param value a Field for a row, as JSON
     */
    private record Type(String name, int precision, int scale, Value value) {}

    private interface Value {
        String of(long row);
    }

    private static final List<Type> EIGHT = List.of(
            new Type("int8", 19, 0, row -> "{\"longValue\":" + (row * 7919) + "}"),
            new Type("varchar", 64, 0, row -> "{\"stringValue\":\"customer number " + row + "\"}"),
            new Type("varchar", 64, 0, row -> "{\"stringValue\":\"Straße " + row % 977 + ", Köln\"}"),
            new Type(
                    "numeric",
                    12,
                    2,
                    row -> "{\"stringValue\":\"" + String.format(Locale.ROOT, "%d.%02d", row % 100_000, row % 100)
                            + "\"}"),
            new Type(
                    "timestamp",
                    29,
                    6,
                    row -> "{\"stringValue\":\""
                            + String.format(
                                    Locale.ROOT,
                                    "2024-%02d-%02d %02d:%02d:%02d.%06d",
                                    row % 12 + 1,
                                    row % 28 + 1,
                                    row % 24,
                                    row % 60,
                                    row % 59,
                                    row % 1_000_000)
                            + "\"}"),
            new Type("float8", 17, 17, row -> "{\"doubleValue\":" + row / 8.0 + "}"),
            new Type("int4", 10, 0, row -> row % 50 == 0 ? "{\"isNull\":true}" : "{\"longValue\":" + row % 1000 + "}"),
            new Type("bool", 1, 0, row -> "{\"booleanValue\":" + (row % 2 == 0) + "}"));

    private final int columns;
    private final int rowsPerPage;
    private final String metadata;

    /** Pages of one width and height; the types of the columns repeat after the eighth. */
    public Pages(int columns, int rowsPerPage) {
        this.columns = columns;
        this.rowsPerPage = rowsPerPage;
        this.metadata = metadata(columns);
    }

    static String typeName(int column) {
        return EIGHT.get(column % EIGHT.size()).name();
    }

    private static String metadata(int columns) {
        var json = new StringBuilder("\"ColumnMetadata\":[");
        for (var column = 0; column < columns; column++) {
            var type = EIGHT.get(column % EIGHT.size());
            json.append(column == 0 ? "" : ",")
                    .append("{\"isCaseSensitive\":false,\"isCurrency\":false,\"isSigned\":true,\"label\":\"c")
                    .append(column)
                    .append("\",\"length\":0,\"name\":\"c")
                    .append(column)
                    .append("\",\"nullable\":1,\"precision\":")
                    .append(type.precision())
                    .append(",\"scale\":")
                    .append(type.scale())
                    .append(",\"schemaName\":\"public\",\"tableName\":\"t\",\"typeName\":\"")
                    .append(type.name())
                    .append("\"}");
        }
        return json.append(']').toString();
    }

    /**
     * One page.
     *
     * @param nextToken the token of the page after it, or ""
     */
    public byte[] page(long totalRows, String nextToken) {
        var json = new StringBuilder();
        for (var row = 0; row < rowsPerPage; row++) {
            json.append(row == 0 ? "[" : ",[");
            for (var column = 0; column < columns; column++) {
                json.append(column == 0 ? "" : ",").append(field(row, column));
            }
            json.append(']');
        }
        return page(json, totalRows, nextToken);
    }

    /**
     * The same rows as GetStatementResultV2 gives them, in one chunk and without the names of the columns.
     *
     * @param nextToken the token of the page after it, or ""
     */
    byte[] csvPage(long totalRows, String nextToken) {
        var json = new StringBuilder("{\"CSVRecords\":\"");
        for (var row = 0; row < rowsPerPage; row++) {
            for (var column = 0; column < columns; column++) {
                json.append(column == 0 ? "" : ",").append(csv(field(row, column)));
            }
            json.append("\\r\\n");
        }
        return page(json.append("\"}"), totalRows, nextToken);
    }

    private static String field(int row, int column) {
        return EIGHT.get(column % EIGHT.size()).value().of(row * 31L + column);
    }

    /** What a Field holds, as it stands in CSV inside a JSON string. */
    private static String csv(String field) {
        if (field.contains("isNull")) {
            return "";
        }
        var value = field.substring(field.indexOf(':') + 1, field.length() - 1).replace("\"", "");
        return value.contains(",") ? "\\\"" + value + "\\\"" : value;
    }

    private byte[] page(CharSequence records, long totalRows, String nextToken) {
        var json = new StringBuilder("{").append(metadata);
        if (!nextToken.isEmpty()) {
            json.append(",\"NextToken\":\"").append(nextToken).append('"');
        }
        json.append(",\"Records\":[").append(records);
        json.append("],\"TotalNumRows\":").append(totalRows).append('}');
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
