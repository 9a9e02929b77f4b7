package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every function that DatabaseMetaData lists works by its escape. */
class ScalarFunctionsIT {

    /**
     * A call, without its {@code {fn …}}.
     *
     * @param result as text, numbers to four digits; a star where it depends on the time or the user
     */
    private record Call(String text, String result) {

        String name() {
            return text.substring(0, text.indexOf('('));
        }
    }

    private static Call call(String text, String result) {
        return new Call(text, result);
    }

    private static final List<Call> CALLS = List.of(
            call("ABS(-3)", "3"),
            call("ACOS(1)", "0"),
            call("ASIN(0)", "0"),
            call("ATAN(0)", "0"),
            call("ATAN2(0, 1)", "0"),
            call("CEILING(1.2)", "2"),
            call("COS(0)", "1"),
            call("COT(1)", "0.6421"),
            call("DEGREES(0)", "0"),
            call("EXP(0)", "1"),
            call("FLOOR(1.7)", "1"),
            call("LOG(1)", "0"),
            call("LOG10(1000)", "3"),
            call("MOD(7, 4)", "3"),
            call("PI()", "3.1416"),
            call("POWER(2, 3)", "8"),
            call("RADIANS(0)", "0"),
            call("RAND()", "*"),
            call("RAND(1)", "0.7687"),
            call("RAND(1 + 0)", "0.7687"),
            call("ROUND(1.26, 1)", "1.3"),
            call("ROUND(1.7)", "2"),
            call("SIGN(-2)", "-1"),
            call("SIN(0)", "0"),
            call("SQRT(9)", "3"),
            call("TAN(0)", "0"),
            call("TRUNCATE(1.29, 1)", "1.2"),
            call("ASCII('A')", "65"),
            call("CHAR(66)", "B"),
            call("CHAR_LENGTH('abc')", "3"),
            call("CHARACTER_LENGTH('abcd')", "4"),
            call("CHAR_LENGTH('é', CHARACTERS)", "1"),
            call("CHAR_LENGTH('é', octets)", "2"),
            call("CHARACTER_LENGTH('né', Characters)", "2"),
            call("CHARACTER_LENGTH('né', OCTETS)", "3"),
            call("LENGTH('né  ', CHARACTERS)", "2"),
            call("LENGTH('né  ', OCTETS)", "3"),
            call("CONCAT('a', 'b')", "ab"),
            call("DIFFERENCE('Amazon', 'Amazing')", "4"),
            call("LCASE('ABC')", "abc"),
            call("LEFT('abc', 2)", "ab"),
            call("LENGTH('abc  ')", "3"),
            call("LOCATE('b', 'abc')", "2"),
            call("LOCATE('b', 'abcb', 2)", "2"),
            call("LOCATE('b', 'abcb', 3)", "4"),
            call("LOCATE('b', 'abcb', 1 + 4)", "0"),
            call("LTRIM('  a')", "a"),
            call("OCTET_LENGTH('é')", "2"),
            call("POSITION('c' IN 'abc')", "3"),
            call("POSITION('c' IN 'éc', CHARACTERS)", "2"),
            call("POSITION('c' IN 'éc', OCTETS)", "3"),
            call("POSITION('x' IN 'éc', OCTETS)", "0"),
            call("REPEAT('ab', 2)", "abab"),
            call("REPLACE('abc', 'b', 'x')", "axc"),
            call("RIGHT('abc', 2)", "bc"),
            call("RTRIM('a  ')", "a"),
            call("SOUNDEX('Amazon')", "A525"),
            call("SPACE(2)", "  "),
            call("SUBSTRING('abcd', 2, 2)", "bc"),
            call("SUBSTRING('abcd', 2)", "bcd"),
            call("SUBSTRING('ébcd', 2, 2, CHARACTERS)", "bc"),
            call("SUBSTRING('ébcd', 3, 2, OCTETS)", "bc"),
            call("UCASE('abc')", "ABC"),
            call("DATABASE()", "dev"),
            call("IFNULL(NULL, 'x')", "x"),
            call("USER()", "*"),
            call("CURDATE()", "*"),
            call("CURRENT_DATE()", "*"),
            call("CURRENT_TIME()", "*"),
            call("CURRENT_TIMESTAMP()", "*"),
            call("CURTIME()", "*"),
            call("DAYNAME({d '2024-02-29'})", "Thursday"),
            call("DAYOFMONTH({d '2024-02-29'})", "29"),
            call("DAYOFWEEK({d '2024-02-29'})", "5"),
            call("DAYOFYEAR({d '2024-02-29'})", "60"),
            call("EXTRACT(YEAR FROM {d '2024-02-29'})", "2024"),
            call("HOUR({ts '2024-02-29 13:14:15'})", "13"),
            call("MINUTE({ts '2024-02-29 13:14:15'})", "14"),
            call("MONTH({d '2024-02-29'})", "2"),
            call("MONTHNAME({d '2024-02-29'})", "February"),
            call("NOW()", "*"),
            call("QUARTER({d '2024-05-29'})", "2"),
            call("SECOND({ts '2024-02-29 13:14:15'})", "15"),
            call("TIMESTAMPADD(SQL_TSI_DAY, 1, {ts '2024-02-29 13:14:15'})", "2024-03-01 13:14:15"),
            call("TIMESTAMPADD(SQL_TSI_FRAC_SECOND, 1500000, {ts '2024-02-29 13:14:15'})", "2024-02-29 13:14:15.0015"),
            call("TIMESTAMPADD(SQL_TSI_FRAC_SECOND, -500, {ts '2024-02-29 13:14:15'})", "2024-02-29 13:14:15"),
            call(
                    "TIMESTAMPDIFF(SQL_TSI_FRAC_SECOND, {ts '2024-02-29 13:14:15'}, {ts '2024-02-29 13:14:15.25'})",
                    "250000000"),
            call("TIMESTAMPDIFF(SQL_TSI_DAY, {d '2024-02-28'}, {d '2024-03-01'})", "2"),
            call("WEEK({d '2024-02-29'})", "9"),
            call("YEAR({d '2024-02-29'})", "2024"));

