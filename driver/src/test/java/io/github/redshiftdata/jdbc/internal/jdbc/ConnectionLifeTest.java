package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a connection ends: by close, by abort, by a service that gives no answers. */
class ConnectionLifeTest {

    private PlayedConnection played;
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        played = new PlayedConnection();
        connection = played.connection;
        statement = connection.createStatement();
        assertThat(statement.executeUpdate("delete from t")).isZero();
    }

    private void assertEnded() throws SQLException {
        assertThat(connection.isClosed()).isTrue();
        assertThat(statement.isClosed()).isTrue();
        assertThat(catchThrowableOfType(SQLException.class, () -> statement.execute("delete from t"))
                        .getSQLState())
                .isEqualTo("08003");
        assertThat(played.closes).isEqualTo(1);
        connection.close();
        connection.abort(Runnable::run);
        assertThat(played.closes).as("once").isEqualTo(1);
    }

    @Test
    void aCloseTakesTheStatementsAndGivesTheClientBack() throws SQLException {
        connection.close();
        assertEnded();
    }

    @Test
    void anAbortDoesTheSameByItsExecutor() throws SQLException {
        var tasks = new ArrayList<Runnable>();
        connection.abort(task -> {
            tasks.add(task);
            task.run();
        });
        assertThat(tasks).hasSize(1);
        assertEnded();
    }

    @Test
    void anExecutorThatDropsTheTaskLeavesItToTheDriver() throws SQLException {
        var dropped = new ArrayList<Runnable>();
        connection.abort(dropped::add);
        assertEnded();
        dropped.forEach(Runnable::run);
        assertThat(played.closes).as("a task that comes late").isEqualTo(1);
    }

    @Test
    void anExecutorThatRefusesIsToldAndTheConnectionAbortedAllTheSame() throws SQLException {
        Executor full = task -> {
            throw new RejectedExecutionException("full");
        };
        assertThatThrownBy(() -> connection.abort(full))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("full")
                .hasCauseInstanceOf(RejectedExecutionException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("22023");
        assertEnded();
    }

    @Test
    void withoutAnExecutorNothingIsAborted() throws SQLException {
        assertThat(catchThrowableOfType(SQLException.class, () -> connection.abort(null))
                        .getSQLState())
                .isEqualTo("22023");
        assertThat(connection.isClosed()).isFalse();
        assertThat(played.closes).isZero();
    }

    @Test
    void anAbortEndsWhatRuns() {
        played.api.courses.put("select pause", Course.finishes(Duration.ofMinutes(10)));
        played.api.duringWait = () -> {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        };
        assertThatThrownBy(() -> statement.execute("select pause")).isInstanceOf(SQLException.class);
        assertThat(played.api.running()).isEmpty();
        assertThat(played.closes).isEqualTo(1);
    }

    @Test
    void aCloseEndsWhatRuns() {
        played.api.courses.put("select pause", Course.finishes(Duration.ofMinutes(10)));
        played.api.duringWait = () -> {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        };
        assertThat(catchThrowableOfType(SQLException.class, () -> statement.execute("select pause"))
                        .getSQLState())
                .isEqualTo("08003");
        assertThat(played.api.running()).isEmpty();
    }

    @Test
    void aServiceThatGivesNoAnswersClosesTheConnection() throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 5_000);
        played.api.stuck = true;
        assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
        assertThat(connection.isClosed()).isTrue();
        assertThat(statement.isClosed()).isTrue();
        played.api.stuck = false;
        assertThat(played.closes).isEqualTo(1);
    }

    // ---------------------------------------------------------------- open statements

    /** A statement that fails to close. */
    private static final class Failing extends StatementImpl {

        Failing(StatementOwner owner) {
            super(owner, new StatementSettings.Values(1003, 0, 0));
        }

        @Override
        public void close() throws SQLException {
            throw new SQLException("it does not close");
        }
    }

    private StatementOwner owner() throws SQLException {
        return ((StatementImpl) connection.createStatement()).owner();
    }

    @Test
    void allStatementsAreClosedThoughOneFails() throws SQLException {
        var open = new OpenStatements();
        var failing = open.add(new Failing(owner()));
        var first = open.add(new StatementImpl(owner(), new StatementSettings.Values(1003, 0, 0)));
        var second = open.add(new StatementImpl(owner(), new StatementSettings.Values(1003, 0, 0)));
        assertThatThrownBy(open::closeAll).hasMessage("it does not close");
        assertThat(first.isClosed() && second.isClosed()).isTrue();
        assertThat(failing.isClosed()).isFalse();
        open.closeAll();
    }

    @Test
    void aStatementThatIsRemovedIsLeftAlone() throws SQLException {
        var open = new OpenStatements();
        var statement = open.add(new StatementImpl(owner(), new StatementSettings.Values(1003, 0, 0)));
        open.remove(statement);
        open.closeAll();
        assertThat(statement.isClosed()).isFalse();
    }

    /** A statement that fails to close, and says which one it is. */
    private static final class Noting extends StatementImpl {

        private final List<String> closed;
        private final String name;

        Noting(StatementOwner owner, List<String> closed, String name) {
            super(owner, new StatementSettings.Values(1003, 0, 0));
            this.closed = closed;
            this.name = name;
        }

        @Override
        public void close() throws SQLException {
            closed.add(name);
            throw new SQLException(name);
        }
    }

    @Test
    void ofSeveralFailuresToCloseTheFirstIsThrownWithTheOthers() throws SQLException {
        var open = new OpenStatements();
        var closed = new ArrayList<String>();
        var first = open.add(new Noting(owner(), closed, "a"));
        var second = open.add(new Noting(owner(), closed, "b"));
        var error = catchThrowableOfType(SQLException.class, open::closeAll);
        assertThat(closed).hasSize(2);
        assertThat((Throwable) error).hasMessage(closed.get(0));
        assertThat(error.getSuppressed()).hasSize(1);
        assertThat(error.getSuppressed()[0]).hasMessage(closed.get(1));
        assertThat(first).as("held, since the set is weak").isNotSameAs(second);
    }
}
