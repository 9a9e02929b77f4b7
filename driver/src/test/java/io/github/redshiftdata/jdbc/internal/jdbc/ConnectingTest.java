package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.ApplicationNames;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.ExecutionModes;
import io.github.redshiftdata.jdbc.internal.api.KeepAliveChanges;
import io.github.redshiftdata.jdbc.internal.api.LongPolling;
import io.github.redshiftdata.jdbc.internal.api.StatementLengths;
import io.github.redshiftdata.jdbc.internal.api.sdk.ClientPool;
import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.Login;
import io.github.redshiftdata.jdbc.internal.exec.session.ClientShare;
import io.github.redshiftdata.jdbc.internal.exec.session.DataSession;
import io.github.redshiftdata.jdbc.internal.trace.ConnectionTrace;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Connecting to a warehouse that wakes up, is full, or is none. */
class ConnectingTest {

    /** What passes. */
    enum Passing {
        FAILING(Kind.SERVICE, "InternalServerException", "An internal error", 500, "r"),
        NO_DATABASE(Kind.SERVICE, "DatabaseConnectionException", "FATAL: cluster is being resized", 500, "r"),
        GATEWAY(Kind.SERVICE, "HTTP 503", "no error of the service but HTTP 503", 503, null),
        PAUSED(Kind.REJECTED, "ValidationException", "Cluster is paused", 400, "r"),
        RESIZED(Kind.REJECTED, "ValidationException", "The cluster x is being resized", 400, "r"),
        NO_ENDPOINT(Kind.REJECTED, "ValidationException", "Redshift endpoint doesn't exist in this region.", 400, "r"),
        SLOW(Kind.REJECTED, "QueryTimeoutException", "The request timed out", 400, "r"),
        FULL(Kind.QUOTA, "ActiveSessionsExceededException", "Active sessions exceeded", 400, "r");

        @SuppressWarnings("ImmutableEnumChecker") // it only throws
        final ConnectingService.Trouble trouble;

        Passing(Kind kind, String code, String message, int status, String requestId) {
            this.trouble = () -> {
                throw ConnectingService.failure(kind, code, message, status, requestId);
            };
        }
    }

    /** The words of a database that is not up, with which the connecting statement fails. */
    enum FailedWith {
        RESIZED("FATAL: cluster is being resized"),
        STARTING("FATAL: the database system is starting up"),
        GOING_DOWN("FATAL: terminating connection due to administrator command"),
        NOT_REACHED("could not connect to the database server"),
        FULL("FATAL: too many connections"),
        PAUSING("ERROR: The cluster is pausing");

        final String text;

        FailedWith(String text) {
            this.text = text;
        }
    }

    private final ConnectingService service = new ConnectingService();

    @AfterEach
    void leaveNoInterrupt() {
        Thread.interrupted();
    }

    private void connect(String parameters, long startNanos) throws SQLException {
        var clock = service.clock();
        try {
            var config =
                    ConfigReader.read("jdbc:redshift-data://127.0.0.1:9/dev?" + parameters, new Properties(), 0, () -> {
                        throw new ConfigurationException("not embedded");
                    });
            try (var lease = ClientPool.shared().lease(config)) {
                var share = new ClientShare(
                        new LongPolling(),
                        new KeepAliveChanges(),
                        new ApplicationNames(),
                        new ExecutionModes(),
                        new StatementLengths(),
                        work -> {},
                        (pause, work) -> () -> {});
                var session = new DataSession(service, share, config, clock);
                new ConnectionImpl(config, lease, lease.catalog(), session, ConnectionTrace.untold())
                        .open(new Login(config.loginTimeout(), startNanos, clock));
            }
        } catch (ConfigurationException | DataApiException e) {
            throw new IllegalStateException(e);
        }
    }

    private void connect(String parameters) throws SQLException {
        connect(parameters, service.nanos());
    }

    private SQLException refused(String parameters) {
        return catchThrowableOfType(SQLException.class, () -> connect(parameters));
    }

    private Duration taken() {
        return Duration.ofNanos(service.nanos() - 1_000_000_000L);
    }

    @ParameterizedTest
    @EnumSource
    void whatPassesIsBorneWithinTheLoginTimeout(Passing passing) throws SQLException {
        service.trouble = passing.trouble;
        service.up = Duration.ofSeconds(100);
        connect("loginTimeout=120");
        assertThat(taken()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(107));
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseThatIsNotUpIsWaitedForWithinTheLoginTimeout(FailedWith failed) throws SQLException {
        service.trouble = () -> failed.text;
        service.up = Duration.ofSeconds(100);
        connect("loginTimeout=120");
        assertThat(taken()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(103));
    }

    @ParameterizedTest
    @EnumSource
    void withoutALoginTimeoutItIsBorneForThirtySeconds(Passing passing) throws SQLException {
        service.trouble = passing.trouble;
        service.up = Duration.ofSeconds(25);
        connect("");
        assertThat(taken()).isLessThan(Duration.ofSeconds(31));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FULL")
    void whatLastsIsToldWhenTheLoginTimeoutEnds(Passing passing) {
        service.trouble = passing.trouble;
        service.up = Duration.ofDays(1);
        var error = refused("loginTimeout=10");
        assertThat((Throwable) error)
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessageContaining("loginTimeout, 10 s")
                .hasMessageContaining("may be paused or resuming");
        assertThat(error.getSQLState()).isEqualTo("08001");
        assertThat(taken()).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_900));
    }

