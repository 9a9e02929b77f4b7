package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A parameter is of the type that its setter names: operators, overloads and procedures are chosen as with pgjdbc. */
class ParameterTypesIT {

    private static Connection ours;
    private static Connection theirs;
    private static String schema;

    @BeforeAll
    static void connect() throws SQLException {
        ours = TestEmulator.shared().connect();
        theirs = DriverManager.getConnection(TestEmulator.shared().postgresUrl());
        schema = TestEmulator.shared().newSchema();
        roundWhatIsCast();
        try (var statement = theirs.createStatement()) {
            for (var type : List.of(
                    "smallint",
                    "integer",
                    "bigint",
                    "numeric",
                    "real",
                    "double precision",
                    "boolean",
                    "date",
                    "text")) {
                statement.execute("create function " + schema + ".which(a " + type + ") returns text immutable"
                        + " language sql as $$ select '" + type + "'::text $$");
            }
            statement.execute("create function " + schema + ".narrow(a smallint) returns smallint immutable"
                    + " language sql as $$ select a $$");
            statement.execute("create procedure " + schema + ".of_smallint(inout a smallint)"
                    + " language plpgsql as $$ begin a := a; end $$");
            statement.execute("create procedure " + schema + ".by_type(inout a smallint, inout b text)"
                    + " language plpgsql as $$ begin b := 'smallint'; end $$");
            statement.execute("create procedure " + schema + ".by_type(inout a bigint, inout b text)"
                    + " language plpgsql as $$ begin b := 'bigint'; end $$");
            statement.execute("create procedure " + schema + ".by_type(inout a numeric, inout b text)"
                    + " language plpgsql as $$ begin b := 'numeric'; end $$");
        }
    }

    /** A cast rounds the numbers of a text, as ours are, and cuts what is given beside it, as pgjdbc's are. Here both round. */
    private static void roundWhatIsCast() throws SQLException {
        try (var our = ours.createStatement();
                var their = theirs.createStatement()) {
            our.execute("set enable_numeric_rounding to on");
            their.execute("set redshift.enable_numeric_rounding to 'on'");
        }
    }

    @AfterAll
    static void disconnect() throws SQLException {
        ours.close();
        theirs.close();
    }

    /** Sets a parameter. */
    private interface Setter {
        void on(PreparedStatement statement, int index) throws SQLException;
    }

    /** Every way to give a number. */
    private static Map<String, Setter> numbers(long number) {
        var small = (short) number;
        var tiny = (byte) number;
        var whole = (int) number;
        var decimal = BigDecimal.valueOf(number, 2);
        var setters = new LinkedHashMap<String, Setter>();
        setters.put("setByte " + tiny, (s, i) -> s.setByte(i, tiny));
        setters.put("setShort " + small, (s, i) -> s.setShort(i, small));
        setters.put("setInt " + whole, (s, i) -> s.setInt(i, whole));
        setters.put("setLong " + number, (s, i) -> s.setLong(i, number));
        setters.put("setBigDecimal " + number, (s, i) -> s.setBigDecimal(i, BigDecimal.valueOf(number)));
        setters.put("setBigDecimal " + decimal, (s, i) -> s.setBigDecimal(i, decimal));
        setters.put("setFloat " + small, (s, i) -> s.setFloat(i, small));
        setters.put("setDouble " + whole, (s, i) -> s.setDouble(i, whole));
        setters.put("Byte " + tiny, (s, i) -> s.setObject(i, tiny));
        setters.put("Short " + small, (s, i) -> s.setObject(i, small));
        setters.put("Integer " + whole, (s, i) -> s.setObject(i, whole));
        setters.put("Long " + number, (s, i) -> s.setObject(i, number));
        setters.put("BigInteger " + number, (s, i) -> s.setObject(i, BigInteger.valueOf(number)));
        setters.put("BigDecimal " + decimal, (s, i) -> s.setObject(i, decimal));
        setters.put("Float " + small, (s, i) -> s.setObject(i, (float) small));
        setters.put("Double " + whole, (s, i) -> s.setObject(i, (double) whole));
        setters.put("TINYINT " + tiny, (s, i) -> s.setObject(i, (int) tiny, Types.TINYINT));
        setters.put("SMALLINT " + small, (s, i) -> s.setObject(i, (int) small, Types.SMALLINT));
        setters.put("INTEGER " + whole, (s, i) -> s.setObject(i, (long) whole, Types.INTEGER));
        setters.put("BIGINT " + whole, (s, i) -> s.setObject(i, whole, Types.BIGINT));
        setters.put("NUMERIC " + whole, (s, i) -> s.setObject(i, whole, Types.NUMERIC));
        setters.put("DECIMAL " + small, (s, i) -> s.setObject(i, small, Types.DECIMAL, 3));
        setters.put("REAL " + small, (s, i) -> s.setObject(i, (int) small, Types.REAL));
        setters.put("DOUBLE " + whole, (s, i) -> s.setObject(i, whole, Types.DOUBLE));
        return setters;
    }

