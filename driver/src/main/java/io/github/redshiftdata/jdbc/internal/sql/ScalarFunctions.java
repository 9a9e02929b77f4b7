package io.github.redshiftdata.jdbc.internal.sql;

import static io.github.redshiftdata.jdbc.internal.sql.ScalarFunction.Category.CONVERSION;
import static io.github.redshiftdata.jdbc.internal.sql.ScalarFunction.Category.NUMERIC;
import static io.github.redshiftdata.jdbc.internal.sql.ScalarFunction.Category.STRING;
import static io.github.redshiftdata.jdbc.internal.sql.ScalarFunction.Category.SYSTEM;
import static io.github.redshiftdata.jdbc.internal.sql.ScalarFunction.Category.TIME_DATE;
import static io.github.redshiftdata.jdbc.internal.sql.ScalarFunction.as;
import static io.github.redshiftdata.jdbc.internal.sql.ScalarFunction.same;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The functions of {@code {fn …}} that Redshift can do. */
public final class ScalarFunctions {

    /**
     * INSERT is not here: it is a key word that starts a statement. The other forms of a function, which have more
     * arguments or write one of them twice, are those of {@link FunctionForm}.
     */
    static final List<ScalarFunction> ALL = List.of(
            same(NUMERIC, 1, "ABS"),
            same(NUMERIC, 1, "ACOS"),
            same(NUMERIC, 1, "ASIN"),
            same(NUMERIC, 1, "ATAN"),
            same(NUMERIC, 2, "ATAN2"),
            same(NUMERIC, 1, "CEILING"),
            same(NUMERIC, 1, "COS"),
            same(NUMERIC, 1, "COT"),
            same(NUMERIC, 1, "DEGREES"),
            same(NUMERIC, 1, "EXP"),
            same(NUMERIC, 1, "FLOOR"),
            as(NUMERIC, 1, "LOG", "LN(%1)"),
            as(NUMERIC, 1, "LOG10", "LOG(%1)"),
            same(NUMERIC, 2, "MOD"),
            same(NUMERIC, 0, "PI"),
            same(NUMERIC, 2, "POWER"),
            same(NUMERIC, 1, "RADIANS"),
            as(NUMERIC, 0, "RAND", "RANDOM()"),
            new ScalarFunction("ROUND", NUMERIC, new ScalarFunction.Range(1, 2), "ROUND(%*)"),
            same(NUMERIC, 1, "SIGN"),
            same(NUMERIC, 1, "SIN"),
            same(NUMERIC, 1, "SQRT"),
            same(NUMERIC, 1, "TAN"),
            as(NUMERIC, 2, "TRUNCATE", "TRUNC(%*)"),
            same(STRING, 1, "ASCII"),
            as(STRING, 1, "CHAR", "CHR(%1)"),
            same(STRING, 1, "CHAR_LENGTH"),
            same(STRING, 1, "CHARACTER_LENGTH"),
            same(STRING, 2, "CONCAT"),
            same(STRING, 2, "DIFFERENCE"),
            as(STRING, 1, "LCASE", "LOWER(%1)"),
            same(STRING, 2, "LEFT"),
            as(STRING, 1, "LENGTH", "LENGTH(RTRIM(%1))"),
            as(STRING, 2, "LOCATE", "CHARINDEX(%*)"),
            same(STRING, 1, "LTRIM"),
            same(STRING, 1, "OCTET_LENGTH"),
            same(STRING, 1, "POSITION"),
            same(STRING, 2, "REPEAT"),
            same(STRING, 3, "REPLACE"),
            same(STRING, 2, "RIGHT"),
            same(STRING, 1, "RTRIM"),
            same(STRING, 1, "SOUNDEX"),
            as(STRING, 1, "SPACE", "REPEAT(' ', %1)"),
            new ScalarFunction("SUBSTRING", STRING, new ScalarFunction.Range(1, 3), "SUBSTRING(%*)"),
            as(STRING, 1, "UCASE", "UPPER(%1)"),
            as(SYSTEM, 0, "DATABASE", "CURRENT_DATABASE()"),
            as(SYSTEM, 2, "IFNULL", "COALESCE(%*)"),
            as(SYSTEM, 0, "USER", "CURRENT_USER"),
            as(TIME_DATE, 0, "CURDATE", "CURRENT_DATE"),
            as(TIME_DATE, 0, "CURRENT_DATE", "CURRENT_DATE"),
            as(TIME_DATE, 0, "CURRENT_TIME", "CAST(SYSDATE AS time)"),
            as(TIME_DATE, 0, "CURRENT_TIMESTAMP", "SYSDATE"),
            as(TIME_DATE, 0, "CURTIME", "CAST(SYSDATE AS time)"),
            as(TIME_DATE, 1, "DAYNAME", "RTRIM(TO_CHAR(%1, 'Day'))"),
            as(TIME_DATE, 1, "DAYOFMONTH", "EXTRACT(day FROM %1)"),
            as(TIME_DATE, 1, "DAYOFWEEK", "(EXTRACT(dow FROM %1) + 1)"),
            as(TIME_DATE, 1, "DAYOFYEAR", "EXTRACT(doy FROM %1)"),
            same(TIME_DATE, 1, "EXTRACT"),
            as(TIME_DATE, 1, "HOUR", "EXTRACT(hour FROM %1)"),
            as(TIME_DATE, 1, "MINUTE", "EXTRACT(minute FROM %1)"),
            as(TIME_DATE, 1, "MONTH", "EXTRACT(month FROM %1)"),
            as(TIME_DATE, 1, "MONTHNAME", "RTRIM(TO_CHAR(%1, 'Month'))"),
            as(TIME_DATE, 0, "NOW", "SYSDATE"),
            as(TIME_DATE, 1, "QUARTER", "EXTRACT(quarter FROM %1)"),
            as(TIME_DATE, 1, "SECOND", "EXTRACT(second FROM %1)"),
            as(TIME_DATE, 3, "TIMESTAMPADD", "DATEADD(%u, %2, %3)"),
            as(TIME_DATE, 3, "TIMESTAMPDIFF", "DATEDIFF(%u, %2, %3)"),
            as(TIME_DATE, 1, "WEEK", "EXTRACT(week FROM %1)"),
            as(TIME_DATE, 1, "YEAR", "EXTRACT(year FROM %1)"),
            as(CONVERSION, 2, "CONVERT", "CAST(%1 AS %t)"));

