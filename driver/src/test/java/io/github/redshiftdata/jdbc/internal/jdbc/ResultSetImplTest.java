package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.RedshiftDataResultSet;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultSetImplTest {

    private static final String ONE_OF_EACH =
            """
            {"ColumnMetadata":[
              {"name":"i","label":"whole","typeName":"int4","precision":10,"nullable":1},
              {"name":"t","label":"Word","typeName":"varchar","precision":20,"nullable":1},
              {"name":"b","label":"truth","typeName":"bool","nullable":1},
              {"name":"d","label":"day","typeName":"date","nullable":1},
              {"name":"m","label":"moment","typeName":"timestamp","nullable":1},
              {"name":"f","label":"real","typeName":"float8","nullable":1},
              {"name":"u","label":"link","typeName":"varchar","nullable":1},
              {"name":"t","label":"time","typeName":"time","nullable":1},
              {"name":"x","label":"whole","typeName":"int4","nullable":1}],
             "Records":[
              [{"longValue":7},{"stringValue":"12"},{"booleanValue":true},{"stringValue":"2024-01-31"},
               {"stringValue":"2024-01-31 01:02:03"},{"doubleValue":1.5},{"stringValue":"http://a.example/"},
               {"stringValue":"01:02:03"},{"longValue":8}],
              [{"isNull":true},{"isNull":true},{"isNull":true},{"isNull":true},{"isNull":true},{"isNull":true},
               {"isNull":true},{"isNull":true},{"isNull":true}]]}
            """;

    private PlayedConnection played;
    private Statement statement;
    private ResultSet rows;

    @BeforeEach
    void open() throws SQLException {
        played = new PlayedConnection();
        played.gives("select *", 2, ONE_OF_EACH);
        statement = played.connection.createStatement();
        statement.setFetchSize(50);
        rows = statement.executeQuery("select *");
    }

    @AfterEach
    void close() throws SQLException {
        statement.close();
    }

    private static String stateOf(ThrowingCallable call) {
        return catchThrowableOfType(SQLException.class, call).getSQLState();
    }

    // ---------------------------------------------------------------- moving

    @Test
    void theCursorBeginsBeforeTheFirstRowAndEndsAfterTheLast() throws SQLException {
        assertThat(rows.isBeforeFirst()).isTrue();
        assertThat(rows.isFirst()).isFalse();
        assertThat(rows.isLast()).isFalse();
        assertThat(rows.getRow()).isZero();
        assertThat(rows.next()).isTrue();
        assertThat(rows.isBeforeFirst()).isFalse();
        assertThat(rows.isFirst()).isTrue();
        assertThat(rows.isLast()).isFalse();
        assertThat(rows.getRow()).isEqualTo(1);
        assertThat(rows.next()).isTrue();
        assertThat(rows.isFirst()).isFalse();
        assertThat(rows.isLast()).isTrue();
        assertThat(rows.isAfterLast()).isFalse();
        assertThat(rows.getRow()).isEqualTo(2);
        assertThat(rows.next()).isFalse();
        assertThat(rows.isAfterLast()).isTrue();
        assertThat(rows.isLast()).isFalse();
        assertThat(rows.getRow()).isZero();
        assertThat(rows.next()).isFalse();
    }

    @Test
    void outsideOfTheRowsThereIsNothingToRead() throws SQLException {
        var before = catchThrowableOfType(SQLException.class, () -> rows.getInt(1));
        assertThat(before.getSQLState()).isEqualTo("24000");
        assertThat((Throwable) before).hasMessageContaining("before its first row");
        while (rows.next()) {
            assertThat(rows.getInt(9)).isNotNegative();
        }
        var after = catchThrowableOfType(SQLException.class, () -> rows.getInt(1));
        assertThat((Throwable) after).hasMessageContaining("after its last row");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 10})
    void aColumnThatIsNoneIsToldByItsNumber(int column) throws SQLException {
        assertThat(stateOf(() -> rows.getInt(column))).isEqualTo("07009");
        assertThat(rows.next()).isTrue();
        var error = catchThrowableOfType(SQLException.class, () -> rows.getInt(column));
        assertThat(error.getSQLState()).isEqualTo("07009");
        assertThat((Throwable) error).hasMessageContaining("no column " + column + ": the result has 9");
    }

    @Test
    void theLastColumnCanBeRead() throws SQLException {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(9)).isEqualTo(8);
    }

    // ---------------------------------------------------------------- reading

    @Test
    void numbersAreReadAsEachTypeOfNumber() throws SQLException {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getByte(1)).isEqualTo((byte) 7);
        assertThat(rows.getShort(1)).isEqualTo((short) 7);
        assertThat(rows.getInt(1)).isEqualTo(7);
        assertThat(rows.getLong(1)).isEqualTo(7);
        assertThat(rows.getFloat(1)).isEqualTo(7f);
        assertThat(rows.getDouble(1)).isEqualTo(7d);
        assertThat(rows.getBigDecimal(1)).isEqualTo(BigDecimal.valueOf(7));
        assertThat(rows.getString(1)).isEqualTo("7");
        assertThat(rows.getObject(1)).isEqualTo(7);
        assertThat(rows.getInt("word")).isEqualTo(12);
        assertThat(rows.getFloat(6)).isEqualTo(1.5f);
        assertThat(rows.getDouble("REAL")).isEqualTo(1.5);
        assertThat(rows.wasNull()).isFalse();
    }

    @Test
    @SuppressWarnings("deprecation") // the interface still has it
    void aScaleRoundsANumber() throws SQLException {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getBigDecimal(6, 1)).isEqualTo(new BigDecimal("1.5"));
        assertThat(rows.getBigDecimal(1, 2)).isEqualTo(new BigDecimal("7.00"));
        assertThat(stateOf(() -> rows.getBigDecimal(1, 1_000_000_000))).isEqualTo("22003");
        assertThat(rows.next()).isTrue();
        assertThat(rows.getBigDecimal(6, 1)).isNull();
    }

    @Test
    void otherValuesAreReadAsTheirClasses() throws SQLException {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getBoolean(3)).isTrue();
        assertThat(rows.getDate(4)).isEqualTo(Date.valueOf("2024-01-31"));
        assertThat(rows.getTime(8)).isEqualTo(Time.valueOf("01:02:03"));
        assertThat(rows.getTimestamp(5)).isEqualTo(Timestamp.valueOf("2024-01-31 01:02:03"));
        assertThat(rows.getObject(4, LocalDate.class)).isEqualTo(LocalDate.of(2024, 1, 31));
        assertThat(rows.getObject(2, String.class)).isEqualTo("12");
        assertThat(rows.getObject(1, (Map<String, Class<?>>) null)).isEqualTo(7);
        assertThat(rows.getObject(1, Map.of())).isEqualTo(7);
        assertThat(rows.getBytes(2)).isEqualTo(new byte[] {'1', '2'});
    }

    @Test
    void aCalendarSaysInWhichZoneATextIsRead() throws SQLException {
        var tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"), Locale.ROOT);
        var utc = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        assertThat(rows.next()).isTrue();
        assertThat(rows.getTimestamp(5, utc).getTime()
                        - rows.getTimestamp(5, tokyo).getTime())
                .isEqualTo(9 * 3_600_000L);
        assertThat(rows.getDate(4, utc).getTime() - rows.getDate(4, tokyo).getTime())
                .isEqualTo(9 * 3_600_000L);
        assertThat(rows.getTime(8, utc).getTime() - rows.getTime(8, tokyo).getTime())
                .isEqualTo(9 * 3_600_000L);
        assertThat(rows.getDate(4, null)).isEqualTo(rows.getDate(4));
        assertThat(rows.getTime(8, null)).isEqualTo(rows.getTime(8));
        assertThat(rows.getTimestamp(5, null)).isEqualTo(rows.getTimestamp(5));
        assertThat(stateOf(() -> rows.getTimestamp(3, utc))).isEqualTo("22018");
    }

    @Test
    void nullIsZeroFalseOrNull() throws SQLException {
        assertThat(rows.next()).isTrue();
        assertThat(rows.next()).isTrue();
        assertThat(rows.getByte(1)).isZero();
        assertThat(rows.getShort(1)).isZero();
        assertThat(rows.getInt(1)).isZero();
        assertThat(rows.getLong(1)).isZero();
        assertThat(rows.getFloat(6)).isZero();
        assertThat(rows.getDouble(6)).isZero();
        assertThat(rows.getBoolean(3)).isFalse();
        assertThat(rows.getString(2)).isNull();
        assertThat(rows.getBytes(2)).isNull();
        assertThat(rows.getBigDecimal(1)).isNull();
        assertThat(rows.getDate(4)).isNull();
        assertThat(rows.getDate(4, Calendar.getInstance())).isNull();
        assertThat(rows.getTime(8)).isNull();
        assertThat(rows.getTimestamp(5)).isNull();
        assertThat(rows.getObject(1)).isNull();
        assertThat(rows.getObject(1, String.class)).isNull();
        assertThat(rows.wasNull()).isTrue();
    }

    @Test
    void whatCannotBeReadIsToldWithItsColumn() throws SQLException {
        assertThat(rows.next()).isTrue();
        var error = catchThrowableOfType(SQLException.class, () -> rows.getInt(7));
        assertThat(error.getSQLState()).isEqualTo("22P02");
        assertThat((Throwable) error).hasMessageContaining("column 7 (link)");
        assertThat(stateOf(() -> rows.getObject(1, (Class<?>) null))).isEqualTo("22023");
        assertThat(stateOf(() -> rows.getObject(1, Statement.class))).isEqualTo("22018");
        assertThat(stateOf(() -> rows.getObject(1, Map.of("t", String.class)))).isEqualTo("0AR00");
    }

    @Test
    void aPrimitiveClassGivesItsBoxAndOfNullNothing() throws SQLException {
        var primitives = List.of(
                boolean.class, byte.class, short.class, int.class, long.class, float.class, double.class, char.class);
        assertThat(rows.next()).isTrue();
        Object whole = rows.getObject(1, int.class);
        Object truth = rows.getObject("truth", boolean.class);
        assertThat(List.of(whole, truth)).isEqualTo(List.of(7, true));
        assertThat(rows.next()).isTrue();
        for (var primitive : primitives) {
            assertThat((Object) rows.getObject(1, primitive)).isNull();
        }
    }

    @Test
    void aColumnIsFoundByItsLabelInAnyCase() throws SQLException {
        assertThat(rows.findColumn("Word")).isEqualTo(2);
        assertThat(rows.findColumn("WORD")).isEqualTo(2);
        assertThat(rows.findColumn("whole")).as("the first of two").isEqualTo(1);
        assertThat(rows.findColumn("time")).isEqualTo(8);
        var error = catchThrowableOfType(SQLException.class, () -> rows.findColumn("price"));
        assertThat(error.getSQLState()).isEqualTo("42703");
        assertThat((Throwable) error).hasMessageContaining("\"price\"").hasMessageContaining("whole, Word, truth");
        assertThat(stateOf(() -> rows.findColumn(null))).isEqualTo("42703");
    }

    // ---------------------------------------------------------------- about the result

    @Test
    void aResultKnowsWhereItComesFrom() throws SQLException {
        var known = rows.unwrap(RedshiftDataResultSet.class);
        assertThat(known.getStatement() == statement).isTrue();
        assertThat(known.getStatementId()).isEqualTo("statement-1");
        assertThat(known.getSessionId()).isEqualTo("session-1");
        assertThat(known.getRedshiftQueryId()).isEqualTo(7);
        assertThat(known.getRedshiftQueryUuid()).isNull();
        assertThat((Throwable) known.getWarnings()).isNull();
        known.clearWarnings();
        assertThat(known.getHoldability()).isEqualTo(ResultSet.HOLD_CURSORS_OVER_COMMIT);
        assertThat(known.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
        assertThat(known.getMetaData().getColumnCount()).isEqualTo(9);
    }

    @Test
    void aResultOfTheDriverComesFromNoStatement() throws SQLException {
        try (var keys = statement.getGeneratedKeys()) {
            var known = keys.unwrap(RedshiftDataResultSet.class);
            assertThat(known.getStatementId()).isNull();
            assertThat(known.getSessionId()).isNull();
            assertThat(known.getRedshiftQueryId()).isZero();
            assertThat(known.getRedshiftQueryUuid()).isNull();
        }
    }

    @Test
    void theFetchSizeIsAHint() throws SQLException {
        assertThat(rows.getFetchSize()).as("that of the statement").isEqualTo(50);
        rows.setFetchSize(10);
        assertThat(rows.getFetchSize()).isEqualTo(10);
        rows.setFetchSize(0);
        assertThat(rows.getFetchSize()).isZero();
        assertThat(stateOf(() -> rows.setFetchSize(-1))).isEqualTo("22023");
    }

    @Test
    void aForwardResultIsReadForward() throws SQLException {
        rows.setFetchDirection(ResultSet.FETCH_FORWARD);
        assertThat(rows.getFetchDirection()).isEqualTo(ResultSet.FETCH_FORWARD);
        assertThat(stateOf(() -> rows.setFetchDirection(ResultSet.FETCH_REVERSE)))
                .isEqualTo("22023");
        assertThat(stateOf(() -> rows.getCursorName())).isEqualTo("0AR00");
    }

    /** A result that can only be read forward refuses these moves too, but that is not why they fail here. */
    @ParameterizedTest
    @ValueSource(ints = {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE})
    void aClosedResultOfEitherTypeSaysSo(int type) throws SQLException {
        try (var other = played.connection.createStatement(type, ResultSet.CONCUR_READ_ONLY)) {
            var closed = other.executeQuery("select *");
            assertThat(closed.getType()).isEqualTo(type);
            closed.close();
            for (var call : new ThrowingCallable[] {
                () -> closed.absolute(1),
                () -> closed.relative(1),
                closed::afterLast,
                closed::beforeFirst,
                closed::first,
                closed::last,
                closed::previous,
                closed::next,
                closed::getType,
                closed::getConcurrency,
                closed::rowUpdated,
                closed::rowInserted,
                closed::rowDeleted,
            }) {
                assertSaysClosed(call);
            }
        }
    }

    private static void assertSaysClosed(ThrowingCallable call) {
        var error = catchThrowableOfType(SQLException.class, call);
        assertThat((Throwable) error).isNotNull().hasMessageContaining("result set is closed");
        assertThat(error.getSQLState()).isEqualTo("24000");
    }

    @Test
    void aClosedResultSaysSo() throws SQLException {
        assertThat(rows.next()).isTrue();
        assertThat(rows.isClosed()).isFalse();
        rows.close();
        rows.close();
        assertThat(rows.isClosed()).isTrue();
        for (var call : new ThrowingCallable[] {
            () -> rows.next(),
            () -> rows.getRow(),
            () -> rows.isBeforeFirst(),
            () -> rows.isAfterLast(),
            () -> rows.isFirst(),
            () -> rows.isLast(),
            () -> rows.getInt(1),
            () -> rows.getInt(99),
            () -> rows.wasNull(),
            () -> rows.findColumn("word"),
            () -> rows.getMetaData(),
            () -> rows.getStatement(),
            () -> rows.getHoldability(),
            () -> rows.getFetchSize(),
            () -> rows.setFetchSize(1),
            () -> rows.getFetchDirection(),
            () -> rows.setFetchDirection(ResultSet.FETCH_FORWARD),
            () -> rows.getCursorName(),
            () -> rows.getWarnings(),
            () -> rows.clearWarnings(),
        }) {
            assertSaysClosed(call);
        }
    }

    @Test
    void maxFieldSizeCutsTextsAndBytesAndNothingElse() throws SQLException {
        statement.setMaxFieldSize(1);
        try (var cut = statement.executeQuery("select *")) {
            assertThat(cut.next()).isTrue();
            assertThat(cut.getString(2)).isEqualTo("1");
            assertThat(cut.getObject(2)).isEqualTo("1");
            assertThat(cut.getObject(2, String.class)).isEqualTo("1");
            assertThat(cut.getBytes(2)).isEqualTo(new byte[] {'1'});
            assertThat(cut.getString(4)).isEqualTo("2024-01-31");
            assertThat(cut.getDate(4)).isEqualTo(Date.valueOf("2024-01-31"));
            assertThat(cut.getInt(2)).as("a number that is made of it").isEqualTo(12);
        }
        statement.setMaxFieldSize(2);
        try (var whole = statement.executeQuery("select *")) {
            assertThat(whole.next()).isTrue();
            assertThat(whole.getString(2)).isEqualTo("12");
            assertThat(whole.getObject(2)).isEqualTo("12");
            assertThat(whole.getBytes(2)).hasSize(2);
        }
    }
}
