package io.github.redshiftdata.jdbc.internal.exec.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import io.github.redshiftdata.jdbc.internal.exec.call.Login;
import io.github.redshiftdata.jdbc.internal.exec.session.Setup;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionTest {

    /** Nobody looks for what is lost. */
    private final Setup setup = new Setup(SessionMode.ALWAYS, leftForLater -> {});

    private final FakeDataApi api = setup.api;
    private final CallerSignal signal = new CallerSignal();

    private void connect() throws SQLException {
        var login = new Login(Duration.ZERO, setup.time.nanos(), setup.time.clock());
        var options = new ExecuteOptions(Duration.ZERO, null).during(login);
        setup.session.execute(Setup.bound("SELECT 1"), options, signal);
    }

    private void fail(int times, Kind kind, String message) {
        for (var number = 0; number < times; number++) {
            api.failNext("Execute", kind, message);
        }
    }

    private String stateOfFailure(String sql) {
        var error = catchThrowableOfType(SQLException.class, () -> setup.run(sql));
        assertThat((Throwable) error).isNotNull();
        return error.getSQLState();
    }

    // ---------------------------------------------------------------- the first request of a connection

    @Test
    void whoeverConnectsWaitsForAServiceThatSaysThatItIsAway() throws SQLException {
        fail(8, Kind.SERVICE, "HTTP 503");
        connect();
        assertThat(api.executed).hasSize(9);
        assertThat(api.executed)
                .extracting(request -> request.clientToken())
                .containsOnly(api.executed.get(0).clientToken());
    }

    @Test
    void somethingElseAtTheAddressIsNotWaitedForLong() {
        fail(50, Kind.SERVICE, "HTTP 501");
        var start = setup.time.nanos();
        assertThat((Throwable) catchThrowableOfType(SQLException.class, this::connect))
                .isNotNull();
        assertThat(setup.time.since(start)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    @Test
    void withoutALoginAnAddressThatHasNeverAnsweredIsNotWaitedForLongEither() {
        fail(50, Kind.SERVICE, "HTTP 503");
        var start = setup.time.nanos();
        assertThat((Throwable) catchThrowableOfType(SQLException.class, () -> setup.run("INSERT a")))
                .isNotNull();
        assertThat(setup.time.since(start)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    @Test
    void aServiceThatHasAnsweredOnceIsWaitedFor() throws SQLException {
        setup.run("SELECT 1");
        fail(8, Kind.SERVICE, "HTTP 503");
        setup.run("INSERT a");
        assertThat(api.executed).hasSize(10);
    }

    // ---------------------------------------------------------------- client tokens

    /** The service would have forgotten the token, and would run the statement once more. */
    @Test
    void aSubmissionThatAMachineSleptThroughIsNotSentAgainButLookedFor() throws SQLException {
        setup.run("SELECT 1");
        api.courses.put("INSERT a", Course.gives(false, 3));
        api.duringSubmission = () -> setup.time.sleepMachine(Duration.ofHours(9));
        api.loseAnswer("Execute");
        assertThat(setup.run("INSERT a").get(0).updateCount()).isEqualTo(3);
        assertThat(api.sqls()).containsExactly("SELECT 1", "INSERT a");
    }

    @Test
    void aSubmissionThatAMachineSleptThroughIsInDoubtWhereItIsNotListed() throws SQLException {
        setup.run("SELECT 1");
        api.duringSubmission = () -> setup.time.sleepMachine(Duration.ofHours(9));
        api.loseAnswer("Execute");
        api.deniesLists = true;
        var error = catchThrowableOfType(SQLException.class, () -> setup.run("INSERT a"));
        assertThat(error.getErrorCode()).isEqualTo(Doubt.VENDOR_CODE);
        assertThat(api.sqls()).containsExactly("SELECT 1", "INSERT a");
    }

    @Test
    void aSubmissionThatSurelyDidNotArriveIsSentAgainHoweverLongTheMachineSlept() throws SQLException {
        setup.run("SELECT 1");
        fail(1, Kind.THROTTLED, "slow down");
        api.duringSubmission = () -> setup.time.sleepMachine(Duration.ofHours(9));
        setup.run("INSERT a");
        assertThat(api.executed).hasSize(3);
    }

    // ---------------------------------------------------------------- quotas

    @Test
    void sessionsThatAreUsedUpAreToldAtOnce() {
        fail(1, Kind.QUOTA, "ActiveSessionsExceededException");
        assertThat(stateOfFailure("INSERT a")).startsWith("53");
        assertThat(api.executed).hasSize(1);
    }

    @Test
    void afterARequestWithoutAnAnswerTheyAreAskedForAgain() throws SQLException {
        setup.run("SELECT 1");
        api.loseNext("Execute");
        fail(2, Kind.QUOTA, "ActiveSessionsExceededException");
        setup.run("INSERT a");
        assertThat(api.executed).hasSize(5);
    }

    @Test
    void statementsThatAreTooManyAreWaitedFor() throws SQLException {
        fail(3, Kind.QUOTA, "ActiveStatementsExceededException");
        setup.run("INSERT a");
        assertThat(api.executed).hasSize(4);
    }

    // ---------------------------------------------------------------- what the caller's signal knows

    @Test
    void theSignalKnowsTheStatementAndItsEnd() throws SQLException {
        api.courses.put("INSERT a", Course.finishes(Duration.ofMinutes(1)));
        assertThat(signal.told()).isNull();
        api.duringWait = () ->
                assertThat(signal.told()).isEqualTo(new CallerSignal.Told("statement-1", StatementStatus.STARTED));
        setup.run(Duration.ZERO, signal, "INSERT a");
        assertThat(signal.told()).isEqualTo(new CallerSignal.Told("statement-1", StatementStatus.FINISHED));
    }

    /** The limit of the network counts from the last answer, and the submission was answered. */
    @Test
    void anAnswerToTheSubmissionIsASignOfLife() throws SQLException {
        setup.session.networkTimeout(Duration.ofSeconds(5));
        api.submissionTime = Duration.ofSeconds(4);
        api.courses.put("INSERT a", Course.finishes(Duration.ofMinutes(1)));
        setup.run("INSERT a");
        assertThat(setup.session.isDead()).isFalse();
    }

    // ---------------------------------------------------------------- the wait for the end

    /** Ten minutes of nothing but failures are too much, but each answer begins them anew. */
    @Test
    void twoOutagesOfSevenMinutesEndNoWait() throws SQLException {
        api.courses.put("INSERT a", Course.finishes(Duration.ofMinutes(30)));
        api.duringWait = () -> {
            outage();
            api.duringWait = this::outage;
        };
        setup.run("INSERT a");
        assertThat(setup.session.isDead()).isFalse();
    }

    private void outage() {
        for (var number = 0; number < 90; number++) {
            api.failNext("Describe", Kind.SERVICE, "HTTP 503");
        }
    }

    @Test
    void anOutageOfTenMinutesEndsTheWait() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofMinutes(30)));
        api.duringWait = () -> {
            outage();
            outage();
        };
        assertThat((Throwable) catchThrowableOfType(SQLException.class, () -> setup.run("INSERT a")))
                .isNotNull()
                .hasMessageContaining("is not known");
    }

    // ---------------------------------------------------------------- statements of somebody else

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anIdThatIsNotKnownForSecondsIsNoneHoweverShortTheWaits(boolean submittedHere) throws SQLException {
        var awaited = new AwaitedStatement("statement-9", submittedHere);
        var options = new ExecuteOptions(Duration.ZERO, null);
        var start = setup.time.nanos();
        SQLException told = null;
        while (told == null && setup.time.since(start).compareTo(Duration.ofMinutes(1)) < 0) {
            try {
                assertThat(setup.session.detached().await(awaited, Duration.ofSeconds(2), options, signal))
                        .isEmpty();
            } catch (SQLException unknown) {
                told = unknown;
            }
        }
        assertThat((Throwable) told).isNotNull().hasMessageContaining("Query does not exist.");
        assertThat(setup.time.since(start)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(9));
    }

    @Test
    void oneThatIsKnownInBetweenIsWaitedForOn() throws SQLException {
        api.courses.put("INSERT a", Course.finishes(Duration.ofMinutes(1)));
        api.executeStatementQuietly("INSERT a");
        var awaited = new AwaitedStatement("statement-1", false);
        var options = new ExecuteOptions(Duration.ZERO, null);
        for (var number = 0; number < 8; number++) {
            api.failNext("Describe", Kind.NOT_FOUND, "Query does not exist.");
            assertThat(setup.session.detached().await(awaited, Duration.ofSeconds(3), options, signal))
                    .isEmpty();
        }
    }
}
