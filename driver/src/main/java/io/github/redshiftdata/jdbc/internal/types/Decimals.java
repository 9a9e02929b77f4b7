package io.github.redshiftdata.jdbc.internal.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Exact numbers within bounds. A few characters, as 1e30000000, name numbers that take minutes and gigabytes to write
 * out: what has more digits than any column or statement holds is refused before that.
 */
public final class Decimals {

    /** A statement has 100,000 bytes, the longest VARCHAR 65,535. */
    static final int MOST_DIGITS = 100_000;

    /** A number of more bits has more digits, which a multiple of that size would have to be divided by to count. */
    private static final int MOST_BITS = (int) (MOST_DIGITS * 3.33);

    private Decimals() {}

    /**
     * The number of a text.
     *
     * @param what what the text should be, for the message
     */
    static BigDecimal parse(String text, String what) throws ConversionException {
        var digits = text.strip();
        if (digits.length() > MOST_DIGITS) {
            throw looksLikeNumber(digits)
                    ? ConversionException.tooManyDigits(digits, MOST_DIGITS)
                    : ConversionException.badText(text, what);
        }
        try {
            return new BigDecimal(digits);
        } catch (NumberFormatException e) {
            if (CellReading.isSpecial(digits)) {
                throw ConversionException.outOfRange(digits, "a decimal number");
            }
            throw ConversionException.badText(text, what);
        }
    }

    private static boolean looksLikeNumber(String text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
    }

    /** Returns the number if the driver can work with it; throws if it has too many bits. */
    static BigDecimal checked(BigDecimal number) throws ConversionException {
        if (number.unscaledValue().bitLength() > MOST_BITS) {
            throw ConversionException.tooManyDigits(
                    "of " + number.unscaledValue().bitLength() + " bits", MOST_DIGITS);
        }
        return number;
    }

    /** The number as a whole number; a fraction is cut off. */
    static BigInteger whole(BigDecimal number) throws ConversionException {
        long digits = (long) checked(number).precision() - number.scale();
        if (number.signum() == 0 || digits <= 0) {
            return BigInteger.ZERO;
        }
        requireFew(digits, number);
        return number.toBigInteger();
    }

    /** All digits, without an exponent. */
    static String plain(BigDecimal number) throws ConversionException {
        long before = (long) checked(number).precision() - number.scale();
        requireFew(Math.max(before, 1) + Math.max(number.scale(), 0), number);
        return number.toPlainString();
    }

    /** The number with a given number of digits behind the point, rounded half up. */
    public static BigDecimal rescaled(BigDecimal number, int scale) throws ConversionException {
        long digits = (long) checked(number).precision() - number.scale() + scale;
        if (number.signum() == 0 || digits < 0) {
            return BigDecimal.valueOf(0, scale);
        }
        requireFew(digits, number);
        return number.setScale(scale, RoundingMode.HALF_UP);
    }

    private static void requireFew(long digits, BigDecimal number) throws ConversionException {
        if (digits > MOST_DIGITS) {
            throw ConversionException.tooManyDigits(number.toString(), MOST_DIGITS);
        }
    }
}
