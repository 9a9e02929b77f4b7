package io.github.redshiftdata.jdbc.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer.Operation;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A person who thinks within a transaction loses nothing, and waits for nobody. */
class IdleTransactionTest extends OnAStagedWorld {

    private void insert() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("insert into t values (1)");
        }
    }

    private void think(int minutes) {
        world.time().pass(Duration.ofMinutes(minutes));
    }

    @Test
    void aTransactionOutlivesTheTimeOfItsSession() throws SQLException {
        connection.setAutoCommit(false);
        insert();
        assertThat(world.warehouse().openSessions().get(0).keepAliveSeconds).isEqualTo(300);
        think(58);
        insert();
        connection.commit();
        assertThat(world.warehouse().store.keys()).containsEntry(1, 2);
    }

    @Test
    void itEndsAfterTheLongestTime() throws SQLException {
        connection.setAutoCommit(false);
        insert();
        think(70);
        assertThat(world.sessions()).isEmpty();
        var lost = catchThrowableOfType(SQLException.class, this::insert);
        assertThat(lost.getSQLState()).isEqualTo("08006");
        assertThat(world.sent(Operation.EXECUTE)).isLessThan(30);
    }

    @Test
    void anHourOfThoughtCostsFewRequests() throws SQLException {
        connection.setAutoCommit(false);
        insert();
        var before = world.sent(Operation.EXECUTE);
        think(55);
        assertThat(world.sent(Operation.EXECUTE) - before).isBetween(12, 17);
    }

    @Test
    void aFailedTransactionIsKeptAndStaysFailed() throws SQLException {
        connection.setAutoCommit(false);
        insert();
        try (var statement = connection.createStatement()) {
            var refusedByTheDatabase = catchThrowableOfType(
                    SQLException.class, () -> statement.executeUpdate("insert into strict values (null)"));
            assertThat(refusedByTheDatabase.getSQLState()).isEqualTo("23502");
        }
        think(50);
        assertThat(world.sessions()).hasSize(1);
        var refused = catchThrowableOfType(SQLException.class, connection::commit);
        assertThat(refused.getSQLState()).isEqualTo("25P02");
        insert();
        connection.commit();
        assertThat(world.warehouse().store.keys()).containsEntry(1, 1);
    }

    @Test
    void afterTheEndOfTheTransactionNothingIsSent() throws SQLException {
        connection.setAutoCommit(false);
        insert();
        connection.commit();
        var before = world.sent(Operation.EXECUTE);
        think(120);
        assertThat(world.sent(Operation.EXECUTE)).isEqualTo(before);
        assertThat(world.sessions()).isEmpty();
        insert();
        connection.commit();
    }

    @Test
    void aStatementDoesNotWaitForARenewalThatHasNoAnswer() throws SQLException {
        connection.setAutoCommit(false);
        insert();
        world.onlyAnswersAreLost();
        var sent = world.sent(Operation.EXECUTE);
        world.script((operation, number) -> number == sent + 1 ? WireAnswer.SILENCE : null);
        // The renewal is under way since a tenth of a second.
        world.time().pass(Duration.ofMillis(200_400));
        assertThat(world.sent(Operation.EXECUTE)).isEqualTo(sent + 1);
        var start = world.time().nanos();
        insert();
        assertThat(world.time().since(start)).isLessThan(Duration.ofSeconds(1));
        connection.commit();
        assertThat(world.warehouse().store.keys()).containsEntry(1, 2);
    }

    @Test
    void anOutageOfAMinuteIsSurvived() throws SQLException {
        connection.setAutoCommit(false);
        insert();
        var end = world.time().nanos() + Duration.ofSeconds(260).toNanos();
        world.script((operation, number) -> world.time().nanos() < end ? WireAnswer.REFUSED : null);
        think(30);
        insert();
        connection.commit();
        assertThat(world.warehouse().store.keys()).containsEntry(1, 2);
    }

    @Test
    void closingWhileARenewalIsUnderWayGivesTheSessionUp() throws SQLException {
        connection.setAutoCommit(false);
        insert();
        var sent = world.sent(Operation.EXECUTE);
        world.onlyAnswersAreLost();
        world.script((operation, number) -> number == sent + 1 ? WireAnswer.SILENCE : null);
        world.time().pass(Duration.ofMillis(200_400));
        connection.close();
        world.time().pass(Duration.ofSeconds(20));
        assertThat(world.sessions()).isEmpty();
        assertThat(world.warehouse().store.keys()).isEmpty();
    }
}