    private static Map<String, Setter> nulls() {
        var setters = new LinkedHashMap<String, Setter>();
        for (var type : List.of(
                Types.TINYINT,
                Types.SMALLINT,
                Types.INTEGER,
                Types.BIGINT,
                Types.REAL,
                Types.FLOAT,
                Types.DOUBLE,
                Types.NUMERIC,
                Types.DECIMAL,
                Types.BOOLEAN,
                Types.BIT,
                Types.DATE)) {
            setters.put("NULL of " + type, (s, i) -> s.setNull(i, type));
            setters.put("null as " + type, (s, i) -> s.setObject(i, null, type));
        }
        setters.put("no BigDecimal", (s, i) -> s.setBigDecimal(i, null));
        return setters;
    }

    private static List<String> templates() {
        var templates = new ArrayList<String>();
        for (var operand : List.of("2", "7::smallint", "3::bigint", "2.5", "2::real", "4::float8")) {
            for (var operator : List.of("+", "-", "*", "/", "=", "<", ">=", "<>")) {
                templates.add("? " + operator + " " + operand);
                templates.add(operand + operator + "?");
            }
        }
        for (var operand : List.of("2", "7::smallint", "3::bigint", "2.5", "4::float8")) {
            for (var operator : List.of("%", "^", "&", "|", "#", "<<", ">>")) {
                templates.add("? " + operator + " " + operand);
                templates.add(operand + " " + operator + " ?");
            }
        }
        templates.addAll(List.of(
                "?",
                "-?",
                "- ?",
                "5 -?",
                "5-?",
                "? % 7",
                "abs(?)",
                "abs(-?)",
                "mod(?, 7)",
                "sign(?)",
                "floor(?)",
                "round(?)",
                "?::smallint",
                "?::text",
                "cast(? as bigint)",
                "cast(? as numeric(30,4))",
                "cast(? as double precision)",
                "? in (1, 2, 3)",
                "1 in (?, 3)",
                "3 between ? and 9",
                "coalesce(?, 7)",
                "coalesce(?, 2.5) / 2",
                "nullif(?, 2) / 2",
                "greatest(?, 2) / 4",
                "case when true then ? else 1 end / 4",
                "(?) / 2",
                "(? + 0) / 2",
                "? * 1000000",
                "sum(?) / 2",
                "avg(?)",
                "%s.which(?)",
                "%s.which(? + 1)",
                "%s.which(-?)",
                "%s.which((?))",
                "%s.narrow(?)",
                "(select ? / 2)",
                "row_number() over (order by ?)"));
        return templates;
    }

    /** Each template with some setter and some number: all of them together would be 50,000 statements. */
    @Test
    void operatorsAndOverloadsAreThoseOfTheSettersType() throws SQLException {
        var random = new Random();
        var seed = Long.getLong("parameterTypes.seed", random.nextLong());
        random.setSeed(seed);
        var differences = new ArrayList<String>();
        for (var round = 0; round < 3; round++) {
            for (var template : templates()) {
                var setters = new ArrayList<>(numbers(number(random)).entrySet());
                compare(template, setters.get(random.nextInt(setters.size())), differences);
            }
        }
        assertThat(differences).as("-DparameterTypes.seed=%s", seed).isEmpty();
    }

    /** The ends of types are as likely as all other numbers. */
    private static long number(Random random) {
        var ends = new long[] {
            0,
            1,
            3,
            -3,
            127,
            -128,
            32767,
            -32768,
            Integer.MAX_VALUE,
            Integer.MIN_VALUE,
            3_000_000_000L,
            Long.MAX_VALUE,
            Long.MIN_VALUE
        };
        return random.nextBoolean() ? ends[random.nextInt(ends.length)] : random.nextLong() >> random.nextInt(64);
    }