    private static List<Call> calls() {
        return CALLS;
    }

    @ParameterizedTest
    @MethodSource("calls")
    void eachWorksByItsEscape(Call call) throws SQLException {
        try (var connection = TestEmulator.shared().connect("lazyConnect=true");
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT {fn " + call.text() + "}")) {
            assertThat(result.next()).isTrue();
            var text = result.getString(1);
            if (call.result().equals("*")) {
                assertThat(text).isNotEmpty();
            } else {
                assertThat(isNumber(call.result()) ? rounded(text) : text).isEqualTo(call.result());
            }
        }
    }

    @Test
    void aParameterThatAFormNeedsTwiceIsSetOnce() throws SQLException {
        try (var connection = TestEmulator.shared().connect("lazyConnect=true");
                var locate = connection.prepareStatement(
                        "select ?, {fn locate(?, ?, ?)}, {fn locate({fn lcase(?)}, 'abab', 2)}, ?")) {
            assertThat(locate.getParameterMetaData().getParameterCount()).isEqualTo(6);
            locate.setString(1, "first");
            locate.setString(2, "b");
            locate.setString(3, "abcb");
            locate.setInt(4, 3);
            locate.setString(5, "A");
            locate.setString(6, "last");
            try (var result = locate.executeQuery()) {
                assertThat(result.next()).isTrue();
                assertThat(result.getString(1)).isEqualTo("first");
                assertThat(result.getInt(2)).isEqualTo(4);
                assertThat(result.getInt(3)).isEqualTo(3);
                assertThat(result.getString(4)).isEqualTo("last");
            }
        }
    }

    /** Sets the parameters of a call. */
    private interface Setter {
        void on(PreparedStatement statement) throws SQLException;
    }

