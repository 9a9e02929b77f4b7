package io.github.redshiftdata.jdbc.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer.Operation;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a submission is looked for whose caller has left, by whom it is waited for, and what becomes of its session. */
class LostSubmissionsTest extends OnAStagedWorld {

    @Test
    void itsLookupsEndSoonAfterTheConnectionIsClosed() throws SQLException {
        insert(0);
        loseAStatement();
        world.script((operation, number) -> null);
        // The request that was lost has ended by its own time limit, and two lists did not know of it.
        world.time().pass(Duration.ofSeconds(40));
        connection.close();
        world.time().pass(Duration.ofSeconds(2));
        var sent = world.sent(Operation.FIND_STATEMENTS);
        assertThat(world.sessions()).isEmpty();
        world.time().pass(Duration.ofMinutes(5));
        assertThat(world.sent(Operation.FIND_STATEMENTS)).isEqualTo(sent);
    }

    /** Nothing else gives up a session that it opens later. */
    @Test
    void whatOpensASessionIsLookedForBehindACloseToo() throws SQLException {
        world.whatIsNotAnsweredArrivesAfter(Duration.ofSeconds(30));
        loseAStatement();
        world.script((operation, number) -> null);
        connection.close();
        world.time().pass(Duration.ofSeconds(50));
        assertThat(world.sessions()).isEmpty();
        // The second one gives up the session.
        assertThat(world.sent(Operation.EXECUTE)).isEqualTo(2);
        var sent = world.sent(Operation.FIND_STATEMENTS);
        assertThat(sent).isLessThan(10);
        world.time().pass(Duration.ofMinutes(5));
        assertThat(world.sent(Operation.FIND_STATEMENTS)).isEqualTo(sent);
    }

    @Test
    void nobodyWaitsForItLongerThanTwoMinutesThoughItIsLookedForAsLongAsAnOutageLasts() throws SQLException {
        insert(0);
        loseAStatement();
        world.script((operation, number) -> operation == Operation.FIND_STATEMENTS ? WireAnswer.REFUSED : null);
        var start = world.time().nanos();
        insert(0);
        assertThat(world.time().since(start)).isBetween(Duration.ofSeconds(110), Duration.ofSeconds(150));
        var sent = world.sent(Operation.FIND_STATEMENTS);
        world.time().pass(Duration.ofMinutes(5));
        assertThat(world.sent(Operation.FIND_STATEMENTS)).isGreaterThan(sent + 20);
    }

    @Test
    void theSessionThatItMayStillEnterIsNotUsedAgain() throws SQLException {
        insert(0);
        loseAStatement();
        world.script((operation, number) -> null);
        var start = world.time().nanos();
        insert(0);
        assertThat(world.time().since(start)).as("two lists did not know it").isLessThan(Duration.ofMinutes(1));
        world.time().pass(Duration.ofSeconds(5));
        assertThat(world.sessions()).containsExactly("session-2");
    }

    @Test
    void aSessionThatItOpenedIsGivenUpWhereItIsFoundTooLate() throws SQLException {
        world.onlyAnswersAreLost();
        loseAStatement();
        world.script((operation, number) -> operation == Operation.FIND_STATEMENTS ? WireAnswer.REFUSED : null);
        insert(0);
        assertThat(world.sessions()).containsExactly("session-1", "session-2");
        world.script((operation, number) -> null);
        world.time().pass(Duration.ofMinutes(1));
        assertThat(world.sessions()).containsExactly("session-2");
    }

    /** It may lack settings, and the statement may still run in it. */
    @Test
    void aSessionThatItOpenedIsGivenUpThoughItIsFoundInTime() throws SQLException {
        world.onlyAnswersAreLost();
        loseAStatement();
        world.script((operation, number) -> null);
        insert(0);
        world.time().pass(Duration.ofMinutes(1));
        assertThat(world.sessions()).containsExactly("session-2");
    }

    /** The statement has finished; only its count is not to be had. */
    @Test
    void whatIsAskedOfAStatementThatHasEndedKeepsToItsQueryTimeout() throws SQLException {
        insert(0);
        world.script((operation, number) -> operation == Operation.DESCRIBE ? WireAnswer.REFUSED : null);
        var start = world.time().nanos();
        assertThat(insert(2)).isIn(1, Statement.SUCCESS_NO_INFO);
        assertThat(world.time().since(start)).isLessThan(Duration.ofSeconds(5));
    }

    private int insert(int timeout) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(timeout);
            return statement.executeUpdate("insert into t values (1)");
        }
    }

    private void loseAStatement() {
        world.script((operation, number) -> operation == Operation.EXECUTE ? WireAnswer.SILENCE : WireAnswer.INTERNAL);
        var error = catchThrowableOfType(SQLException.class, () -> insert(1));
        assertThat((Throwable) error).hasMessageContaining("has not told its id");
    }
}