    @ParameterizedTest
    @EnumSource
    void whatTheDatabaseSaysAllTheTimeIsToldAsAConnectionThatWasNotMade(FailedWith failed) {
        service.trouble = () -> failed.text;
        service.up = Duration.ofDays(1);
        var error = refused("");
        assertThat(error.getSQLState()).isIn("08001", "53300");
        assertThat((Throwable) error).hasMessageContaining(failed.text);
        assertThat(taken()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(33));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FULL")
    void whatLastsIsToldAfterThirtySecondsWithoutALoginTimeout(Passing passing) {
        service.trouble = passing.trouble;
        service.up = Duration.ofDays(1);
        var error = refused("");
        assertThat((Throwable) error)
                .hasMessageContaining("paused or resuming")
                .hasMessageNotContaining("Timeout, 0 s");
        assertThat(error.getSQLState()).isEqualTo("08001");
        assertThat(taken()).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(36));
    }

    @Test
    void aHouseThatStaysFullIsToldAsThat() {
        service.trouble = Passing.FULL.trouble;
        service.up = Duration.ofDays(1);
        var error = refused("loginTimeout=10");
        assertThat((Throwable) error).isInstanceOf(SQLTransientConnectionException.class);
        assertThat(error.getSQLState()).isEqualTo("53400");
        assertThat(taken()).isBetween(Duration.ofSeconds(9), Duration.ofMillis(10_100));
    }

    @Test
    void aPlaceThatIsFreeForAMomentIsFound() throws SQLException {
        service.trouble = Passing.FULL.trouble;
        service.up = Duration.ofSeconds(5);
        connect("loginTimeout=10");
        assertThat(taken()).isLessThan(Duration.ofMillis(6400));
    }

    @Test
    void aRefusedSignInIsToldAtOnce() {
        service.trouble = () -> {
            throw ConnectingService.failure(Kind.UNAUTHORIZED, "AccessDeniedException", "no", 400, "r");
        };
        service.up = Duration.ofDays(1);
        assertThat(refused("loginTimeout=60").getSQLState()).isEqualTo("28000");
        assertThat(taken()).isLessThan(Duration.ofSeconds(1));
        assertThat(service.requests).hasSize(1);
    }

    @Test
    void aRefusalThatNobodyKnowsIsOneOfTheConnectionAndNotOfSql() {
        service.trouble = () -> {
            throw ConnectingService.failure(Kind.REJECTED, "ValidationException", "Something is wrong", 400, "r");
        };
        service.up = Duration.ofDays(1);
        var error = refused("loginTimeout=60");
        assertThat((Throwable) error).isInstanceOf(SQLNonTransientConnectionException.class);
        assertThat(error.getSQLState()).isEqualTo("08004");
        assertThat(taken()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void anAddressThatAnswersSomethingElseIsGivenUpSoon() {
        service.trouble = () -> {
            throw ConnectingService.failure(Kind.SERVICE, "UnexpectedAnswer", "HTML", 200, null);
        };
        service.up = Duration.ofDays(1);
        assertThat(refused("loginTimeout=60").getSQLState()).isEqualTo("08001");
        assertThat(taken()).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void anAddressThatNeverAnswersIsGivenUpAfterFifteenSeconds() {
        service.trouble = () -> {
            throw ConnectingService.failure(Kind.NETWORK, "Connection", "reset", 0, null);
        };
        service.up = Duration.ofDays(1);
        var error = refused("loginTimeout=60");
        assertThat(error.getSQLState()).isEqualTo("08001");
        assertThat((Throwable) error).hasMessageNotContaining("paused").hasMessageContaining("endpoint");
        assertThat(taken()).isBetween(Duration.ofSeconds(14), Duration.ofSeconds(22));
    }

    @Test
    void whatCameBeforeTheFirstRequestCounts() {
        service.trouble = Passing.FAILING.trouble;
        service.up = Duration.ofDays(1);
        var start = service.nanos();
        service.pass(Duration.ofSeconds(8));
        var error = catchThrowableOfType(SQLException.class, () -> connect("loginTimeout=10", start));
        assertThat((Throwable) error).isInstanceOf(SQLTimeoutException.class);
        assertThat(taken()).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_900));
    }

    @Test
    void theFirstAnswerIsNotRead() throws SQLException {
        service.trouble = Passing.FAILING.trouble;
        service.concernsResults = true;
        service.up = Duration.ofDays(1);
        connect("loginTimeout=10");
        assertThat(service.requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "30, 5", "9, 3", "2, 1", "1, 0"})
    void theServiceIsAskedToWaitForTheNewSession(int loginTimeout, int seconds) throws SQLException {
        connect("loginTimeout=" + loginTimeout);
        assertThat(service.waits).containsExactly(seconds);
    }

    @Test
    void theReadingOfTheFirstAnswerCountsTooWhereItMustTellWhichSchemasExist() {
        service.trouble = Passing.FAILING.trouble;
        service.concernsResults = true;
        service.up = Duration.ofDays(1);
        var error = refused("loginTimeout=10&currentSchema=sales");
        assertThat((Throwable) error).isInstanceOf(SQLTimeoutException.class);
        assertThat(error.getSQLState()).isEqualTo("08001");
        assertThat(taken()).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_900));
    }

    @Test
    void anInterruptEndsTheWaitForAPlace() {
        service.trouble = () -> {
            Thread.currentThread().interrupt();
            return Passing.FULL.trouble.meet();
        };
        service.up = Duration.ofDays(1);
        assertThat(refused("loginTimeout=60").getSQLState()).isEqualTo("57014");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(taken()).isLessThan(Duration.ofSeconds(1));
    }
}
