package io.github.redshiftdata.emulator.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** One column of a result: its metadata, and its values as the service encodes them. */
record ResultColumn(EngineColumn column, ColumnType.Value value) {

    /** The value in the row where the result stands; {@code index} counts from 1. */
    @Nullable
    Object read(ResultSet result, int index) throws SQLException {
        Object read =
                switch (value) {
                    case LONG -> (Object) result.getLong(index);
                    case REAL -> (Object) (double) result.getFloat(index);
                    case DOUBLE -> (Object) result.getDouble(index);
                    case BOOLEAN -> (Object) result.getBoolean(index);
                    default -> text(result.getString(index));
                };
        return result.wasNull() ? null : read;
    }

    private @Nullable String text(@Nullable String text) throws SQLException {
        if (text == null) {
            return null;
        }
        return switch (value) {
            case PADDED_TEXT -> withoutPadding(text);
            case BYTES -> base64(text);
            case INTERVAL -> IntervalText.of(text, column.typeName().equals("intervaly2m"));
            default -> text;
        };
    }

    private static String base64(String text) throws SQLException {
        if (!text.startsWith("\\x")) {
            throw new SQLException("ERROR: a bytea_output other than hex is not supported by the emulator");
        }
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(text, 2, text.length()));
    }

    private static String withoutPadding(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }
}
