package io.github.redshiftdata.jdbc.internal.types;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.Predicate;

/** Writes floating-point numbers as PostgreSQL does: the fewest digits that read back as the same number. */
final class FloatingText {

    /** From this power of ten on PostgreSQL writes an exponent. */
    private static final int DOUBLE_EXPONENT = 15;

    private static final int FLOAT_EXPONENT = 6;
    private static final int SMALLEST_PLAIN_EXPONENT = -4;

    private FloatingText() {}

    static String of(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        if (value == 0) {
            return zero(1 / value < 0);
        }
        var shortest = shortest(
                new BigDecimal(value), new BigDecimal(Double.toString(value)), digits -> digits.doubleValue() == value);
        return format(shortest, DOUBLE_EXPONENT);
    }

    static String of(float value) {
        if (Float.isNaN(value) || Float.isInfinite(value)) {
            return Float.toString(value);
        }
        if (value == 0) {
            return zero(1 / value < 0);
        }
        var shortest = shortest(
                new BigDecimal(value), new BigDecimal(Float.toString(value)), digits -> digits.floatValue() == value);
        return format(shortest, FLOAT_EXPONENT);
    }

    private static String zero(boolean negative) {
        return negative ? "-0" : "0";
    }

    /** Java 17 sometimes writes a digit more than needed; newer Javas do not. */
    private static BigDecimal shortest(BigDecimal exact, BigDecimal javas, Predicate<BigDecimal> isSame) {
        var best = javas.stripTrailingZeros();
        for (int digits = best.precision(); digits > 0; digits--) {
            var candidate = exact.round(new MathContext(digits));
            if (!isSame.test(candidate)) {
                break;
            }
            best = candidate.stripTrailingZeros();
        }
        return best;
    }

    private static String format(BigDecimal value, int firstExponent) {
        int exponent = value.precision() - value.scale() - 1;
        if (exponent >= SMALLEST_PLAIN_EXPONENT && exponent < firstExponent) {
            return value.toPlainString();
        }
        var digits = value.unscaledValue().abs().toString();
        var text = new StringBuilder(24);
        if (value.signum() < 0) {
            text.append('-');
        }
        text.append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        text.append('e').append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        return text.append(size < 10 ? "0" : "").append(size).toString();
    }
}