    private static final Map<String, ScalarFunction> BY_NAME =
            ALL.stream().collect(toUnmodifiableMap(ScalarFunction::name, Function.identity()));

    private static final String UNIT_PREFIX = "SQL_TSI_";
    private static final List<String> UNITS =
            List.of("SECOND", "MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR");

    /** Sizes are given where Redshift's own would cut the value short. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("BIGINT", "bigint"),
            Map.entry("BINARY", "varbyte"),
            Map.entry("LONGNVARCHAR", "varchar(65535)"),
            Map.entry("NCHAR", "varchar(65535)"),
            Map.entry("NVARCHAR", "varchar(65535)"),
            Map.entry("BIT", "boolean"),
            Map.entry("BOOLEAN", "boolean"),
            Map.entry("CHAR", "varchar(65535)"),
            Map.entry("DATE", "date"),
            Map.entry("DECIMAL", "decimal(38, 10)"),
            Map.entry("DOUBLE", "double precision"),
            Map.entry("FLOAT", "double precision"),
            Map.entry("INTEGER", "integer"),
            Map.entry("LONGVARBINARY", "varbyte"),
            Map.entry("LONGVARCHAR", "varchar(65535)"),
            Map.entry("NUMERIC", "decimal(38, 10)"),
            Map.entry("REAL", "real"),
            Map.entry("SMALLINT", "smallint"),
            Map.entry("TIME", "time"),
            Map.entry("TIMESTAMP", "timestamp"),
            Map.entry("TINYINT", "smallint"),
            Map.entry("VARBINARY", "varbyte"),
            Map.entry("VARCHAR", "varchar(65535)"));

    private ScalarFunctions() {}

    /** The names of the numeric functions, separated by commas. */
    public static String numeric() {
        return names(NUMERIC);
    }

    /** The names of the string functions, separated by commas. */
    public static String string() {
        return names(STRING);
    }

    /** The names of the system functions, separated by commas. */
    public static String system() {
        return names(SYSTEM);
    }

    /** The names of the functions of time and date, separated by commas. */
    public static String timeDate() {
        return names(TIME_DATE);
    }

    static Optional<ScalarFunction> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toUpperCase(Locale.ROOT)));
    }

    static String unit(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        var unit = upper.startsWith(UNIT_PREFIX) ? upper.substring(UNIT_PREFIX.length()) : "";
        if (!UNITS.contains(unit)) {
            throw new IllegalArgumentException("Unknown interval; use one of SQL_TSI_FRAC_SECOND, " + UNIT_PREFIX
                    + String.join(", " + UNIT_PREFIX, UNITS));
        }
        return unit.toLowerCase(Locale.ROOT);
    }

    static String type(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        var type = TYPES.get(upper.startsWith("SQL_") ? upper.substring(4) : upper);
        if (type == null) {
            throw new IllegalArgumentException("Unknown type to convert to; use one of SQL_"
                    + TYPES.keySet().stream().sorted().collect(joining(", SQL_")));
        }
        return type;
    }

    private static String names(ScalarFunction.Category category) {
        return ALL.stream()
                .filter(function -> function.category() == category)
                .map(ScalarFunction::name)
                .collect(joining(","));
    }
}
