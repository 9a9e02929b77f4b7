package io.github.redshiftdata.jdbc.internal.types;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types that a column of a Redshift result can have. What is read as a String and has no number of its own in
 * {@link Types} is a VARCHAR there: readers that choose by the number refuse a whole table for one column of
 * {@link Types#OTHER}. What is read as bytes is a VARBINARY: for a {@link Types#LONGVARBINARY} some readers ask for a
 * Blob.
 */
public enum RedshiftType {
    SMALLINT(Family.WHOLE, "int2", "smallint", Types.SMALLINT, Integer.class),
    INTEGER(Family.WHOLE, "int4", "integer", Types.INTEGER, Integer.class, "int"),
    BIGINT(Family.WHOLE, "int8", "bigint", Types.BIGINT, Long.class),
    OID(Family.WHOLE, "oid", "oid", Types.BIGINT, Long.class, "xid", "cid"),
    NUMERIC(Family.DECIMAL, "numeric", "numeric", Types.NUMERIC, BigDecimal.class, "decimal"),
    REAL(Family.SINGLE, "float4", "real", Types.REAL, Float.class),
    DOUBLE(Family.DOUBLE, "float8", "double precision", Types.DOUBLE, Double.class, "float", "double"),
    BOOLEAN(Family.BOOLEAN, "bool", "boolean", Types.BIT, Boolean.class),
    CHAR(Family.TEXT, "bpchar", "character", Types.CHAR, String.class, "char", "nchar", "\"char\""),
    VARCHAR(
            Family.TEXT,
            "varchar",
            "character varying",
            Types.VARCHAR,
            String.class,
            "nvarchar",
            "character_data",
            "sql_identifier",
            "cardinal_number",
            "yes_or_no",
            "time_stamp"),
    TEXT(Family.TEXT, "text", "text", Types.VARCHAR, String.class, "unknown", "refcursor"),
    NAME(Family.TEXT, "name", "name", Types.VARCHAR, String.class),
    DATE(Family.DATE, "date", "date", Types.DATE, Date.class),
    TIME(Family.TIME, "time", "time without time zone", Types.TIME, Time.class),
    TIMETZ(Family.TIME, "timetz", "time with time zone", Types.TIME, Time.class),
    TIMESTAMP(Family.TIMESTAMP, "timestamp", "timestamp without time zone", Types.TIMESTAMP, Timestamp.class),
    TIMESTAMPTZ(
            Family.TIMESTAMP, "timestamptz", "timestamp with time zone", Types.TIMESTAMP, Timestamp.class, "abstime"),
    INTERVAL_YEAR_TO_MONTH(
            Family.INTERVAL, "intervaly2m", "interval year to month", Types.VARCHAR, String.class, "intervaly2s"),
    INTERVAL_DAY_TO_SECOND(
            Family.INTERVAL, "intervald2s", "interval day to second", Types.VARCHAR, String.class, "interval"),
    SUPER(Family.TEXT, "super", "super", Types.LONGVARCHAR, String.class, "json", "jsonb"),
    VARBYTE(Family.BINARY, "varbyte", "binary varying", Types.VARBINARY, byte[].class, "varbinary", "binary", "bytea"),
    GEOMETRY(Family.SPATIAL, "geometry", "geometry", Types.VARBINARY, byte[].class),
    GEOGRAPHY(Family.SPATIAL, "geography", "geography", Types.VARBINARY, byte[].class),
    HLLSKETCH(Family.TEXT, "hllsketch", "hllsketch", Types.VARCHAR, String.class),
    ACL_ARRAY(Family.TEXT, "_aclitem", "aclitem[]", Types.VARCHAR, String.class, "aclitem"),
    /** Any type that this driver does not know; read as text. */
    OTHER(Family.TEXT, "other", "text", Types.VARCHAR, String.class);

    /** Types that are read by the same rules. */
    enum Family {
        WHOLE,
        DECIMAL,
        SINGLE,
        DOUBLE,
        BOOLEAN,
        TEXT,
        DATE,
        TIME,
        TIMESTAMP,
        INTERVAL,
        BINARY,
        SPATIAL
    }

    private static final Map<String, RedshiftType> BY_NAME = byName();
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private final Family family;
    private final String serviceName;
    private final String sqlName;
    private final int jdbcType;
    private final Class<?> objectClass;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> otherNames;

    RedshiftType(
            Family family,
            String serviceName,
            String sqlName,
            int jdbcType,
            Class<?> objectClass,
            String... otherNames) {
        this.family = family;
        this.serviceName = serviceName;
        this.sqlName = sqlName;
        this.jdbcType = jdbcType;
        this.objectClass = objectClass;
        this.otherNames = List.of(otherNames);
    }

    private static Map<String, RedshiftType> byName() {
        var types = new HashMap<String, RedshiftType>();
        for (var type : values()) {
            if (type != OTHER) {
                types.put(type.serviceName, type);
                types.put(type.sqlName, type);
                type.otherNames.forEach(name -> types.put(name, type));
            }
        }
        return Map.copyOf(types);
    }

    /** The type of a value that is set or registered with a number of {@link java.sql.Types}; others are texts. */
    public static RedshiftType ofSetter(int sqlType) {
        return ParameterTypes.ofSqlType(sqlType);
    }

    /**
     * The type of a name as the service, the catalog or SQL writes it, in any case and with or without a length
     * ("varchar(20)"); {@link #OTHER} where the name is not known.
     */
    public static RedshiftType ofServiceName(String name) {
        var exact = BY_NAME.get(name);
        if (exact != null) {
            return exact;
        }
        return BY_NAME.getOrDefault(withoutLength(name), OTHER);
    }

    /** "Timestamp(6) with time zone" becomes "timestamp with time zone". */
    private static String withoutLength(String name) {
        var lower = name.strip().toLowerCase(Locale.ROOT);
        int open = lower.indexOf('(');
        int close = lower.indexOf(')', open);
        return open < 0 || close < 0 ? lower : lower.substring(0, open).stripTrailing() + lower.substring(close + 1);
    }

    /** The name in the metadata of a result: int4, varchar… */
    public String serviceName() {
        return serviceName;
    }

    /** The name to write in SQL: integer, character varying… */
    public String sqlName() {
        return sqlName;
    }

    /** The number in {@link java.sql.Types}. */
    public int jdbcType() {
        return jdbcType;
    }

    /** The class of what getObject gives. */
    public Class<?> objectClass() {
        return objectClass;
    }

    Family family() {
        return family;
    }

    /** What stands before a literal of the type; null where nothing does. */
    public @Nullable String literalPrefix() {
        return switch (family) {
            case WHOLE, DECIMAL, SINGLE, DOUBLE, BOOLEAN -> null;
            default -> "'";
        };
    }

    /** What stands behind a literal of the type; null where nothing does. */
    public @Nullable String literalSuffix() {
        return literalPrefix();
    }

    public boolean isSigned() {
        return switch (family) {
            case WHOLE -> this != OID;
            case DECIMAL, SINGLE, DOUBLE -> true;
            default -> false;
        };
    }

    /** Whether the case of letters counts in comparisons. */
    public boolean isCaseSensitive() {
        return family == Family.TEXT || family == Family.BINARY || family == Family.SPATIAL;
    }

    public boolean isText() {
        return family == Family.TEXT;
    }

    /** Whether a number of digits behind the point can be told: of exact numbers, and of seconds. */
    public boolean hasScale() {
        return switch (family) {
            case WHOLE, DECIMAL, TIME, TIMESTAMP -> true;
            default -> false;
        };
    }

    /**
     * The most characters that a value takes as text.
     *
     * @param precision as the service gave it; 0 where it is not known
     * @param scale as the service gave it
     */
    public int displaySize(int precision, int scale) {
        return switch (this) {
            case SMALLINT -> 6;
            case INTEGER -> 11;
            case BIGINT -> 20;
            case OID -> 10;
            // the sign, the point and the 0 before it
            case NUMERIC ->
                precision == 0 ? 131089 : precision + 1 + (scale > 0 ? 1 : 0) + (scale == precision ? 1 : 0);
            case REAL -> 15;
            case DOUBLE -> 25;
            case BOOLEAN -> 1;
            case DATE -> 13;
            case TIME -> 15;
            case TIMETZ -> 21;
            case TIMESTAMP -> 29;
            case TIMESTAMPTZ -> 35;
            case INTERVAL_YEAR_TO_MONTH, INTERVAL_DAY_TO_SECOND -> 49;
            case NAME -> 64;
            // two hexadecimal digits a byte
            case VARBYTE -> precision <= 0 || precision > UNBOUNDED / 2 ? UNBOUNDED : precision * 2;
            default -> precision <= 0 ? UNBOUNDED : precision;
        };
    }
}
