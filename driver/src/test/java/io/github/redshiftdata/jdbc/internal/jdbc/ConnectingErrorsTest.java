package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.EmbeddedEndpoint;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeTime;
import io.github.redshiftdata.jdbc.internal.exec.call.Login;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a failure of the connecting statement is told: as one of the connection, with what can be done about it. */
class ConnectingErrorsTest {

    private static final List<String> ANSWER = Arrays.asList("me", "dev", "public", "PostgreSQL 8.0.2");

    private final FakeTime time = new FakeTime();
    private int asked;

    private static DriverConfig config(String parameters) {
        var url = "jdbc:redshift-data://reports:eu-west-1/dev?serverless=true" + parameters;
        try {
            return ConfigReader.read(url, new Properties(), 0, EmbeddedEndpoint.onTheClassPath());
        } catch (ConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    private void prove(DriverConfig config, SQLException failure, int times) throws SQLException {
        var identity = new ServerIdentity(
                (sql, timeout) -> {
                    if (asked++ < times) {
                        throw failure;
                    }
                    return List.of(ANSWER);
                },
                config.loginTimeout());
        new Connecting(identity, config, new Login(config.loginTimeout(), time.nanos(), time.clock())).prove();
    }

    private SQLException told(String parameters, SQLException failure) {
        return catchThrowableOfType(SQLException.class, () -> prove(config(parameters), failure, Integer.MAX_VALUE));
    }

    private static SQLException of(Kind kind, String code, int status, String requestId, SQLException told) {
        return (SQLException) told.initCause(new DataApiException(
                new ServiceFailure(kind, code, "No.", status, requestId), new IllegalStateException("No.")));
    }

    @Test
    void anAnswerIsAConnection() throws SQLException {
        prove(config(""), new SQLException("no", "57P03"), 0);
        assertThat(asked).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"57P03", "57P01", "08006", "53300"})
    void aDatabaseThatIsNotUpIsAskedAgain(String state) throws SQLException {
        prove(config(""), new SQLException("not now", state), 3);
        assertThat(asked).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"58000, 08001", "08000, 08001", "28000, 28000", "3D000, 3D000", "42501, 42501"})
    void whatDoesNotPassIsToldAtOnce(String state, String told) {
        assertThat(told("", new SQLException("no", state)).getSQLState()).isEqualTo(told);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void whatIsAboutTheSettingsIsToldAsItIs() {
        var failure = new SQLException("no such database", "3D000");
        assertThat((Throwable) told("", failure)).isSameAs(failure);
    }

    @Test
    void anAnswerThatMeansNothingIsToldAsNone() {
        for (var failure : List.of(new SQLException("none", "58000"), new SQLException("none", "02000"))) {
            assertThat((Throwable) told("", failure))
                    .isInstanceOf(SQLNonTransientConnectionException.class)
                    .hasMessageContaining("the answer to its first statement is none")
                    .hasCause(failure);
        }
    }

    @Test
    void aFailureOfTheServiceThatMayPassIsNoAnswerThatMeansNothing() {
        var error = told("", new SQLTransientException("failed", "58000"));
        assertThat(error.getSQLState()).isEqualTo("08001");
        assertThat((Throwable) error).hasMessageContaining("could not be made").hasMessageContaining("paused");
    }

    @Test
    void aRefusalIsOneOfTheConnection() {
        for (var kind : List.of(Kind.REJECTED, Kind.NOT_FOUND)) {
            var error = told("", of(kind, "ValidationException", 400, "r", new SQLException("no", "42000")));
            assertThat(error.getSQLState()).isEqualTo("08004");
            assertThat((Throwable) error).hasMessageStartingWith("The connection was refused. ");
        }
    }

    @Test
    void aRefusalThatNamesTheConnectionOrTheSignInIsToldAsItIs() {
        for (var state : List.of("08003", "28000")) {
            var failure = of(Kind.REJECTED, "ValidationException", 400, "r", new SQLException("no", state));
            assertThat((Throwable) told("", failure)).isSameAs(failure);
        }
    }

    @Test
    void aHouseThatStaysFullIsToldAsThat() {
        var failure = of(Kind.QUOTA, "ActiveSessionsExceededException", 400, "r", new SQLException("full", "53400"));
        assertThat((Throwable) told("&loginTimeout=5", failure)).isSameAs(failure);
        assertThat(asked).isGreaterThan(3);
    }

    @Test
    void whereNothingAnsweredTheWayIsToBeLookedAt() {
        var error = told("", of(Kind.NETWORK, "Connection", 0, null, new SQLException("reset", "08000")));
        assertThat(error.getSQLState()).isEqualTo("08001");
        assertThat((Throwable) error)
                .hasMessageContaining("Check region, endpoint, proxy")
                .hasMessageNotContaining("paused");
    }

    @Test
    void whereAGatewayAnsweredTheWarehouseMayBePaused() {
        var error = told("", of(Kind.SERVICE, "HTTP 503", 503, null, new SQLException("503", "08000")));
        assertThat((Throwable) error).hasMessageContaining("may be paused");
    }

    // ---------------------------------------------------------------- time

    @Test
    void theLoginTimeoutIsToldByItsName() {
        var error = told("&loginTimeout=10", new SQLException("not now", "57P03"));
        assertThat((Throwable) error)
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessageContaining("within loginTimeout, 10 s.")
                .hasMessageContaining("not now The warehouse may be paused");
        assertThat(error.getSQLState()).isEqualTo("08001");
    }

    @Test
    void withoutOneTheQueryTimeoutIsToldByItsName() {
        var error = told("&queryTimeout=7", new SQLTimeoutException("late", "57014"));
        assertThat((Throwable) error)
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessageContaining("within queryTimeout, 7 s. Raise it");
    }

    @Test
    void aTimeoutThatTheServiceTellsIsNotThatOfTheUser() {
        var failure = of(Kind.REJECTED, "QueryTimeoutException", 400, "r", new SQLTimeoutException("late", "57014"));
        var error = told("&queryTimeout=7", failure);
        assertThat((Throwable) error).hasMessageNotContaining("queryTimeout");
        assertThat(error.getSQLState()).isEqualTo("08001");
    }

    @Test
    void aTimeoutWithoutAnyLimitIsAConnectionThatWasNotMade() {
        var error = told("", new SQLTimeoutException("late", "57014"));
        assertThat(error.getSQLState()).isEqualTo("08001");
        assertThat((Throwable) error).hasMessageContaining("could not be made");
    }

    @Test
    void beforeAnythingWasSentThatIsSaid() {
        var login = new Login(Duration.ofSeconds(3), time.nanos(), time.clock());
        var cause = new DataApiException(
                new ServiceFailure(Kind.TIMED_OUT, "Late", "no client in time", 0, null), new IllegalStateException());
        assertThat((Throwable) Connecting.tooSlow(config(""), login, cause))
                .hasMessageContaining("within loginTimeout, 3 s. Nothing was sent: no client in time.")
                .hasCause(cause);
    }

    @Test
    void anInterruptEndsTheTries() {
        Thread.currentThread().interrupt();
        try {
            var error = told("&loginTimeout=10", new SQLException("not now", "57P03"));
            assertThat(error.getSQLState()).isEqualTo("57014");
            assertThat((Throwable) error).hasMessageContaining("interrupted while it waited for a connection. not now");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void anyOtherErrorIsToldAsItIs() {
        var failure = new SQLNonTransientException("strange", "XX000");
        assertThat((Throwable) told("", failure)).isSameAs(failure);
        assertThat((Throwable) told("", new SQLException((String) null))).isInstanceOf(SQLException.class);
    }

    // ---------------------------------------------------------------- who the server says we are

    @Test
    void theServerIsAskedOnceWithTheLoginTimeout() throws SQLException {
        var timeouts = new ArrayList<Duration>();
        var identity = new ServerIdentity(
                (sql, timeout) -> {
                    timeouts.add(timeout);
                    return List.of(Arrays.asList("me", "dev", null, null));
                },
                Duration.ofSeconds(9));
        assertThat(identity.needsStatement()).isTrue();
        var answer = identity.get();
        assertThat(answer).isEqualTo(new ServerIdentity.Answer("me", null));
        assertThat(identity.get()).isSameAs(answer);
        assertThat(identity.needsStatement()).isFalse();
        assertThat(timeouts).containsExactly(Duration.ofSeconds(9));
    }
}
