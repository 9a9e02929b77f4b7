package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every value arrives as it was given, bound by the service or written into the SQL. */
class ParametersIT {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "plain",
            "it's",
            "''",
            "\"quoted\"",
            "back\\slash",
            "\\",
            "\\'",
            "\\\\'; drop table t; --",
            "line\nfeed\r\nand\ttab",
            "\u00e4\u20ac\ud83d\ude00",
            "?",
            ":p1",
            ":p2 and :x",
            "$$ $tag$ $1",
            "%s {d '2024-01-01'}",
            "'; delete from t where '1'='1",
            "x' || (select 'y') || '",
            "/* comment */ -- comment",
            "NULL",
            "a::int",
            "x".repeat(64 << 10));

    private static final Map<String, Connection> CONNECTIONS = new HashMap<>();

    @BeforeAll
    static void open() throws SQLException {
        for (var mode : List.of("bind", "literal")) {
            CONNECTIONS.put(mode, TestEmulator.shared().connect("parameters=" + mode));
        }
    }

    @AfterAll
    static void close() throws SQLException {
        for (var connection : CONNECTIONS.values()) {
            connection.close();
        }
    }

    /** Sets parameter 1. */
    @FunctionalInterface
    private interface Setter {
        void on(PreparedStatement statement) throws SQLException;
    }

    private static String echo(String mode, String type, Setter setter) throws SQLException {
        try (var statement = prepare(mode, "select cast(? as " + type + ")")) {
            setter.on(statement);
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        }
    }

    private static PreparedStatement prepare(String mode, String sql) throws SQLException {
        return CONNECTIONS.get(mode).prepareStatement(sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind", "literal"})
    void everyTextComesBackAsItWas(String mode) throws SQLException {
        for (var text : TEXTS) {
            assertThat(echo(mode, "text", statement -> statement.setString(1, text)))
                    .isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind", "literal"})
    void textsInATableAreFoundByThemselves(String mode) throws SQLException {
        var table = TestEmulator.shared().newSchema() + ".t";
        var connection = CONNECTIONS.get(mode);
        try (var create = connection.createStatement()) {
            create.execute("create table " + table + " (n int, a varchar(65535))");
        }
        try (var insert = connection.prepareStatement("insert into " + table + " values (?, ?)");
                var find = connection.prepareStatement("select n from " + table + " where a = ? order by 1")) {
            for (var n = 0; n < TEXTS.size() - 1; n++) {
                insert.setInt(1, n);
                insert.setString(2, TEXTS.get(n));
                assertThat(insert.executeUpdate()).isEqualTo(1);
            }
            for (var n = 0; n < TEXTS.size() - 1; n++) {
                find.setString(1, TEXTS.get(n));
                var found = new ArrayList<Integer>();
                try (var rows = find.executeQuery()) {
                    while (rows.next()) {
                        found.add(rows.getInt(1));
                    }
                }
                assertThat(found).as(TEXTS.get(n)).isEqualTo(equalTo(TEXTS.get(n)));
            }
        }
    }

    /** Blanks at the end do not count when Redshift compares. */
    private static List<Integer> equalTo(String text) {
        return IntStream.range(0, TEXTS.size() - 1)
                .filter(n -> TEXTS.get(n).replaceFirst(" +$", "").equals(text.replaceFirst(" +$", "")))
                .boxed()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind", "literal"})
    void theOuterEndsOfNumbersComeBack(String mode) throws SQLException {
        for (var number : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
            assertThat(echo(mode, "bigint", s -> s.setLong(1, number))).isEqualTo(Long.toString(number));
        }
        for (var number : new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThat(echo(mode, "int", s -> s.setInt(1, number))).isEqualTo(Integer.toString(number));
        }
        for (var number : new short[] {Short.MIN_VALUE, Short.MAX_VALUE}) {
            assertThat(echo(mode, "smallint", s -> s.setShort(1, number))).isEqualTo(Short.toString(number));
        }
        assertThat(echo(mode, "smallint", s -> s.setByte(1, Byte.MIN_VALUE))).isEqualTo("-128");
        for (Double number : new Double[] {
            Double.MIN_NORMAL, -Double.MAX_VALUE, Double.MAX_VALUE, 0.1, Double.NaN, Double.POSITIVE_INFINITY
        }) {
            var text = echo(mode, "double precision", s -> s.setDouble(1, number));
            assertThat(Double.valueOf(text)).isEqualTo(number);
        }
        for (var number : new float[] {-Float.MAX_VALUE, Float.MAX_VALUE, 0.1f}) {
            assertThat(Float.parseFloat(echo(mode, "real", s -> s.setFloat(1, number))))
                    .isEqualTo(number);
        }
        var most = new BigDecimal("99999999999999999999999999999999.999999");
        for (var number : List.of(most, most.negate(), new BigDecimal("0.000001"))) {
            assertThat(echo(mode, "numeric(38,6)", s -> s.setBigDecimal(1, number)))
                    .isEqualTo(number.toPlainString());
        }
        assertThat(echo(mode, "numeric(38,0)", s -> s.setObject(1, new BigInteger("-" + "9".repeat(38)))))
                .isEqualTo("-" + "9".repeat(38));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind", "literal"})
    void everySetterSendsItsValue(String mode) throws Exception {
        var url = URI.create("https://example.com/a?b=c").toURL();
        assertThat(echo(mode, "boolean", s -> s.setBoolean(1, true))).isEqualTo("t");
        assertThat(echo(mode, "text", s -> s.setNString(1, "n"))).isEqualTo("n");
        assertThat(echo(mode, "date", s -> s.setDate(1, Date.valueOf("2024-02-29"))))
                .isEqualTo("2024-02-29");
        assertThat(echo(mode, "time", s -> s.setTime(1, Time.valueOf("01:02:03"))))
                .isEqualTo("01:02:03");
        assertThat(echo(mode, "timestamp", s -> s.setTimestamp(1, Timestamp.valueOf("2024-02-29 01:02:03.456789"))))
                .isEqualTo("2024-02-29 01:02:03.456789");
        assertThat(echo(mode, "text", s -> s.setCharacterStream(1, new StringReader("reader"))))
                .isEqualTo("reader");
        assertThat(echo(mode, "text", s -> s.setCharacterStream(1, new StringReader("reader"), 4)))
                .isEqualTo("read");
        assertThat(echo(mode, "text", s -> s.setNCharacterStream(1, new StringReader("reader"))))
                .isEqualTo("reader");
        assertThat(echo(mode, "text", s -> s.setClob(1, new StringReader("clob"))))
                .isEqualTo("clob");
        assertThat(echo(mode, "text", s -> s.setNClob(1, new StringReader("clob"))))
                .isEqualTo("clob");
        assertThat(echo(
                        mode,
                        "text",
                        s -> s.setAsciiStream(
                                1, new ByteArrayInputStream("ascii".getBytes(StandardCharsets.US_ASCII)))))
                .isEqualTo("ascii");
        assertThat(echo(mode, "text", s -> s.setURL(1, url))).isEqualTo("https://example.com/a?b=c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind", "literal"})
    void bytesComeBack(String mode) throws SQLException {
        var bytes = new byte[256];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        List<Setter> setters = List.of(
                s -> s.setBytes(1, bytes),
                s -> s.setObject(1, bytes),
                s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes)),
                s -> s.setBlob(1, new ByteArrayInputStream(bytes)));
        for (var setter : setters) {
            try (var statement = prepare(mode, "select cast(? as varbyte(1000))")) {
                setter.on(statement);
                try (var rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getBytes(1)).isEqualTo(bytes);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind", "literal"})
    void objectsAreSentByTheirClass(String mode) throws SQLException {
        var uuid = UUID.fromString("0a1b2c3d-0000-4000-8000-123456789abc");
        var at = LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4000);
        assertThat(echo(mode, "text", s -> s.setObject(1, uuid))).isEqualTo(uuid.toString());
        assertThat(echo(mode, "text", s -> s.setObject(1, 'c'))).isEqualTo("c");
        assertThat(echo(mode, "int", s -> s.setObject(1, 5))).isEqualTo("5");
        assertThat(echo(mode, "bigint", s -> s.setObject(1, 5L))).isEqualTo("5");
        assertThat(echo(mode, "smallint", s -> s.setObject(1, (short) 5))).isEqualTo("5");
        assertThat(echo(mode, "boolean", s -> s.setObject(1, false))).isEqualTo("f");
        assertThat(echo(mode, "date", s -> s.setObject(1, LocalDate.of(2024, 2, 29))))
                .isEqualTo("2024-02-29");
        assertThat(echo(mode, "time", s -> s.setObject(1, LocalTime.of(1, 2, 3))))
                .isEqualTo("01:02:03");
        assertThat(echo(mode, "timestamp", s -> s.setObject(1, at))).isEqualTo("2024-02-29 01:02:03.000004");
        for (Object instant : List.of(
                OffsetDateTime.of(at, ZoneOffset.ofHours(2)),
                OffsetDateTime.of(at, ZoneOffset.ofHours(2)).toZonedDateTime(),
                OffsetDateTime.of(at, ZoneOffset.ofHours(2)).toInstant())) {
            try (var statement = prepare(mode, "select cast(? as timestamptz)")) {
                statement.setObject(1, instant);
                try (var rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getObject(1, OffsetDateTime.class).toInstant())
                            .isEqualTo(Instant.parse("2024-02-28T23:02:03.000004Z"));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind", "literal"})
    void objectsAreConvertedToTheTypeAskedFor(String mode) throws SQLException {
        assertThat(echo(mode, "int", s -> s.setObject(1, "42", Types.INTEGER))).isEqualTo("42");
        assertThat(echo(mode, "bigint", s -> s.setObject(1, new BigDecimal("42"), JDBCType.BIGINT)))
                .isEqualTo("42");
        assertThat(echo(mode, "numeric(10,2)", s -> s.setObject(1, "1.005", Types.NUMERIC, 2)))
                .isEqualTo("1.01");
        assertThat(echo(mode, "boolean", s -> s.setObject(1, 1, Types.BOOLEAN))).isEqualTo("t");
        assertThat(echo(mode, "date", s -> s.setObject(1, "2024-02-29", Types.DATE)))
                .isEqualTo("2024-02-29");
        assertThat(echo(mode, "text", s -> s.setObject(1, 7, Types.VARCHAR))).isEqualTo("7");
        assertThat(echo(mode, "double precision", s -> s.setObject(1, "0.5", Types.DOUBLE)))
                .isEqualTo("0.5");
        try (var statement = prepare(mode, "select ?")) {
            assertThatThrownBy(() -> statement.setObject(1, "x", Types.INTEGER)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.setObject(1, 70_000, Types.SMALLINT))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.setObject(1, Thread.currentThread()))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.setArray(1, null)).isInstanceOf(SQLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind", "literal"})
    void nullOfAnyTypeIsNull(String mode) throws SQLException {
        for (var type : new int[] {
            Types.NULL, Types.VARCHAR, Types.INTEGER, Types.NUMERIC, Types.TIMESTAMP, Types.BINARY, Types.OTHER
        }) {
            assertThat(echo(mode, "int", s -> s.setNull(1, type))).isNull();
            assertThat(echo(mode, "int", s -> s.setNull(1, type, "int4"))).isNull();
        }
        assertThat(echo(mode, "text", s -> s.setString(1, null))).isNull();
        assertThat(echo(mode, "int", s -> s.setObject(1, null))).isNull();
        assertThat(echo(mode, "date", s -> s.setDate(1, null))).isNull();
        assertThat(echo(mode, "numeric", s -> s.setBigDecimal(1, null))).isNull();
        assertThat(echo(mode, "varbyte", s -> s.setBytes(1, null))).isNull();
        assertThat(echo(mode, "text", s -> s.setCharacterStream(1, null))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind", "literal"})
    void markersAreOnlyWhereTheyAreSyntax(String mode) throws SQLException {
        var sql = "select '?' || ?, \"a?\", ?::int, 'it''s \\' ?' /* ? /* ? */ ? */, $$ ? $$, 5 -- ?\n"
                + " from (select 'x' as \"a?\") as t where 1 = ?";
        try (var statement = prepare(mode, sql)) {
            assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(3);
            statement.setString(1, "one");
            statement.setInt(2, 2);
            statement.setInt(3, 1);
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("?one");
                assertThat(rows.getString(2)).isEqualTo("x");
                assertThat(rows.getInt(3)).isEqualTo(2);
                assertThat(rows.getString(4)).isEqualTo("it's ' ?");
                assertThat(rows.getString(5)).isEqualTo(" ? ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind", "literal"})
    void valuesStayUntilTheyAreCleared(String mode) throws SQLException {
        try (var statement = prepare(mode, "select ? || ?")) {
            statement.setString(1, "a");
            assertThatThrownBy(statement::executeQuery)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Parameter 2")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("07001");
            for (var second : List.of("b", "c")) {
                statement.setString(2, second);
                try (var rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo("a" + second);
                }
            }
            statement.clearParameters();
            assertThatThrownBy(statement::executeQuery).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.setString(0, "x")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.setString(3, "x")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.executeQuery("select 1")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void describingParametersCostsNoRequestAndDescribingColumnsNeverFails() throws SQLException {
        try (var emulator = TestEmulator.own();
                var connection = emulator.connect();
                var statement = connection.prepareStatement("select ? from never_made where a = ?")) {
            emulator.resetCalls();
            var parameters = statement.getParameterMetaData();
            assertThat(parameters.getParameterCount()).isEqualTo(2);
            assertThat(parameters.getParameterType(1)).isIn(Types.NULL, Types.VARCHAR, Types.OTHER);
            assertThat(emulator.calls()).isEmpty();
            assertThat((Object) statement.getMetaData()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind", "literal"})
    void aStreamIsReadToTheLengthThatIsGiven(String mode) throws SQLException {
        assertThat(echo(mode, "text", s -> s.setObject(1, new StringReader("abcdef"), Types.LONGVARCHAR, 3)))
                .isEqualTo("abc");
        assertThat(echo(mode, "text", s -> s.setObject(1, new StringReader("abcdef"), JDBCType.VARCHAR, 3)))
                .isEqualTo("abc");
        assertThat(echo(mode, "varbyte", s -> s.setObject(1, stream(1, 2, 3), Types.VARBINARY, 2)))
                .isEqualTo("0102");
    }

    private static ByteArrayInputStream stream(int... bytes) {
        var content = new byte[bytes.length];
        for (var i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        return new ByteArrayInputStream(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind", "literal"})
    void aNegativeLengthIsRefused(String mode) throws SQLException {
        List<Setter> setters = List.of(
                s -> s.setCharacterStream(1, new StringReader("a"), -1),
                s -> s.setCharacterStream(1, new StringReader("a"), -1L),
                s -> s.setNCharacterStream(1, new StringReader("a"), -1L),
                s -> s.setClob(1, new StringReader("a"), -1L),
                s -> s.setNClob(1, new StringReader("a"), -1L),
                s -> s.setAsciiStream(1, stream(97), -1),
                s -> s.setAsciiStream(1, stream(97), -1L),
                s -> s.setBinaryStream(1, stream(1), -1),
                s -> s.setBinaryStream(1, stream(1), -1L),
                s -> s.setBlob(1, stream(1), -1L),
                s -> s.setObject(1, new StringReader("a"), Types.VARCHAR, -1));
        try (var statement = prepare(mode, "select ?")) {
            for (var setter : setters) {
                assertThatThrownBy(() -> setter.on(statement))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("-1")
                        .extracting(e -> ((SQLException) e).getSQLState())
                        .isEqualTo("22023");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind", "literal"})
    void charactersOfAnyClassAreAText(String mode) throws SQLException {
        assertThat(echo(mode, "text", s -> s.setObject(1, CharBuffer.wrap("it's"))))
                .isEqualTo("it's");
        assertThat(echo(mode, "text", s -> s.setObject(1, CharBuffer.wrap("it's"), Types.VARCHAR)))
                .isEqualTo("it's");
        assertThat(echo(mode, "int", s -> s.setObject(1, CharBuffer.wrap("42"), Types.INTEGER)))
                .isEqualTo("42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind", "literal"})
    void whatCannotBeSentIsAnSqlException(String mode) throws SQLException {
        var julian = new GregorianCalendar(1500, Calendar.FEBRUARY, 29);
        var millis = julian.getTimeInMillis();
        List<Setter> setters = List.of(
                s -> s.setDate(1, new Date(millis)),
                s -> s.setDate(1, new Date(millis), Calendar.getInstance()),
                s -> s.setTimestamp(1, new Timestamp(millis)),
                s -> s.setObject(1, julian),
                s -> s.setObject(1, new Date(millis), Types.TIMESTAMP_WITH_TIMEZONE),
                s -> s.setObject(1, new Timestamp(millis), Types.VARCHAR),
                s -> s.setObject(1, Instant.MAX.minusSeconds(1)),
                s -> s.setObject(1, Instant.MAX.minusSeconds(1), Types.DATE),
                s -> s.setObject(1, "x", (SQLType) null),
                s -> s.setObject(1, "x", (SQLType) null, 1));
        try (var statement = prepare(mode, "select ?")) {
            for (var setter : setters) {
                assertThatThrownBy(() -> setter.on(statement)).isInstanceOf(SQLException.class);
            }
        }
    }
}
