package io.github.redshiftdata.jdbc.internal.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the member ColumnMetadata of an answer. */
final class ColumnsDecoder {

    private ColumnsDecoder() {}

    /** The columns, with the parser on the begin of the array, and on its end afterwards. */
    static List<ColumnMetadata> read(JsonParser parser) throws IOException {
        require(parser.currentToken() == JsonToken.START_ARRAY, "ColumnMetadata is not a JSON array");
        var columns = new ArrayList<ColumnMetadata>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(parser.currentToken() == JsonToken.START_OBJECT, "a column is not a JSON object");
            columns.add(readColumn(parser));
        }
        return columns;
    }

    private static ColumnMetadata readColumn(JsonParser parser) throws IOException {
        var column = new ColumnMetadataBuilder();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var member = parser.currentName();
            boolean present = parser.nextToken() != JsonToken.VALUE_NULL;
            switch (present ? member : "") {
                case "label" -> column.label = parser.getText();
                case "name" -> column.name = parser.getText();
                case "typeName" -> column.typeName = parser.getText();
                case "precision" -> column.precision = parser.getIntValue();
                case "scale" -> column.scale = parser.getIntValue();
                case "length" -> column.length = parser.getIntValue();
                case "nullable" -> column.nullable = parser.getIntValue();
                case "isSigned" -> column.signed = parser.getBooleanValue();
                case "isCaseSensitive" -> column.caseSensitive = parser.getBooleanValue();
                case "isCurrency" -> column.currency = parser.getBooleanValue();
                case "schemaName" -> column.schemaName = parser.getText();
                case "tableName" -> column.tableName = parser.getText();
                case "columnDefault" -> column.columnDefault = parser.getText();
                default -> parser.skipChildren();
            }
        }
        return column.build();
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }

    /** A column while its members arrive, with what an absent member means. */
    private static final class ColumnMetadataBuilder {
        private String label = "";
        private String name = "";
        private String typeName = "";
        private int precision;
        private int scale;
        private int length;
        private int nullable = 2;
        private boolean signed;
        private boolean caseSensitive;
        private boolean currency;
        private String schemaName = "";
        private String tableName = "";
        private String columnDefault = "";

        ColumnMetadata build() {
            return new ColumnMetadata(
                    label,
                    name,
                    typeName,
                    precision,
                    scale,
                    length,
                    nullable,
                    signed,
                    caseSensitive,
                    currency,
                    schemaName,
                    tableName,
                    columnDefault);
        }
    }
}
