package io.github.redshiftdata.emulator.engine;

import java.util.Map;

/**
 * What the service says of a column's type.
 *
 * @param value how a value is read
 */
record ColumnType(String name, int precision, int scale, boolean signed, boolean caseSensitive, Value value) {

    /** The largest VARCHAR; also the length of text whose length nobody knows. */
    static final int LONGEST_VARCHAR = 65535;

    private static final int UNLIMITED = Integer.MAX_VALUE;

    enum Value {
        LONG,
        REAL,
        DOUBLE,
        BOOLEAN,
        TEXT,
        PADDED_TEXT,
        BYTES,
        INTERVAL
    }

    private static final Map<String, ColumnType> FIXED = Map.ofEntries(
            fixed("int2", 5, 0, true, false, Value.LONG),
            fixed("int4", 10, 0, true, false, Value.LONG),
            fixed("int8", 19, 0, true, false, Value.LONG),
            fixed("oid", 10, 0, false, false, Value.LONG),
            fixed("float4", 8, 8, true, false, Value.REAL),
            fixed("float8", 17, 17, true, false, Value.DOUBLE),
            fixed("bool", 1, 0, false, false, Value.BOOLEAN),
            fixed("date", 13, 0, false, false, Value.TEXT),
            fixed("time", 15, 6, false, false, Value.TEXT),
            fixed("timetz", 21, 6, false, false, Value.TEXT),
            fixed("timestamp", 29, 6, false, false, Value.TEXT),
            fixed("timestamptz", 35, 6, false, false, Value.TEXT),
            fixed("intervaly2m", 49, 0, false, false, Value.INTERVAL),
            fixed("intervald2s", 49, 0, false, false, Value.INTERVAL),
            fixed("name", 64, 0, false, true, Value.TEXT),
            fixed("char", 1, 0, false, true, Value.TEXT),
            fixed("super", UNLIMITED, 0, false, true, Value.TEXT),
            fixed("geometry", UNLIMITED, 0, false, true, Value.TEXT),
            fixed("geography", UNLIMITED, 0, false, true, Value.TEXT),
            fixed("hllsketch", UNLIMITED, 0, false, true, Value.TEXT));

    private static Map.Entry<String, ColumnType> fixed(
            String name, int precision, int scale, boolean signed, boolean caseSensitive, Value value) {
        return Map.entry(name, new ColumnType(name, precision, scale, signed, caseSensitive, value));
    }

    /**
     * The type of a result column.
     *
     * @param modifier PostgreSQL's type modifier; -1 where there is none
     */
    static ColumnType of(String postgresName, int modifier) {
        String name =
                switch (postgresName) {
                    case "serial" -> "int4";
                    case "bigserial" -> "int8";
                    case "smallserial" -> "int2";
                    case "interval" -> isYearToMonth(modifier) ? "intervaly2m" : "intervald2s";
                    default -> postgresName;
                };
        ColumnType fixed = FIXED.get(name);
        if (fixed != null) {
            return fixed;
        }
        return switch (name) {
            case "numeric" -> numeric(modifier);
            case "varchar" -> text(name, length(modifier, LONGEST_VARCHAR), Value.TEXT);
            case "bpchar" -> text(name, length(modifier, 256), Value.PADDED_TEXT);
            case "varbyte", "bytea" -> text("varbyte", length(modifier, 64000), Value.BYTES);
            default -> text(name, UNLIMITED, Value.TEXT);
        };
    }

    private static ColumnType numeric(int modifier) {
        int digits = modifier < 4 ? 0 : (modifier - 4) >> 16;
        int scale = modifier < 4 ? 0 : (modifier - 4) & 0x7ff;
        return new ColumnType("numeric", digits, scale, true, false, Value.TEXT);
    }

    private static ColumnType text(String name, int length, Value value) {
        return new ColumnType(name, length, 0, false, true, value);
    }

    private static int length(int modifier, int missing) {
        return modifier < 4 ? missing : modifier - 4;
    }

    /** The bits of an interval's modifier say which fields it holds: here YEAR and MONTH and no other. */
    private static boolean isYearToMonth(int modifier) {
        int month = 1 << 1;
        int year = 1 << 2;
        return modifier >= 0 && ((modifier >> 16) & 0x7fff & ~(year | month)) == 0;
    }
}
