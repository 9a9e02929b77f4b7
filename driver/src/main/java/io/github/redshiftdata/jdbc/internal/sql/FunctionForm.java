package io.github.redshiftdata.jdbc.internal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A call by {@code {fn …}} and the form of its function that fits the arguments. */
record FunctionForm(ScalarFunction function, List<String> arguments) {

    /** Functions whose last argument may be the unit that they count in. */
    private static final Set<String> WITH_UNIT =
            Set.of("CHAR_LENGTH", "CHARACTER_LENGTH", "LENGTH", "POSITION", "SUBSTRING");

    /** Functions of a date, which a time of day has not. */
    private static final Set<String> OF_DATES =
            Set.of("DAYNAME", "DAYOFMONTH", "DAYOFWEEK", "DAYOFYEAR", "MONTH", "MONTHNAME", "QUARTER", "WEEK", "YEAR");

    private static final String FRACTION = "SQL_TSI_FRAC_SECOND";

    /** What functions become that count bytes instead of characters. */
    private static final Map<String, ScalarFunction> OF_OCTETS = Map.of(
            "CHAR_LENGTH", string(1, "CHAR_LENGTH", "OCTET_LENGTH(%1)"),
            "CHARACTER_LENGTH", string(1, "CHARACTER_LENGTH", "OCTET_LENGTH(%1)"),
            "LENGTH", string(1, "LENGTH", "OCTET_LENGTH(RTRIM(%1))"),
            "POSITION",
                    string(
                            2,
                            "POSITION",
                            "CASE CHARINDEX(%1, %2) WHEN 0 THEN 0"
                                    + " ELSE OCTET_LENGTH(LEFT(%2, CHARINDEX(%1, %2) - 1)) + 1 END"),
            "SUBSTRING",
                    string(
                            3,
                            "SUBSTRING",
                            "FROM_VARBYTE(CAST(SUBSTRING(TO_VARBYTE(%1, 'utf8'), %2, %3) AS varbyte), 'utf8')"));

    private static final ScalarFunction LOCATE_FROM = string(
            3,
            "LOCATE",
            "CASE CHARINDEX(%1, SUBSTRING(%2, %3)) WHEN 0 THEN 0"
                    + " ELSE CHARINDEX(%1, SUBSTRING(%2, %3)) + (%3) - 1 END");

    /** Redshift's RANDOM has no seed as an argument: the number is taken from a hash of it, and so is the same each time. */
    private static final ScalarFunction RAND_OF_SEED = ScalarFunction.as(
            ScalarFunction.Category.NUMERIC,
            1,
            "RAND",
            "(CAST(STRTOL(LEFT(MD5(CAST(%1 AS varchar)), 8), 16) AS double precision) / 4294967296)");

    /** JDBC counts fractions of a second in billionths; a timestamp keeps millionths. */
    private static final Map<String, ScalarFunction> OF_FRACTIONS = Map.of(
            "TIMESTAMPADD", time("TIMESTAMPADD", "DATEADD(microsecond, (%2) / 1000, %3)"),
            "TIMESTAMPDIFF", time("TIMESTAMPDIFF", "(DATEDIFF(microsecond, %2, %3) * 1000)"));

    private static ScalarFunction string(int arguments, String name, String template) {
        return ScalarFunction.as(ScalarFunction.Category.STRING, arguments, name, template);
    }

    private static ScalarFunction time(String name, String template) {
        return ScalarFunction.as(ScalarFunction.Category.TIME_DATE, 3, name, template);
    }

    /**
     * The form for a call.
     *
     * @throws IllegalArgumentException if there is no such function, or none with this number of arguments
     */
    static FunctionForm of(ArgumentList call) {
        var name = call.name().toUpperCase(Locale.ROOT);
        var arguments = OF_DATES.contains(name)
                ? call.arguments().stream().map(FunctionForm::asTimestamp).toList()
                : call.arguments();
        var form = arguments.size() > 1 && WITH_UNIT.contains(name)
                ? withUnit(name, arguments)
                : new FunctionForm(function(name, arguments, call.name()), arguments);
        int count = form.arguments.size();
        if (!form.function.accepts(count)) {
            throw new IllegalArgumentException(
                    form.function.name() + " takes " + form.function.arguments() + " argument(s) here, not " + count);
        }
        return form;
    }

    /** A parameter by itself may come without a type, and then EXTRACT and TO_CHAR do not know what to do. */
    private static String asTimestamp(String argument) {
        return TranslatedSql.isMarker(argument) ? "CAST(" + argument + " AS timestamp)" : argument;
    }

    private static FunctionForm withUnit(String name, List<String> arguments) {
        int last = arguments.size() - 1;
        var unit = arguments.get(last).toUpperCase(Locale.ROOT);
        if (unit.equals("CHARACTERS")) {
            return new FunctionForm(function(name, arguments, name), arguments.subList(0, last));
        }
        var octets = OF_OCTETS.get(name);
        if (unit.equals("OCTETS") && octets != null) {
            var rest = arguments.subList(0, last);
            return new FunctionForm(octets, name.equals("POSITION") ? aroundIn(rest.get(0)) : rest);
        }
        return new FunctionForm(function(name, arguments, name), arguments);
    }

    private static ScalarFunction function(String name, List<String> arguments, String asWritten) {
        if (name.equals("LOCATE") && arguments.size() == 3) {
            return LOCATE_FROM;
        }
        if (name.equals("RAND") && arguments.size() == 1) {
            return RAND_OF_SEED;
        }
        var fraction = OF_FRACTIONS.get(name);
        if (fraction != null && !arguments.isEmpty() && arguments.get(0).equalsIgnoreCase(FRACTION)) {
            return fraction;
        }
        return ScalarFunctions.find(name)
                .orElseThrow(() -> new IllegalArgumentException("Redshift has no such function of JDBC: " + asWritten
                        + "; functions of its own are called without {fn …}"));
    }

    /** The two sides of {@code a IN b}. */
    private static List<String> aroundIn(String argument) {
        var sides = new ArrayList<String>();
        int depth = 0;
        var side = new StringBuilder();
        for (var token : read(argument)) {
            depth += TokenReader.depthChange(token);
            if (depth == 0 && token.isWord("in") && sides.isEmpty()) {
                sides.add(side.toString().strip());
                side.setLength(0);
            } else {
                side.append(token.text());
            }
        }
        sides.add(side.toString().strip());
        return List.copyOf(sides);
    }

    private static List<Token> read(String argument) {
        try {
            return SqlLexer.read(argument);
        } catch (SqlTextException e) {
            throw new IllegalArgumentException("An argument cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether an argument with a marker is written twice. */
    boolean repeatsMarkers() {
        for (int i = 0; i < arguments.size(); i++) {
            var placeholder = "%" + (i + 1);
            boolean isRepeated = function.template().indexOf(placeholder)
                    != function.template().lastIndexOf(placeholder);
            if (isRepeated && read(arguments.get(i)).stream().anyMatch(token -> token.kind() == TokenKind.MARKER)) {
                return true;
            }
        }
        return false;
    }

    /** The call in Redshift's words. */
    String render() {
        return function.render(arguments);
    }
}
