package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The driver's own questions leave the transaction of the user as it is, and see what the user's statements would see. */
class ApartRunnerTest {

    private static final String QUESTION = "SELECT q";

    /** Where the user's statements are. */
    private enum Place {
        NO_SESSION_YET {
            @Override
            void come(Setup setup) {
                // as it begins
            }
        },
        IN_A_SESSION {
            @Override
            void come(Setup setup) throws SQLException {
                setup.run("SET before TO 1");
            }
        },
        BEFORE_A_TRANSACTION {
            @Override
            void come(Setup setup) throws SQLException {
                setup.session.autoCommit(false);
            }
        },
        IN_A_TRANSACTION {
            @Override
            void come(Setup setup) throws SQLException {
                setup.session.autoCommit(false);
                setup.run("INSERT before");
            }
        },
        IN_ONE_BEGUN_BY_SQL {
            @Override
            void come(Setup setup) throws SQLException {
                setup.run("BEGIN");
            }
        },
        BESIDE_WHAT_ONLY_THE_SESSION_HOLDS {
            @Override
            void come(Setup setup) throws SQLException {
                setup.run("CREATE TEMP TABLE t (a int)");
                setup.run("BEGIN");
            }
        };

        abstract void come(Setup setup) throws SQLException;
    }

    private static Optional<StatementOutcome> ask(Setup setup) throws SQLException {
        return setup.session.executeApart(
                Setup.bound(QUESTION).get(0), new ExecuteOptions(Duration.ZERO, null), new CallerSignal());
    }

    private static Setup setup(SessionMode mode) {
        var setup = new Setup(mode);
        setup.api.courses.put(QUESTION, Course.gives(true, 1));
        return setup;
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void theTransactionIsAsItWasAndTheNextStatementHasItsTurn(Place place) throws SQLException {
        for (var end : List.of(Course.gives(true, 1), Course.fails("ERROR: permission denied"))) {
            var setup = setup(SessionMode.ALWAYS);
            place.come(setup);
            setup.api.courses.put(QUESTION, end);
            setup.api.courses.put("SET a TO 1", end);
            var inTransaction = setup.session.inTransaction();
            var begun = setup.api.sqls().stream().filter("BEGIN"::equals).count();
            try {
                ask(setup);
            } catch (SQLException e) {
                assertThat(e.getSQLState()).isEqualTo("42501");
            }
            assertThat(setup.session.inTransaction()).isEqualTo(inTransaction);
            assertThat(setup.api.sqls().stream().filter("BEGIN"::equals)).hasSize((int) begun);
            setup.run(Duration.ofSeconds(5), new CallerSignal(), "INSERT after");
            assertThat(setup.api.sqls()).endsWith("INSERT after");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ALWAYS, NO_SESSION_YET, true",
        "ALWAYS, IN_A_SESSION, true",
        "ALWAYS, BEFORE_A_TRANSACTION, true",
        "ALWAYS, IN_A_TRANSACTION, false",
        "ALWAYS, IN_ONE_BEGUN_BY_SQL, false",
        "AUTO, NO_SESSION_YET, false",
        "AUTO, IN_A_SESSION, true",
        "AUTO, BEFORE_A_TRANSACTION, false",
        "AUTO, IN_A_TRANSACTION, false",
    })
    void itRunsInTheSessionUnlessThatHasATransactionOrWouldBeOpenedForIt(
            SessionMode mode, Place place, boolean inSession) throws SQLException {
        var setup = setup(mode);
        place.come(setup);
        var outcome = ask(setup).orElseThrow();
        assertThat(outcome.hasResultSet()).isTrue();
        var request = setup.api.executed.get(setup.api.executed.size() - 1);
        assertThat(request.sql()).isEqualTo(QUESTION);
        assertThat(request.sessionId() != null || request.sessionKeepAliveSeconds() != null)
                .isEqualTo(inSession);
    }

    @Test
    void besideTheSessionItSeesWhatTheUserHasSetBeforeAndInTheTransaction() throws SQLException {
        var setup = setup(SessionMode.ALWAYS);
        setup.run("SET a TO 1");
        setup.session.autoCommit(false);
        setup.run("SET b TO 2");
        var outcome = ask(setup).orElseThrow();
        var batch = setup.api.batches.get(0);
        assertThat(batch.sqls()).containsExactly("SET a TO 1", "SET b TO 2", QUESTION);
        assertThat(batch.sessionId()).isNull();
        assertThat(batch.sessionKeepAliveSeconds()).isNull();
        assertThat(outcome.statementId()).endsWith(":3");
        assertThat(outcome.hasResultSet()).isTrue();
    }

    @Test
    void whatOnlyTheSessionSeesIsNotAskedForBesideIt() throws SQLException {
        var setup = setup(SessionMode.ALWAYS);
        Place.BESIDE_WHAT_ONLY_THE_SESSION_HOLDS.come(setup);
        var before = setup.api.calls.size();
        assertThat(ask(setup)).isEmpty();
        assertThat(setup.api.calls).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {39, 40})
    void moreSettingsThanOneRequestTakesAreNotLeftOut(int settings) throws SQLException {
        var setup = setup(SessionMode.ALWAYS);
        for (var i = 0; i < settings; i++) {
            setup.run("SET a" + i + " TO 1");
        }
        setup.run("BEGIN");
        assertThat(ask(setup).isPresent()).isEqualTo(settings < 40);
        assertThat(setup.api.batches).hasSize(settings < 40 ? 1 : 0);
    }

    /** Of two statements in one session the second waits; what it waits for in vain was never sent. */
    @Test
    void whatHasNoTurnInItsTimeIsNotSentAndFailsNoTransaction() throws SQLException {
        var setup = setup(SessionMode.ALWAYS);
        setup.run("BEGIN");
        setup.api.courses.put("INSERT a", Course.finishes(Duration.ofSeconds(20)));
        var told = new ArrayList<SQLException>();
        setup.api.duringWait = () -> {
            try {
                setup.session.executeApart(
                        Setup.bound(QUESTION).get(0),
                        new ExecuteOptions(Duration.ofSeconds(2), null),
                        new CallerSignal());
            } catch (SQLException e) {
                told.add(e);
            }
        };
        setup.run("INSERT a");
        assertThat(told).singleElement().isInstanceOf(SQLTimeoutException.class);
        assertThat(setup.api.sqls()).doesNotContain(QUESTION);
        setup.session.autoCommit(false);
        setup.session.commit();
        assertThat(setup.api.sqls()).endsWith("COMMIT");
    }

    @Test
    void aQuestionThatIsTooLongIsNotSent() {
        var setup = setup(SessionMode.ALWAYS);
        var text = "SELECT '" + "q".repeat(2_000_000) + "'";
        assertThatThrownBy(() -> setup.session.executeApart(
                        Setup.bound(text).get(0), new ExecuteOptions(Duration.ZERO, null), new CallerSignal()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("bytes");
        assertThat(setup.api.calls).isEmpty();
    }
}
