package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.EmptyOutcome;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.sql.SqlStatement;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text that a user gives: what it alone shows to be wrong is refused, and its empty parts are not sent. */
class UserSqlTest {

    private static final int LIMIT = 100;

    private static List<SqlStatement> parse(String sql) throws SQLException {
        return UserSql.parse(sql, true, LIMIT);
    }

    private static String stateOf(ThrowingCallable call) {
        return catchThrowableOfType(SQLException.class, call).getSQLState();
    }

    private static List<BoundStatement> script(String... sqls) {
        return Arrays.stream(sqls).map(BoundStatement::ofDriver).toList();
    }

    @Test
    void aTextIsItsStatements() throws SQLException {
        assertThat(parse("select 1; delete from t"))
                .extracting(SqlStatement::text)
                .hasSize(2);
        assertThat(parse("select {d '2024-01-31'}").get(0).text()).isEqualTo("select DATE '2024-01-31'");
        assertThat(UserSql.parse("select {d '2024-01-31'}", false, LIMIT).get(0).text())
                .isEqualTo("select {d '2024-01-31'}");
    }

    @Test
    void aTextThatCannotBeRunIsRefused() {
        assertThat(stateOf(() -> parse(null))).isEqualTo("22023");
        assertThat(stateOf(() -> UserSql.parse(null, false, LIMIT))).isEqualTo("22023");
        assertThat(stateOf(() -> parse("select '\0'"))).isEqualTo("22021");
        assertThat(stateOf(() -> parse("select 'a"))).isEqualTo("42601");
        assertThat(stateOf(() -> parse("select {d '2024-01-31'"))).isEqualTo("42601");
        assertThat(stateOf(() -> parse("select 1; select '" + "x".repeat(LIMIT) + "'")))
                .isEqualTo("54000");
    }

    @Test
    void theLimitIsThatOfEachStatement() throws SQLException {
        var longest = "select '" + "x".repeat(LIMIT - 9) + "'";
        assertThat(parse(longest + ";" + longest)).hasSize(2);
        assertThat(stateOf(() -> parse(longest + "x"))).isEqualTo("54000");
    }

    @Test
    void aPreparedTextHasItsParameters() throws SQLException {
        var prepared = UserSql.prepare("select ?; select ?, ?", LIMIT);
        assertThat(prepared.script()).hasSize(2);
        assertThat(prepared.parameters()).containsExactly(0, 1, 2);
        assertThat(prepared.parameterCount()).isEqualTo(3);
        assertThat(UserSql.prepare("select 1", LIMIT).parameterCount()).isZero();
        assertThat(stateOf(() -> UserSql.prepare("select {fn ", LIMIT))).isEqualTo("42601");
        assertThat(stateOf(() -> UserSql.prepare(null, LIMIT))).isEqualTo("22023");
    }

    @Test
    void aCallIsReadAndAnotherStatementIsNone() throws SQLException {
        assertThat(UserSql.parseCall("{call p(?)}").markerCount()).isEqualTo(1);
        assertThat(UserSql.parseCall("select 1")).isNull();
        assertThat(stateOf(() -> UserSql.parseCall("{call p(?"))).isEqualTo("42601");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1", "show a", "call p()", "select 1; delete from t", "delete from t; select 1"})
    void whatMayGiveRowsIsAQuery(String sql) throws SQLException {
        UserSql.requireRows(parse(sql));
        assertThat(parse(sql)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete from t", "", "-- nothing", "/* a */ create table t (a int)"})
    void whatNeverGivesRowsIsNone(String sql) {
        assertThat(stateOf(() -> UserSql.requireRows(parse(sql)))).isEqualTo("02000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1", "show a", "/* a */ select 1; delete from t"})
    void whatAlwaysGivesRowsIsNoUpdate(String sql) {
        assertThat(stateOf(() -> UserSql.requireNoRows(parse(sql)))).isEqualTo("0100E");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete from t", "call p()", "", "delete from t; select 1"})
    void whatMayGiveNoRowsIsAnUpdate(String sql) throws SQLException {
        UserSql.requireNoRows(parse(sql));
        assertThat(parse(sql)).isNotNull();
    }

    @Test
    void anElementOfABatchIsOneStatement() throws SQLException {
        assertThat(UserSql.requireOneStatement(parse("/* a */; delete from t;")).text())
                .contains("delete from t");
        var none = catchThrowableOfType(SQLException.class, () -> UserSql.requireOneStatement(parse(" ")));
        assertThat((Throwable) none).hasMessageContaining("holds 0");
        var two = catchThrowableOfType(
                SQLException.class, () -> UserSql.requireOneStatement(parse("select 1; select 2")));
        assertThat((Throwable) two).hasMessageContaining("holds 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1", "show a"})
    void aQueryHasNoPlaceInABatch(String sql) {
        assertThatThrownBy(() -> UserSql.requireCounts(script("delete from t", sql)))
                .isInstanceOf(BatchUpdateException.class)
                .hasMessageStartingWith("Element 2 of the batch");
    }

    @Test
    void whatMayGiveRowsHasAPlaceInABatch() throws SQLException {
        var elements = script("delete from t", "call p()");
        UserSql.requireCounts(elements);
        assertThat(elements).hasSize(2);
    }

    // ---------------------------------------------------------------- empty parts

    private static List<BoundStatement> withAComment() throws SQLException {
        return List.of(
                BoundStatement.ofDriver("select 1"),
                BoundStatement.of(parse("-- a").get(0)),
                BoundStatement.ofDriver("delete from t"));
    }

    @Test
    void emptyPartsAreNotSent() throws SQLException {
        var script = withAComment();
        assertThat(SentParts.of(script)).containsExactly(script.get(0), script.get(2));
    }

    @Test
    void everyPartHasAnOutcome() throws SQLException {
        var first = new EmptyOutcome();
        var second = new EmptyOutcome();
        var script = withAComment();
        var all = new ArrayList<StatementOutcome>(SentParts.withEmptyOnes(script, List.of(first, second)));
        assertThat(all).hasSize(3);
        assertThat(all.get(0)).isSameAs(first);
        assertThat(all.get(1)).isNotSameAs(first).isNotSameAs(second).isInstanceOf(EmptyOutcome.class);
        assertThat(all.get(2)).isSameAs(second);
    }

    @Test
    void nothingHasOneOutcome() {
        assertThat(SentParts.withEmptyOnes(List.of(), List.of())).hasSize(1);
    }
}
