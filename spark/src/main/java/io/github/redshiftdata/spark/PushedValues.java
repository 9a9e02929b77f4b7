package io.github.redshiftdata.spark;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.jspecify.annotations.Nullable;

/** Values of filters as literals of Redshift. */
final class PushedValues {

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxxxx", Locale.ROOT);

    private PushedValues() {}

    /** The literal, or null where Spark's own is right. */
    static @Nullable String literal(Object value) {
        if (value instanceof Timestamp timestamp) {
            return moment(timestamp);
        } else if (value instanceof Instant instant) {
            return moment(DateTimeUtils.toJavaTimestamp(DateTimeUtils.instantToMicros(instant)));
        } else if (value instanceof LocalDateTime local) {
            return literal(local, "");
        } else if (value instanceof byte[] bytes) {
            return "FROM_HEX('" + HexFormat.of().formatHex(bytes) + "')";
        } else if (value instanceof Float || value instanceof Double) {
            return floating(((Number) value).doubleValue(), value.toString());
        }
        return null;
    }

    /**
     * With the offset, which counts for a column with time zone. One without takes the digits. Both are those of the calendar of
     * {@code java.sql}, by which the driver writes and reads such columns.
     */
    private static String moment(Timestamp timestamp) {
        var fields = new GregorianCalendar();
        fields.setTimeInMillis(timestamp.getTime());
        int yearOfEra = fields.get(Calendar.YEAR);
        var digits = LocalDateTime.of(
                fields.get(Calendar.ERA) == GregorianCalendar.BC ? 1 - yearOfEra : yearOfEra,
                fields.get(Calendar.MONTH) + 1,
                fields.get(Calendar.DAY_OF_MONTH),
                fields.get(Calendar.HOUR_OF_DAY),
                fields.get(Calendar.MINUTE),
                fields.get(Calendar.SECOND),
                timestamp.getNanos());
        int seconds = (fields.get(Calendar.ZONE_OFFSET) + fields.get(Calendar.DST_OFFSET)) / 1000;
        return literal(digits, OFFSET.format(ZoneOffset.ofTotalSeconds(seconds)));
    }

    private static String literal(LocalDateTime digits, String offset) {
        return "'" + LOCAL.format(digits) + offset + (digits.getYear() > 0 ? "" : " BC") + "'";
    }

    private static String floating(double number, String text) {
        return Double.isFinite(number) ? text : "'" + text + "'::DOUBLE PRECISION";
    }
}