    private static String called(String parameters, String function, Setter setter) throws SQLException {
        try (var connection = TestEmulator.shared().connect("lazyConnect=true", "parameters=" + parameters);
                var call = connection.prepareStatement("select {fn " + function + "}")) {
            setter.on(call);
            try (var result = call.executeQuery()) {
                assertThat(result.next()).isTrue();
                return result.getString(1);
            }
        }
    }

    /** A timestamp goes out without a type of its own, and so does a text. */
    @ParameterizedTest
    @ValueSource(strings = {"bind", "literal"})
    void theArgumentsMayBeParameters(String mode) throws SQLException {
        var date = Date.valueOf("2024-02-29");
        var timestamp = Timestamp.valueOf("2024-02-29 13:14:15");
        assertThat(called(mode, "concat(?, ?)", s -> strings(s, "a", "b"))).isEqualTo("ab");
        assertThat(called(mode, "concat(?, 'x')", s -> s.setNull(1, Types.VARCHAR)))
                .isNull();
        assertThat(called(mode, "length(?)", s -> strings(s, "é  "))).isEqualTo("1");
        assertThat(called(mode, "ucase(?)", s -> strings(s, "a"))).isEqualTo("A");
        assertThat(called(mode, "substring(?, 2, 2, octets)", s -> strings(s, "abcd")))
                .isEqualTo("bc");
        assertThat(called(mode, "position(? in ?, octets)", s -> strings(s, "b", "éb")))
                .isEqualTo("3");
        assertThat(called(mode, "convert(?, SQL_NVARCHAR)", s -> s.setInt(1, 5)))
                .isEqualTo("5");
        assertThat(called(mode, "timestampadd(SQL_TSI_DAY, ?, ?)", s -> {
                    s.setInt(1, 1);
                    s.setTimestamp(2, timestamp);
                }))
                .isEqualTo("2024-03-01 13:14:15");
        assertThat(called(mode, "timestampdiff(SQL_TSI_HOUR, ?, ?)", s -> {
                    s.setTimestamp(1, timestamp);
                    s.setTimestamp(2, Timestamp.valueOf("2024-03-01 13:14:15"));
                }))
                .isEqualTo("24");
        for (var expected : Map.of(
                        "year(?)", "2024",
                        "quarter(?)", "1",
                        "month(?)", "2",
                        "week(?)", "9",
                        "dayofmonth(?)", "29",
                        "dayofweek(?)", "5",
                        "dayofyear(?)", "60",
                        "dayname(?)", "Thursday",
                        "monthname(?)", "February")
                .entrySet()) {
            for (var setter : List.<Setter>of(
                    s -> s.setTimestamp(1, timestamp),
                    s -> s.setDate(1, date),
                    s -> s.setString(1, "2024-02-29"),
                    s -> s.setObject(1, LocalDateTime.of(2024, 2, 29, 13, 14)),
                    s -> s.setObject(1, OffsetDateTime.parse("2024-02-29T13:14:15Z")))) {
                assertThat(called(mode, expected.getKey(), setter)).isEqualTo(expected.getValue());
            }
        }
        assertThat(called(mode, "hour(?)", s -> s.setTime(1, Time.valueOf("13:14:15"))))
                .isEqualTo("13");
    }

    private static void strings(PreparedStatement statement, String... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
    }

    private static boolean isNumber(String text) {
        return text.matches("-?[0-9.]+");
    }

    private static String rounded(String text) {
        var rounded = new BigDecimal(text).setScale(4, java.math.RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    @Test
    void everyListedFunctionIsTried() throws SQLException {
        try (var connection = TestEmulator.shared().connect("lazyConnect=true")) {
            var metadata = connection.getMetaData();
            var listed = new TreeSet<String>();
            for (var names : List.of(
                    metadata.getNumericFunctions(),
                    metadata.getStringFunctions(),
                    metadata.getSystemFunctions(),
                    metadata.getTimeDateFunctions())) {
                listed.addAll(List.of(names.split(",")));
            }
            var tried = new TreeSet<String>();
            CALLS.forEach(call -> tried.add(call.name()));
            assertThat(tried).isEqualTo(listed);
        }
    }
}
