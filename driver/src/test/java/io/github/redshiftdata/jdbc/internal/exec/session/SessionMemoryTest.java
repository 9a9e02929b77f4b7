package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session that takes the place of a lost one is given: what the user has set and not taken back, and nothing else. */
class SessionMemoryTest {

    private final Setup setup = new Setup();
    private final FakeDataApi api = setup.api;
    private final DataSession session = setup.session;

    /** What is sent for the next statement, when the session of before is gone. */
    private Object[] sentAfterALoss() throws SQLException {
        api.closedSessions.add(session.sessionId());
        var before = api.submitted.size();
        setup.run("INSERT next");
        // The first is the try in the lost session.
        return api.submitted.subList(before + 1, api.submitted.size()).toArray();
    }

    private void rollBack() throws SQLException {
        session.rollback();
        session.autoCommit(true);
    }

    private void commit() throws SQLException {
        session.commit();
        session.autoCommit(true);
    }

    @Test
    void aSettingThatWasRolledBackDoesNotComeBackWithALaterCommit() throws SQLException {
        setup.run("SET a TO 1");
        session.autoCommit(false);
        setup.run("SET a TO 2");
        rollBack();
        session.autoCommit(false);
        setup.run("INSERT x");
        commit();
        assertThat(sentAfterALoss()).containsExactly("SET a TO 1", "INSERT next");
    }

    @Test
    void aCommittedSettingStandsBehindThoseBeforeIt() throws SQLException {
        setup.run("SET a TO 1");
        setup.run("SET b TO 1");
        session.autoCommit(false);
        setup.run("SET a TO 2");
        commit();
        assertThat(sentAfterALoss()).containsExactly("SET b TO 1", "SET a TO 2", "INSERT next");
    }

    @Test
    void whatOneTransactionSetIsNotCommittedAgainByTheNext() throws SQLException {
        session.autoCommit(false);
        setup.run("SET a TO 1");
        session.commit();
        session.autoCommit(true);
        setup.run("SET a TO 2");
        session.autoCommit(false);
        setup.run("INSERT x");
        commit();
        assertThat(sentAfterALoss()).containsExactly("SET a TO 2", "INSERT next");
    }

    @Test
    void theLastSettingOfANameCounts() throws SQLException {
        setup.run("SET a TO 1");
        setup.run("SET a TO 2");
        setup.run("SET a TO 1");
        assertThat(sentAfterALoss()).containsExactly("SET a TO 1", "INSERT next");
    }

    @Test
    void theSettingsOfAScriptAreRememberedToo() throws SQLException {
        setup.run("SET a TO 1", "INSERT x", "SET b TO 2");
        assertThat(api.batches).hasSize(1);
        assertThat(sentAfterALoss()).containsExactly("SET a TO 1", "SET b TO 2", "INSERT next");
    }

    @Test
    void theSettingsOfABatchAreRememberedToo() throws SQLException {
        setup.batch("SET a TO 1", "SET b TO 2");
        assertThat(sentAfterALoss()).containsExactly("SET a TO 1", "SET b TO 2", "INSERT next");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a INTO TEMP t FROM u",
                "SELECT set_config('a', '1', false)",
                "CREATE TEMP TABLE t (a int)",
                "CREATE TABLE #t (a int)",
                "CREATE TABLE pg_temp.t (a int)",
                "CALL p()",
                "EXECUTE plan",
                "DO something"
            })
    void whatOnlyTheSessionHoldsGoesWithItWhateverRunsAfterwards(String sql) throws SQLException {
        setup.run(sql);
        setup.run("SELECT a");
        setup.run("INSERT x");
        setup.run("CREATE TABLE t (a int)");
        setup.run("SET a TO 1");
        api.closedSessions.add(session.sessionId());
        TransactionTest.assertState(() -> setup.run("INSERT next"), "08006");
        assertThat(session.isDead()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT a FROM b", "INSERT a", "CREATE TABLE t (a int)", "TRUNCATE t", "ANALYZE t"})
    void whatTheDatabaseHoldsDoesNotBindASession(String sql) throws SQLException {
        setup.run(sql);
        assertThat(sentAfterALoss()).containsExactly("INSERT next");
    }

    @Test
    void moreSettingsThanAreRememberedBindTheSession() throws SQLException {
        for (var i : IntStream.range(0, 100).toArray()) {
            setup.run("SET a" + i + " TO 1");
        }
        assertThat(sentAfterALoss()).hasSize(101);
        setup.run("SET a100 TO 1");
        setup.run("SELECT a");
        api.closedSessions.add(session.sessionId());
        TransactionTest.assertState(() -> setup.run("INSERT next"), "08006");
    }

    @Test
    void aReadOnlyConnectionIsNotGuardedAgainInsideATransaction() throws SQLException {
        setup.run("BEGIN");
        session.readOnly(true);
        setup.run("INSERT a");
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT a");
    }

    @Test
    void aTableThatIsMadeByATransactionsTruncateLikeStatementBindsTheSession() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        setup.run("TRUNCATE #t");
        commit();
        api.closedSessions.add(session.sessionId());
        TransactionTest.assertState(() -> setup.run("INSERT next"), "08006");
    }
}
