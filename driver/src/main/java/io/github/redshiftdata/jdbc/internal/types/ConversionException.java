package io.github.redshiftdata.jdbc.internal.types;

/** A value cannot be given as the type that was asked for. The caller turns it into the SQLException of its category. */
public final class ConversionException extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN_CHARACTERS = 40;

    /** What went wrong; each stands for one SQLSTATE. */
    public enum Category {
        /** There is no such conversion, for any value. */
        UNSUPPORTED,
        /** The number does not fit the type: 22003. */
        OUT_OF_RANGE,
        /** This value has no form in the type: 22018. */
        CANNOT_COERCE,
        /** The text is not a value of the type: 22P02. */
        BAD_TEXT,
        /** The text is not a date, time or interval: 22007. */
        BAD_TEMPORAL
    }

    private final Category category;

    ConversionException(Category category, String message) {
        super(message);
        this.category = category;
    }

    public Category category() {
        return category;
    }

    static ConversionException unsupported(String message) {
        return new ConversionException(Category.UNSUPPORTED, message);
    }

    static ConversionException outOfRange(String value, String target) {
        return new ConversionException(
                Category.OUT_OF_RANGE,
                "The number " + shortened(value) + " does not fit " + target + ". Ask for a wider type.");
    }

    static ConversionException tooManyDigits(String value, int most) {
        return new ConversionException(
                Category.OUT_OF_RANGE,
                "The number " + shortened(value) + " has more than " + most
                        + " digits when it is written out; no column and no statement holds that.");
    }

    static ConversionException cannotCoerce(String value, String target) {
        return new ConversionException(
                Category.CANNOT_COERCE, "The value " + shortened(value) + " cannot be given as " + target + ".");
    }

    static ConversionException badText(String value, String target) {
        return new ConversionException(
                Category.BAD_TEXT, "The text " + shortened(value) + " is not a valid " + target + ".");
    }

    static ConversionException badTemporal(String value, String target) {
        return new ConversionException(
                Category.BAD_TEMPORAL, "The text " + shortened(value) + " is not a valid " + target + ".");
    }

    /** Long texts are cut: a message is for a person to read. */
    private static String shortened(String value) {
        return value.length() <= SHOWN_CHARACTERS
                ? '\'' + value + '\''
                : '\'' + value.substring(0, SHOWN_CHARACTERS) + "…'";
    }
}
