package io.github.redshiftdata.jdbc.internal.meta;

import io.github.redshiftdata.jdbc.internal.types.RedshiftType;

/** The precision and scale of a type, as the service gives them for a column of it. */
record TypeSize(int precision, int scale) {

    /** The bytes of the header that the type modifier (atttypmod) includes in a length. */
    private static final int HEADER_BYTES = 4;

    /** The bits of the modifier that name an interval's fields, and the value of those bits for years and months. */
    private static final int FIELDS = 0x7FFF;

    private static final int YEAR_TO_MONTH = 6;

    /**
     * The size of a column.
     *
     * @param modifier the declared length as the catalog keeps it (atttypmod); -1 for none
     */
    static TypeSize of(RedshiftType type, int modifier) {
        var declared = modifier - HEADER_BYTES;
        return switch (type) {
            case VARCHAR, CHAR, VARBYTE -> declared > 0 ? new TypeSize(declared, 0) : of(type);
            case NUMERIC ->
                declared >= 0 ? new TypeSize(declared >> 16 & 0xFFFF, declared & 0xFFFF) : new TypeSize(0, 0);
            default -> of(type);
        };
    }

    /**
     * The name of an interval type. Both types may have one name in the catalog; then the fields in the modifier tell
     * them apart.
     */
    static String intervalName(String typeName, int modifier) {
        if (!typeName.equals("interval")) {
            return typeName;
        }
        boolean isYearToMonth = modifier >= 0 && (modifier >> 16 & FIELDS) == YEAR_TO_MONTH;
        return (isYearToMonth ? RedshiftType.INTERVAL_YEAR_TO_MONTH : RedshiftType.INTERVAL_DAY_TO_SECOND)
                .serviceName();
    }

    /** The size of a type without a declared length. */
    static TypeSize of(RedshiftType type) {
        return switch (type) {
            case SMALLINT -> new TypeSize(5, 0);
            case INTEGER, OID -> new TypeSize(10, 0);
            case BIGINT -> new TypeSize(19, 0);
            case NUMERIC -> new TypeSize(38, 0);
            case REAL -> new TypeSize(8, 8);
            case DOUBLE -> new TypeSize(17, 17);
            case BOOLEAN -> new TypeSize(1, 0);
            case CHAR -> new TypeSize(1, 0);
            case VARCHAR -> new TypeSize(65535, 0);
            case VARBYTE -> new TypeSize(64000, 0);
            case NAME -> new TypeSize(64, 0);
            case DATE -> new TypeSize(13, 0);
            case TIME -> new TypeSize(15, 6);
            case TIMETZ -> new TypeSize(21, 6);
            case TIMESTAMP -> new TypeSize(29, 6);
            case TIMESTAMPTZ -> new TypeSize(35, 6);
            case INTERVAL_YEAR_TO_MONTH, INTERVAL_DAY_TO_SECOND -> new TypeSize(49, 0);
            default -> new TypeSize(Integer.MAX_VALUE, 0);
        };
    }
}
