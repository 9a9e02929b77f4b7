package io.github.redshiftdata.emulator.engine;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Intervals as PostgreSQL writes them in its own style, turned into the service's texts. */
final class IntervalText {

    private static final Pattern POSTGRES = Pattern.compile("(?:([+-]?\\d+) years? ?)?(?:([+-]?\\d+) mons? ?)?"
            + "(?:([+-]?\\d+) days? ?)?(?:([+-]?)(\\d+):(\\d\\d):(\\d\\d(?:\\.\\d+)?))?");

    private IntervalText() {}

    /**
     * The service's text.
     *
     * @throws SQLException where the session has another style, as a function may have set it
     */
    static String of(String postgres, boolean yearToMonth) throws SQLException {
        Matcher parts = POSTGRES.matcher(postgres);
        if (postgres.isEmpty() || !parts.matches()) {
            throw new SQLException("ERROR: an IntervalStyle other than postgres is not supported by the emulator");
        }
        long years = number(parts.group(1));
        long months = number(parts.group(2));
        if (yearToMonth) {
            return years + " years " + months + " mons";
        }
        if (years != 0 || months != 0) {
            throw new SQLException(
                    "ERROR: an interval of years or months that is not YEAR TO MONTH is not supported by the"
                            + " emulator\n  Hint: Write INTERVAL '…' YEAR TO MONTH.");
        }
        long days = number(parts.group(3));
        String sign = "-".equals(parts.group(4)) ? "-" : "";
        return days + " days " + signed(sign, number(parts.group(5))) + " hours " + signed(sign, number(parts.group(6)))
                + " mins " + seconds(sign, parts.group(7)) + " secs";
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static String signed(String sign, long number) {
        return number == 0 ? "0" : sign + number;
    }

    private static String seconds(String sign, @Nullable String digits) {
        BigDecimal seconds = digits == null ? BigDecimal.ZERO : new BigDecimal(digits).stripTrailingZeros();
        String text = seconds.setScale(Math.max(1, seconds.scale())).toPlainString();
        return seconds.signum() == 0 ? "0.0" : sign + text;
    }
}
