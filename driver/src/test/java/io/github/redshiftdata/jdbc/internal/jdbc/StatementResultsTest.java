package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.result.ListCursor;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementResultsTest {

    private final StatementOutcome first = outcome(true, -1);
    private final StatementOutcome count = outcome(false, 5);
    private final StatementOutcome last = outcome(true, -1);

    private final List<StatementOutcome> opened = new ArrayList<>();
    private Runnable whileOpening = () -> {};
    private final StatementResults results = new StatementResults(this::open, () -> Errors.closed("statement"));

    private static StatementOutcome outcome(boolean rows, long count) {
        return (StatementOutcome) Proxy.newProxyInstance(
                StatementOutcome.class.getClassLoader(),
                new Class<?>[] {StatementOutcome.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "hasResultSet" -> rows;
                    case "updateCount" -> count;
                    default -> throw new AssertionError(method.toString());
                });
    }

    private ResultSetImpl open(StatementOutcome outcome) {
        opened.add(outcome);
        whileOpening.run();
        return new ForwardResultSet(null, ListCursor.empty(), null);
    }

    @Test
    void withoutAnExecutionThereIsNothing() throws SQLException {
        assertThat(results.outcome() == null).isTrue();
        assertThat(results.resultSet()).isNull();
        assertThat(results.take()).isNull();
        assertThat(results.standsOnRows()).isFalse();
        assertThat(results.advance(Statement.CLOSE_CURRENT_RESULT)).isFalse();
        assertThat(results.allClosed()).isTrue();
    }

    @Test
    void theResultsAreWalkedOneAfterAnother() throws SQLException {
        results.start(List.of(first, count, last));
        assertThat(results.standsOnRows()).isTrue();
        var rows = results.resultSet();
        assertThat(rows).isNotNull();
        assertThat(results.resultSet() == rows).isTrue();
        assertThat(results.advance(Statement.CLOSE_CURRENT_RESULT)).isFalse();
        assertThat(rows.isClosed()).isTrue();
        assertThat(results.resultSet()).isNull();
        assertThat(results.advance(Statement.CLOSE_CURRENT_RESULT)).isTrue();
        assertThat(results.outcome() == last).isTrue();
        assertThat(results.advance(Statement.CLOSE_CURRENT_RESULT)).isFalse();
        assertThat(results.outcome() == null).isTrue();
        assertThat(results.advance(Statement.CLOSE_CURRENT_RESULT)).isFalse();
        assertThat(opened).as("rows that nobody wants cost no request").hasSize(1);
    }

    @Test
    void aResultThatIsKeptStaysOpenUntilAllAreClosed() throws SQLException {
        results.start(List.of(first, last, count));
        var kept = results.resultSet();
        assertThat(results.advance(Statement.KEEP_CURRENT_RESULT)).isTrue();
        var current = results.resultSet();
        assertThat(kept.isClosed()).isFalse();
        assertThat(results.advance(Statement.CLOSE_ALL_RESULTS)).isFalse();
        assertThat(kept.isClosed()).isTrue();
        assertThat(current.isClosed()).isTrue();
    }

    @Test
    void whatIsNoWayToGoOnIsRefusedAndStaysWhereItIs() throws SQLException {
        results.start(List.of(first, count));
        assertThat(catchThrowableOfType(SQLException.class, () -> results.advance(9))
                        .getSQLState())
                .isEqualTo("22023");
        assertThat(results.outcome() == first).isTrue();
    }

    @Test
    void rowsThatAreTakenAreNoResultAnyMore() throws SQLException {
        results.start(List.of(first, last));
        var rows = results.take();
        assertThat(rows).isNotNull();
        assertThat(results.take()).isNull();
        assertThat(results.resultSet()).isNull();
        assertThat(results.standsOnRows()).isFalse();
        assertThat(results.allClosed()).as("one is still to come").isFalse();
        assertThat(results.advance(Statement.CLOSE_ALL_RESULTS)).isTrue();
        assertThat(rows.isClosed()).as("it belongs to who took it").isFalse();
        assertThat(results.take()).as("of the next result").isNotNull();
    }

    @Test
    void anExecutionAfterThatHasRowsAgain() throws SQLException {
        results.start(List.of(first));
        assertThat(results.take()).isNotNull();
        results.start(List.of(last));
        assertThat(results.standsOnRows()).isTrue();
        assertThat(results.resultSet()).isNotNull();
    }

    @Test
    void clearingClosesWhatIsOpenAndForgetsTheRest() throws SQLException {
        results.start(List.of(first, last));
        var kept = results.resultSet();
        assertThat(results.advance(Statement.KEEP_CURRENT_RESULT)).isTrue();
        var current = results.resultSet();
        results.clear();
        assertThat(kept.isClosed() && current.isClosed()).isTrue();
        assertThat(results.outcome() == null).isTrue();
        assertThat(results.resultSet()).isNull();
    }

    @Test
    void allAreClosedWhenTheLastOneIs() throws SQLException {
        results.start(List.of(first, last));
        assertThat(results.allClosed()).isFalse();
        var kept = results.resultSet();
        assertThat(results.advance(Statement.KEEP_CURRENT_RESULT)).isTrue();
        assertThat(results.allClosed()).as("rows that are not opened yet").isFalse();
        var current = results.resultSet();
        current.close();
        assertThat(results.allClosed()).as("one is kept").isFalse();
        kept.close();
        assertThat(results.allClosed()).isTrue();
    }

    @Test
    void aCountIsNoResultToClose() throws SQLException {
        results.start(List.of(first, count));
        var rows = results.resultSet();
        assertThat(results.allClosed()).isFalse();
        rows.close();
        assertThat(results.allClosed()).isTrue();
    }

    private void assertOvertaken(ResultSet[] seen) {
        assertThat(catchThrowableOfType(SQLException.class, () -> seen[0] = results.resultSet())
                        .getSQLState())
                .isEqualTo("24000");
        assertThat(seen[0]).isNull();
    }

    @Test
    void aCloseWhileRowsAreOpenedClosesThem() {
        results.start(List.of(first));
        whileOpening = results::close;
        assertOvertaken(new ResultSet[1]);
        assertThat(opened).hasSize(1);
    }

    @Test
    void anExecutionWhileRowsAreOpenedMakesThemNobodys() {
        results.start(List.of(first));
        whileOpening = () -> results.start(List.of(last));
        assertOvertaken(new ResultSet[1]);
        assertThat(results.outcome() == last).isTrue();
    }

    @Test
    void aCloseWhileRowsAreTakenClosesThemToo() {
        results.start(List.of(first));
        whileOpening = results::close;
        assertThat(catchThrowableOfType(SQLException.class, results::take).getSQLState())
                .isEqualTo("24000");
    }

    @Test
    void ofTwoWhoOpenTheSameRowsTheFirstHasThem() throws SQLException {
        results.start(List.of(first));
        var other = new ResultSet[1];
        whileOpening = () -> {
            whileOpening = () -> {};
            try {
                other[0] = results.resultSet();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        };
        assertOvertaken(new ResultSet[1]);
        assertThat(other[0].isClosed()).isFalse();
    }
}
