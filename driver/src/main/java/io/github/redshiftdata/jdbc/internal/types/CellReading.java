package io.github.redshiftdata.jdbc.internal.types;

import io.github.redshiftdata.jdbc.internal.types.RedshiftType.Family;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads a cell that is not null, in whichever member of the union it came: the service may send a number as a text,
 * and a NaN always comes as one.
 */
final class CellReading {

    /** The nearest numbers that do not fit a long when their fraction is cut off. */
    private static final BigDecimal BELOW_LONG =
            BigDecimal.valueOf(Long.MIN_VALUE).subtract(BigDecimal.ONE);

    private static final BigDecimal ABOVE_LONG =
            BigDecimal.valueOf(Long.MAX_VALUE).add(BigDecimal.ONE);

    /** From 2^63 on a double does not fit a long. */
    private static final double TWO_TO_63 = 0x1p63;

    /** Up to here every whole float is the same number as text and as double. */
    private static final double EXACT_FLOATS = 1 << 24;

    private CellReading() {}

    /** The text of a value, as PostgreSQL writes it. */
    static String text(RedshiftType type, Cell cell) throws ConversionException {
        return switch (type.family()) {
            case BOOLEAN -> bool(type, cell) ? "t" : "f";
            case TIME, TIMESTAMP -> Temporals.withoutTrailingZeros(rawText(type, cell));
            case BINARY -> BinaryText.toHex(bytes(type, cell));
            case SPATIAL -> spatialText(cell);
            default -> rawText(type, cell);
        };
    }

    /** The text as the service sent it, or would have. */
    static String rawText(RedshiftType type, Cell cell) {
        return switch (cell.kind()) {
            case NULL -> "";
            case LONG -> Long.toString(cell.longValue());
            case DOUBLE -> floatingText(type, cell.doubleValue());
            case BOOLEAN -> cell.booleanValue() ? "t" : "f";
            case TEXT -> ofText(type, cell.text());
            case BLOB -> new String(cell.blob(), StandardCharsets.UTF_8);
        };
    }

