package io.github.redshiftdata.jdbc.internal.api.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the member ColumnMetadata of an answer. */
final class ColumnsDecoder {

    private ColumnsDecoder() {}

    /** Reads the columns. The parser stands on the begin of the array, and on its end afterwards. */
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
                case "label" -> column.label = text(parser, member);
                case "name" -> column.name = text(parser, member);
                case "typeName" -> column.typeName = text(parser, member);
                case "precision" -> column.precision = number(parser, member);
                case "scale" -> column.scale = number(parser, member);
                case "length" -> column.length = number(parser, member);
                case "nullable" -> column.nullable = number(parser, member);
                case "isSigned" -> column.signed = truth(parser, member);
                case "isCaseSensitive" -> column.caseSensitive = truth(parser, member);
                case "isCurrency" -> column.currency = truth(parser, member);
                case "schemaName" -> column.schemaName = text(parser, member);
                case "tableName" -> column.tableName = text(parser, member);
                case "columnDefault" -> column.columnDefault = text(parser, member);
                default -> parser.skipChildren();
            }
        }
        return column.build();
    }

    private static String text(JsonParser parser, String member) throws IOException {
        require(parser.currentToken() == JsonToken.VALUE_STRING, member + " of a column is not a JSON string");
        return parser.getText();
    }

    private static int number(JsonParser parser, String member) throws IOException {
        require(parser.currentToken() == JsonToken.VALUE_NUMBER_INT, member + " of a column is not a whole number");
        return parser.getIntValue();
    }

    private static boolean truth(JsonParser parser, String member) throws IOException {
        require(parser.currentToken().isBoolean(), member + " of a column is neither true nor false");
        return parser.getBooleanValue();
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