    @Test
    void everySetterIsOfItsOwnTypeInEveryKindOfPlace() throws SQLException {
        var differences = new ArrayList<String>();
        for (var template : List.of("? / 2", "%s.which(?)", "%s.narrow(?)", "? * 1000000", "abs(-?)")) {
            for (var setter : numbers(3).entrySet()) {
                compare(template, setter, differences);
            }
        }
        for (var template : List.of("cast(? as bigint)", "?::smallint", "cast(? as numeric(10, 1))")) {
            for (var number : List.of(32767, -32767, 150, 250)) {
                for (var setter : numbers(number).entrySet()) {
                    compare(template, setter, differences);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void aNullHasTheTypeThatWasGiven() throws SQLException {
        var differences = new ArrayList<String>();
        for (var template : List.of("? / 2", "%s.which(?)", "coalesce(?, 3)", "cast(? as integer)", "?")) {
            for (var setter : nulls().entrySet()) {
                if (!template.startsWith("cast")
                        || !List.of("91", "16").contains(setter.getKey().replaceAll("\\D", ""))) {
                    compare(template, setter, differences);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static void compare(String template, Map.Entry<String, Setter> setter, List<String> differences)
            throws SQLException {
        var sql = "select " + template.replace("%s", schema);
        try (var our = ours.prepareStatement(sql);
                var their = theirs.prepareStatement(sql)) {
            var ourOutcome = outcome(our, setter.getValue());
            var theirOutcome = outcome(their, setter.getValue());
            if (!ourOutcome.equals(theirOutcome) && !isQuotientOfNumerics(template, ourOutcome, theirOutcome)) {
                differences.add(template + " with " + setter.getKey() + ": " + ourOutcome + ", pgjdbc " + theirOutcome);
            }
        }
    }

    /**
     * The emulator gives these Redshift's precision, which the ends of BIGINT may overflow, and scale; pgjdbc asks the
     * database itself, which knows none and refuses some.
     */
    private static boolean isQuotientOfNumerics(String template, String ourOutcome, String theirOutcome) {
        return template.contains("/")
                && (theirOutcome.equals("0A000")
                        || ((ourOutcome.endsWith("of type numeric") || ourOutcome.equals("22003"))
                                && theirOutcome.endsWith("of type numeric")));
    }

    /** The class and the value, or the SQLSTATE. */
    private static String outcome(PreparedStatement statement, Setter setter) throws SQLException {
        setter.on(statement, 1);
        try (var rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            return described(rows.getObject(1)) + " of type " + type(rows);
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    private static String described(Object value) {
        return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    }

    /** Computed texts are VARCHAR in Redshift. */
    private static String type(ResultSet rows) throws SQLException {
        return rows.getMetaData().getColumnTypeName(1).replace("text", "varchar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{call %s.of_smallint(?)}", "call %s.of_smallint(?)", "{call %s.of_smallint( ? )}"})
    void theArgumentsOfACallBecomeTheTypesOfTheProcedure(String call) throws SQLException {
        for (var setter : numbers(3).entrySet()) {
            try (var our = ours.prepareCall(call.formatted(schema));
                    var their = theirs.prepareStatement("call " + schema + ".of_smallint(cast(? as smallint))")) {
                assertThat(called(our, setter.getValue()))
                        .as(setter.getKey())
                        .isEqualTo(called(their, setter.getValue()));
            }
        }
    }

    private static String called(PreparedStatement call, Setter setter) throws SQLException {
        setter.on(call, 1);
        try {
            var rows = call.execute() ? call.getResultSet() : null;
            assertThat(rows != null && rows.next()).isTrue();
            return described(rows.getObject(1));
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    /** Of the overloads for SMALLINT, BIGINT and NUMERIC, or none: REAL and DOUBLE find none in either driver. */
    @Test
    void anOverloadIsTheOneThatPgjdbcChooses() throws SQLException {
        for (var number : new long[] {3, -3, 40_000, 3_000_000_000L}) {
            for (var setter : numbers(number).entrySet()) {
                try (var our = ours.prepareCall("{call " + schema + ".by_type(?, '')}");
                        var their = theirs.prepareStatement("call " + schema + ".by_type(?, '')")) {
                    assertThat(overload(our, setter.getValue()))
                            .as(setter.getKey())
                            .isEqualTo(overload(their, setter.getValue()));
                }
            }
        }
    }

    private static String overload(PreparedStatement call, Setter setter) throws SQLException {
        setter.on(call, 1);
        try {
            assertThat(call.execute()).isTrue();
            var rows = call.getResultSet();
            assertThat(rows.next()).isTrue();
            return described(rows.getObject(1)) + " by " + rows.getString(2);
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    @Test
    void anOverloadIsChosenByTheTypeAndNotByTheSizeOfTheValue() throws SQLException {
        for (var number : new long[] {3, -3, 40_000, 3_000_000_000L}) {
            try (CallableStatement call = ours.prepareCall("{call " + schema + ".by_type(?, ?)}")) {
                call.setLong(1, number);
                call.setString(2, "");
                call.registerOutParameter(1, Types.BIGINT);
                call.registerOutParameter(2, Types.VARCHAR);
                call.execute();
                assertThat(call.getString(2)).isEqualTo("bigint");
                call.setBigDecimal(1, BigDecimal.valueOf(number));
                call.execute();
                assertThat(call.getString(2)).isEqualTo("numeric");
            }
        }
    }

    @Test
    void aDecimalDividesExactlyAndALongDoesNotOverflow() throws SQLException {
        try (var half = ours.prepareStatement("select ? / 2, ? * 1000000")) {
            half.setBigDecimal(1, new BigDecimal(3));
            half.setLong(2, 3000);
            try (var rows = half.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getBigDecimal(1)).isEqualByComparingTo("1.5");
                assertThat(rows.getLong(2)).isEqualTo(3_000_000_000L);
            }
        }
    }

    // ---------------------------------------------------------------- places of integers

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select n from %s order by n limit ?",
                "select n from %s order by n limit (?)",
                "select top ? n from %s order by n",
                "select n from (select n from %s order by n offset 7 - ?) as t",
                "select dateadd(day, ?, date '2024-01-01') from %s",
                "select dateadd(day, 1 + ?, date '2024-01-01') from %s",
                "select {fn timestampadd(SQL_TSI_DAY, ?, timestamp '2024-01-01 00:00:00')} from %s",
                "select cast('abc' as varchar(?)) from %s",
                "select 'abc'::varchar(?) from %s",
                "select 3.14159::numeric(9, ?) from %s",
                "select n, m, -n from %s order by ?, 1",
                "select count(*), m, n from %s group by 2, ? order by n",
                "select sum(n) over (order by n rows between ? preceding and current row) from %s",
                "select percentile_cont(1.0 / ?) within group (order by n) from %s"
            })
    void aWholeNumberOfAnySetterMayStandWhereOnlyAConstantMay(String sql) throws SQLException {
        var table = schema + ".t_" + Integer.toHexString(sql.hashCode());
        try (var statement = ours.createStatement()) {
            statement.execute("create table " + table + " (n int, m int)");
            statement.execute("insert into " + table + " values (1, 9), (2, 8), (3, 7), (4, 6)");
        }
        var expected = "";
        for (var setter : numbers(3).entrySet()) {
            if (setter.getKey().endsWith(".03") || setter.getKey().startsWith("DECIMAL")) {
                continue;
            }
            var rows = rows(sql.formatted(table), setter.getValue());
            expected = expected.isEmpty() ? rows : expected;
            assertThat(rows).as(setter.getKey()).isEqualTo(expected);
        }
    }

    private static String rows(String sql, Setter setter) throws SQLException {
        try (var statement = ours.prepareStatement(sql)) {
            setter.on(statement, 1);
            var values = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values.toString();
        }
    }

    @Test
    void theColumnDecidesInInsertUpdateAndMerge() throws SQLException {
        var table = schema + ".columns";
        try (var statement = ours.createStatement()) {
            statement.execute("create table " + table + " (s smallint, t varchar(40), d date, b boolean)");
        }
        try (var insert = ours.prepareStatement("insert into " + table + " values (?, ?, ?, ?)");
                var update = ours.prepareStatement("update " + table + " set s = ?, t = ?, d = ?, b = ? where s = ?")) {
            insert.setLong(1, 5);
            insert.setBigDecimal(2, new BigDecimal("7"));
            insert.setNull(3, Types.VARCHAR);
            insert.setNull(4, Types.INTEGER);
            assertThat(insert.executeUpdate()).isEqualTo(1);
            insert.addBatch();
            insert.addBatch();
            assertThat(insert.executeBatch()).containsExactly(1, 1);
            update.setBigDecimal(1, new BigDecimal("6"));
            update.setLong(2, 8);
            update.setNull(3, Types.BIGINT);
            update.setNull(4, Types.NUMERIC);
            update.setLong(5, 5);
            assertThat(update.executeUpdate()).isEqualTo(3);
        }
    }
}
