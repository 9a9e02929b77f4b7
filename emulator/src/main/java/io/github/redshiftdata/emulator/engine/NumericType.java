package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.math.BigDecimal;
import java.util.List;

/**
 * What an expression is to the rules by which Redshift computes with numbers: a NUMERIC with its precision and scale, or why
 * it is none.
 */
record NumericType(Family family, int precision, int scale) {

    enum Family {
        /** Counts as NUMERIC beside a NUMERIC. */
        INTEGER,
        NUMERIC,
        /** A NUMERIC, but nobody tells how many digits it has. */
        UNKNOWN,
        /** No number, or one with a floating point: the database alone computes with it. */
        OTHER,
        NULL
    }

    static final NumericType UNKNOWN = new NumericType(Family.UNKNOWN, 0, 0);
    static final NumericType OTHER = new NumericType(Family.OTHER, 0, 0);
    static final NumericType NULL = new NumericType(Family.NULL, 0, 0);

    private static final int MOST_DIGITS = 38;
    /** Of the common type of several values that are stored in 64 bits. */
    private static final int SHORT_DIGITS = 19;
    /** The least scale of a quotient. */
    private static final int LEAST_SCALE = 4;

    static NumericType numeric(int precision, int scale) {
        return new NumericType(Family.NUMERIC, Math.min(MOST_DIGITS, precision), Math.min(MOST_DIGITS, scale));
    }

    static NumericType integer(int digits) {
        return new NumericType(Family.INTEGER, digits, 0);
    }

    /** Of a column that the database has described. */
    static NumericType of(DatabaseFacts.Column column) {
        return switch (column.type()) {
            case "int2" -> integer(5);
            case "int4" -> integer(10);
            case "int8" -> integer(19);
            case "numeric" -> column.precision() == 0 ? UNKNOWN : numeric(column.precision(), column.scale());
            default -> OTHER;
        };
    }

    /** Of a literal number. */
    static NumericType of(Token number) {
        String text = number.text();
        if (number.kind() != Kind.NUMBER) {
            return UNKNOWN;
        }
        if (text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            return ofExponent(text);
        }
        var value = new BigDecimal(text.endsWith(".") ? text + "0" : text);
        if (text.indexOf('.') >= 0) {
            int scale = text.endsWith(".") ? 0 : value.scale();
            return numeric(Math.max(value.precision(), scale + 1), scale);
        }
        boolean fitsInt = value.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
        boolean fitsLong = value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return fitsInt ? integer(10) : fitsLong ? integer(19) : numericOf(value);
    }

    /** An integer that no type of integers holds. */
    private static NumericType numericOf(BigDecimal value) {
        return value.precision() <= MOST_DIGITS ? numeric(value.precision(), 0) : UNKNOWN;
    }

    /** As many digits as it has when it is written out. */
    private static NumericType ofExponent(String text) {
        if (!text.matches("[^eE]+[eE][+-]?\\d{1,4}")) {
            return UNKNOWN;
        }
        var value = new BigDecimal(text.replace(".e", ".0e").replace(".E", ".0E"));
        int places = Math.max(0, value.scale());
        int digits = Math.max(value.precision() - value.scale() + places, places + 1);
        return digits <= MOST_DIGITS ? numeric(digits, places) : UNKNOWN;
    }

    /** A number of the exact kind with known digits. */
    boolean exact() {
        return family == Family.INTEGER || family == Family.NUMERIC;
    }

    private static NumericType unlessExact(NumericType left, NumericType right) {
        boolean other = left.family == Family.OTHER || right.family == Family.OTHER;
        return other ? OTHER : UNKNOWN;
    }

    /** Of the sum or difference. */
    NumericType plus(NumericType other) {
        if (!exact() || !other.exact()) {
            return unlessExact(this, other);
        }
        if (bothIntegers(other)) {
            return integer(Math.max(precision, other.precision));
        }
        int digits = Math.max(scale, other.scale);
        return numeric(Math.max(precision - scale, other.precision - other.scale) + 1 + digits, digits);
    }

    NumericType times(NumericType other) {
        if (!exact() || !other.exact()) {
            return unlessExact(this, other);
        }
        return bothIntegers(other)
                ? integer(Math.max(precision, other.precision))
                : numeric(precision + other.precision + 1, scale + other.scale);
    }

    /** Of the quotient: of integers the database's own. */
    NumericType dividedBy(NumericType other) {
        if (!exact() || !other.exact()) {
            return unlessExact(this, other);
        }
        if (bothIntegers(other)) {
            return integer(Math.max(precision, other.precision));
        }
        int digits = Math.max(LEAST_SCALE, scale + other.precision - other.scale + 1);
        int all = precision - scale + other.scale + digits;
        return all <= MOST_DIGITS
                ? numeric(all, digits)
                : numeric(MOST_DIGITS, Math.max(MOST_DIGITS + digits - all, LEAST_SCALE));
    }

    private boolean bothIntegers(NumericType other) {
        return family == Family.INTEGER && other.family == Family.INTEGER;
    }

    /** What several values become together, as those of COALESCE and CASE. */
    static NumericType common(List<NumericType> types) {
        NumericType common = NULL;
        for (NumericType type : types) {
            common = common.family == Family.NULL ? type : type.family == Family.NULL ? common : common.with(type);
        }
        return common;
    }

    private NumericType with(NumericType other) {
        if (!exact() || !other.exact()) {
            return unlessExact(this, other);
        }
        if (bothIntegers(other) || equals(other)) {
            return precision >= other.precision ? this : other;
        }
        int digits = Math.max(scale, other.scale);
        int most = precision > SHORT_DIGITS || other.precision > SHORT_DIGITS ? MOST_DIGITS : SHORT_DIGITS;
        return numeric(Math.min(Math.max(precision - scale, other.precision - other.scale) + digits, most), digits);
    }

    /** Of SUM and AVG: integers sum up to what the database tells. */
    NumericType summed() {
        return family == Family.NUMERIC ? numeric(MOST_DIGITS, scale) : family == Family.INTEGER ? integer(19) : this;
    }

    String sql() {
        return "numeric(" + precision + "," + scale + ")";
    }
}
