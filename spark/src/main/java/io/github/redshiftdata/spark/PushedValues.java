package io.github.redshiftdata.spark;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values of filters as literals of Redshift. */
final class PushedValues {

    /**
     * With the offset, which counts for a column with time zone. One without takes the local time, which is that of this
     * JVM, as it is where such a column is read.
     */
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSxxx", Locale.ROOT);

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private PushedValues() {}

    /** The literal, or null where Spark's own is right. */
    static @Nullable String literal(Object value) {
        if (value instanceof Timestamp timestamp) {
            return instant(timestamp.toInstant());
        } else if (value instanceof Instant instant) {
            return instant(instant);
        } else if (value instanceof LocalDateTime local) {
            return "'" + LOCAL.format(local) + "'";
        } else if (value instanceof byte[] bytes) {
            return "FROM_HEX('" + HexFormat.of().formatHex(bytes) + "')";
        } else if (value instanceof Float || value instanceof Double) {
            return floating(((Number) value).doubleValue(), value.toString());
        }
        return null;
    }

    private static String instant(Instant instant) {
        return "'" + INSTANT.format(instant.atZone(ZoneId.systemDefault())) + "'";
    }

    private static String floating(double number, String text) {
        return Double.isFinite(number) ? text : "'" + text + "'::DOUBLE PRECISION";
    }
}
