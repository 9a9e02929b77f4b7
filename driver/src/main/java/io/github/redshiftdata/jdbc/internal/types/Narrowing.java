package io.github.redshiftdata.jdbc.internal.types;

/** Makes numbers narrower, or says that they do not fit. */
public final class Narrowing {

    private Narrowing() {}

    public static byte toByte(long value) throws ConversionException {
        if (value < Byte.MIN_VALUE || value > Byte.MAX_VALUE) {
            throw ConversionException.outOfRange(Long.toString(value), "byte");
        }
        return (byte) value;
    }

    public static short toShort(long value) throws ConversionException {
        if (value < Short.MIN_VALUE || value > Short.MAX_VALUE) {
            throw ConversionException.outOfRange(Long.toString(value), "short");
        }
        return (short) value;
    }

    public static int toInt(long value) throws ConversionException {
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw ConversionException.outOfRange(Long.toString(value), "int");
        }
        return (int) value;
    }

    /** The nearest float. A finite number that only an infinity could stand for does not fit. */
    public static float toFloat(double value) throws ConversionException {
        var narrow = (float) value;
        if (Float.isInfinite(narrow) && !Double.isInfinite(value)) {
            throw ConversionException.outOfRange(Double.toString(value), "float");
        }
        return narrow;
    }
}