    /** A floating-point number has one text, however the service wrote it; what is no number is left as it is. */
    private static String ofText(RedshiftType type, String text) {
        if (type.family() != Family.SINGLE && type.family() != Family.DOUBLE) {
            return text;
        }
        try {
            return floatingText(type, Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static String floatingText(RedshiftType type, double value) {
        // the service sends a real widened to double
        return type.family() == Family.SINGLE ? FloatingText.of((float) value) : FloatingText.of(value);
    }

    private static String spatialText(Cell cell) {
        if (cell.kind() == Cell.Kind.BLOB) {
            return BinaryText.toHex(cell.blob());
        }
        var text = rawText(RedshiftType.TEXT, cell);
        var bytes = BinaryText.ofSpatial(text);
        return bytes == null ? text : BinaryText.toHex(bytes);
    }

    static byte[] bytes(RedshiftType type, Cell cell) throws ConversionException {
        if (cell.kind() == Cell.Kind.BLOB) {
            return cell.blob();
        }
        if (type.family() == Family.BINARY) {
            return BinaryText.ofVarbyte(rawText(type, cell));
        }
        if (type.family() == Family.SPATIAL) {
            var text = rawText(type, cell);
            var bytes = BinaryText.ofSpatial(text);
            if (bytes == null) {
                throw ConversionException.badText(text, type.serviceName());
            }
            return bytes;
        }
        return text(type, cell).getBytes(StandardCharsets.UTF_8);
    }

    static boolean bool(RedshiftType type, Cell cell) throws ConversionException {
        return switch (cell.kind()) {
            case BOOLEAN -> cell.booleanValue();
            case LONG -> boolOfNumber(BigDecimal.valueOf(cell.longValue()));
            case DOUBLE -> boolOfNumber(Decimals.parse(rawText(type, cell), "number"));
            default -> {
                var text = rawText(type, cell);
                yield type.family() == Family.DECIMAL ? boolOfNumber(Decimals.parse(text, "number")) : boolOfText(text);
            }
        };
    }

    private static boolean boolOfNumber(BigDecimal number) throws ConversionException {
        if (number.signum() == 0) {
            return false;
        }
        if (number.compareTo(BigDecimal.ONE) == 0) {
            return true;
        }
        throw ConversionException.cannotCoerce(number.toString(), "boolean: only 0 and 1 can");
    }

    static boolean boolOfText(String text) throws ConversionException {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "t", "true", "1", "y", "yes", "on" -> true;
            case "f", "false", "0", "n", "no", "off" -> false;
            default -> throw ConversionException.cannotCoerce(text, "boolean");
        };
    }

    static long whole(RedshiftType type, Cell cell) throws ConversionException {
        return switch (cell.kind()) {
            case NULL -> 0;
            case LONG -> cell.longValue();
            case BOOLEAN -> cell.booleanValue() ? 1 : 0;
            case DOUBLE -> wholeOfDouble(plainDouble(type, cell));
            default -> type.family() == Family.BOOLEAN ? (bool(type, cell) ? 1 : 0) : wholeOfText(rawText(type, cell));
        };
    }

    static long wholeOfDouble(double value) throws ConversionException {
        if (value >= -TWO_TO_63 && value < TWO_TO_63) {
            return (long) value;
        }
        throw ConversionException.outOfRange(Double.toString(value), "long");
    }

    /** As whole number; a fraction is cut off. */
    static long wholeOfText(String text) throws ConversionException {
        var digits = text.strip();
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return wholeOfDecimal(Decimals.parse(digits, "whole number"));
        }
    }

    /** As whole number; a fraction is cut off. */
    static long wholeOfDecimal(BigDecimal number) throws ConversionException {
        if (number.compareTo(BELOW_LONG) <= 0 || number.compareTo(ABOVE_LONG) >= 0) {
            throw ConversionException.outOfRange(number.toString(), "long");
        }
        // Not number.longValue(), which may write out all zeros behind a point before it drops them.
        return Decimals.whole(number).longValue();
    }

    static double floating(RedshiftType type, Cell cell) throws ConversionException {
        return switch (cell.kind()) {
            case NULL -> 0;
            case LONG -> cell.longValue();
            case DOUBLE -> plainDouble(type, cell);
            case BOOLEAN -> cell.booleanValue() ? 1 : 0;
            default ->
                type.family() == Family.BOOLEAN ? (bool(type, cell) ? 1 : 0) : floatingOfText(rawText(type, cell));
        };
    }

    private static double plainDouble(RedshiftType type, Cell cell) {
        return type.family() == Family.SINGLE ? ofReal(cell.doubleValue()) : cell.doubleValue();
    }

    /** A real counts with its decimal digits, as in PostgreSQL's text: 0.1, not 0.10000000149011612. */
    private static double ofReal(double widened) {
        if (widened == Math.rint(widened) && Math.abs(widened) <= EXACT_FLOATS) {
            return widened;
        }
        return Double.parseDouble(FloatingText.of((float) widened));
    }

    static double floatingOfText(String text) throws ConversionException {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw ConversionException.badText(text, "number");
        }
    }

    static float single(RedshiftType type, Cell cell) throws ConversionException {
        return cell.kind() == Cell.Kind.DOUBLE
                ? Narrowing.toFloat(cell.doubleValue())
                : Narrowing.toFloat(floating(type, cell));
    }

    static BigDecimal decimal(RedshiftType type, Cell cell) throws ConversionException {
        return switch (cell.kind()) {
            case LONG -> BigDecimal.valueOf(cell.longValue());
            case BOOLEAN -> cell.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO;
            default ->
                type.family() == Family.BOOLEAN
                        ? (bool(type, cell) ? BigDecimal.ONE : BigDecimal.ZERO)
                        : Decimals.parse(rawText(type, cell), "number");
        };
    }

    static boolean isSpecial(String digits) {
        return digits.equals("NaN") || digits.equals("Infinity") || digits.equals("-Infinity");
    }
}
