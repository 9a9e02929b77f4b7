package io.github.redshiftdata.jdbc.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer.Operation;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call that waits for what another thread asks keeps to the network timeout as if it asked itself; that thread closes nothing. */
class WaitingForOthersTest extends OnAStagedWorld {

    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final Duration ABOUT = Duration.ofSeconds(1);

    @BeforeEach
    void limit() throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) TIMEOUT.toMillis());
    }

    // ---------------------------------------------------------------- a submission that is looked for

    @Test
    void aRollbackDoesNotOutliveItWhileALostStatementIsLookedForInVain() throws SQLException {
        loseAStatement();
        world.script((operation, number) -> WireAnswer.REFUSED);
        assertEndsInTime(connection::rollback);
    }

    @Test
    void nothingIsClosedWhereNobodyWaitsForTheLookups() throws SQLException {
        loseAStatement();
        world.script((operation, number) -> WireAnswer.REFUSED);
        world.time().pass(Duration.ofMinutes(1));
        assertThat(connection.isClosed()).isFalse();
    }

    @Test
    void whatPassedBeforeTheWaitDoesNotCount() throws SQLException {
        loseAStatement();
        world.script((operation, number) -> WireAnswer.REFUSED);
        world.time().pass(Duration.ofMinutes(1));
        assertEndsInTime(connection::rollback);
    }

    @Test
    void theLookupsAnswersAreSignsOfLife() throws SQLException {
        loseAStatement();
        // A refused connection is known at once, so the next try of the driver is never far.
        world.script((operation, number) -> operation != Operation.FIND_STATEMENTS
                ? null
                : number % 3 == 0 ? WireAnswer.INTERNAL : number < 14 ? WireAnswer.REFUSED : null);
        connection.setNetworkTimeout(Runnable::run, 15_000);
        var start = world.time().nanos();
        // Not found, so nothing is left to roll back to but the end of the session.
        var error = catchThrowableOfType(SQLException.class, connection::rollback);
        assertThat(world.time().since(start)).isGreaterThan(Duration.ofSeconds(25));
        assertThat((Throwable) error).hasMessageNotContaining("network timeout");
    }

    // ---------------------------------------------------------------- a session that another thread holds

    @Test
    void aStatementDoesNotOutliveItWhileTheRollbackOfAScriptBeforeItHasNoAnswer() {
        leaveAScript(number -> number >= 3 ? WireAnswer.REFUSED : null);
        assertEndsInTime(this::insert);
    }

    @Test
    void nothingIsClosedWhereNobodyWaitsForTheRollbackOfAScript() throws SQLException {
        leaveAScript(number -> number >= 3 ? WireAnswer.REFUSED : null);
        world.time().pass(Duration.ofSeconds(50));
        assertThat(world.sent(Operation.EXECUTE)).isGreaterThan(5);
        assertThat(connection.isClosed()).isFalse();
        world.script((operation, number) -> null);
        insert();
    }

    @Test
    void aStatementDoesNotOutliveItWhileThatRollbackWaitsForALostStatement() {
        leaveAScript(number -> number == 2 ? WireAnswer.SILENCE : null);
        world.script((operation, number) -> WireAnswer.REFUSED);
        assertEndsInTime(this::insert);
    }

    // ---------------------------------------------------------------- the requests behind such a wait

    @Test
    void theRequestBehindTheWaitForALostSubmissionHasOnlyWhatIsLeft() {
        world.script((operation, number) ->
                operation == Operation.EXECUTE ? WireAnswer.SIGNER_IS_SLOW : WireAnswer.INTERNAL);
        assertThat(catchThrowableOfType(SQLException.class, () -> insert(1)).getMessage())
                .contains("has not told its id");
        world.script((operation, number) -> WireAnswer.SILENCE);
        assertEndsInTime(this::insert);
    }

    @Test
    void whoStandsInAQueueBehindSeveralThatHadNoAnswerDoesNotStartOver() {
        world.script((operation, number) -> WireAnswer.SILENCE);
        another("first", 1);
        world.time().pass(Duration.ofMillis(10));
        another("second", 2);
        world.time().pass(Duration.ofMillis(10));
        assertEndsInTime(this::insert);
    }

    @Test
    void anAnswerToTheOneBeforeIsASignOfLifeForTheRequestBehind() {
        world.script((operation, number) -> WireAnswer.SILENCE);
        another("first", 3);
        world.time().pass(Duration.ofMillis(2900));
        world.script((operation, number) -> operation == Operation.EXECUTE ? WireAnswer.SILENCE : null);
        var start = world.time().nanos();
        var error = catchThrowableOfType(SQLException.class, this::insert);
        assertThat((Throwable) error).hasMessageContaining("network timeout of 4000 ms");
        assertThat(world.time().since(start)).isGreaterThan(TIMEOUT.plus(ABOUT));
    }

    // ---------------------------------------------------------------- a page that is read ahead

    @Test
    void aReaderDoesNotOutliveItWhereThePageAheadWasThrottledBefore() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("insert into t values " + keys(60));
            world.script((operation, number) -> operation != Operation.GET_RESULT || number == 1
                    ? null
                    : number < 4 ? WireAnswer.THROTTLING : WireAnswer.REFUSED);
            var rows = statement.executeQuery("select k from t where k between 1 and 60");
            // The refusal has come, and the page is not asked for again yet: nothing is without an answer.
            world.time().pass(Duration.ofMillis(50));
            assertThat(world.sent(Operation.GET_RESULT)).isEqualTo(2);
            assertEndsInTime(
                    () -> {
                        while (rows.next()) {
                            assertThat(rows.getInt(1)).isPositive();
                        }
                    },
                    Duration.ofSeconds(10));
        }
    }

    // ---------------------------------------------------------------- of the tests

    private static String keys(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(key -> "(" + key + ")").collect(Collectors.joining(", "));
    }

    private int insert() throws SQLException {
        return insert(0);
    }

    private int insert(int queryTimeout) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(queryTimeout);
            return statement.executeUpdate("insert into t values (77)");
        }
    }

    /** Another thread sends a statement that is left by its query timeout. */
    private void another(String name, int queryTimeout) {
        world.time().spawn(name, () -> {
            var error = catchThrowableOfType(SQLException.class, () -> insert(queryTimeout));
            assertThat((Throwable) error).isNotNull();
        });
    }

    /** The second statement of a transaction is left by its query timeout, and nobody knows whether it arrives. */
    private void loseAStatement() throws SQLException {
        connection.setAutoCommit(false);
        insert();
        world.script((operation, number) -> operation == Operation.EXECUTE ? WireAnswer.SILENCE : WireAnswer.INTERNAL);
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            var error =
                    catchThrowableOfType(SQLException.class, () -> statement.executeUpdate("insert into t values (2)"));
            assertThat((Throwable) error).hasMessageContaining("has not told its id");
        }
    }

    /** What becomes of the submissions of a script: BEGIN, a statement for minutes, and the ROLLBACK that another thread sends. */
    @FunctionalInterface
    private interface Submissions {
        @Nullable
        WireAnswer of(int number);
    }

    /** A script that is no single request is left by its query timeout, and rolled back by a thread of the driver. */
    private void leaveAScript(Submissions submissions) {
        world.script((operation, number) -> operation == Operation.EXECUTE
                ? submissions.of(number)
                : operation == Operation.FIND_STATEMENTS ? WireAnswer.INTERNAL : null);
        var text = IntStream.rangeClosed(1, 45)
                .mapToObj(key -> "insert into t values (" + key + ") /* 600000 ms */")
                .collect(Collectors.joining("; "));
        var error = catchThrowableOfType(SQLException.class, () -> {
            try (var statement = connection.createStatement()) {
                statement.setQueryTimeout(1);
                statement.execute(text);
            }
        });
        assertThat(error.getSQLState()).isEqualTo("57014");
    }

    private void assertEndsInTime(ThrowingCallable call) {
        assertEndsInTime(call, TIMEOUT.plus(ABOUT));
    }

    private void assertEndsInTime(ThrowingCallable call, Duration most) {
        var start = world.time().nanos();
        var error = catchThrowableOfType(SQLException.class, call);
        assertThat((Throwable) error).hasMessageContaining("network timeout of 4000 ms");
        assertThat(error.getSQLState()).isIn("08003", "08006");
        assertThat(world.time().since(start)).isBetween(TIMEOUT, most);
        assertThat(isClosed()).isTrue();
    }

    private boolean isClosed() {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
