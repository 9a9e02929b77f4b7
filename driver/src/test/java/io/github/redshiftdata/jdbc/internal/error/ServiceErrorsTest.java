package io.github.redshiftdata.jdbc.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, 53400",
        "QUOTA, 53400",
        "SERVICE, 58000",
        "NETWORK, 58000",
        "UNREACHABLE, 08001",
        "TIMED_OUT, 57014",
        "INTERRUPTED, 57014",
        "UNAUTHORIZED, 28000",
        "NOT_FOUND, 42704",
        "REJECTED, 42000",
    })
    void theKindGivesTheState(Kind kind, String state) {
        assertThat(of(kind, "x").getSQLState()).isEqualTo(state);
    }

    @Test
    void theClassTellsWhetherToTryAgain() {
        assertThat((Throwable) of(Kind.THROTTLED, "x")).isInstanceOf(SQLTransientConnectionException.class);
        assertThat((Throwable) of(Kind.SERVICE, "x")).isInstanceOf(SQLTransientConnectionException.class);
        assertThat((Throwable) of(Kind.UNREACHABLE, "x")).isInstanceOf(SQLTransientConnectionException.class);
        assertThat((Throwable) of(Kind.TIMED_OUT, "x")).isInstanceOf(SQLTimeoutException.class);
        assertThat(of(Kind.INTERRUPTED, "x").getClass()).isEqualTo(SQLException.class);
        assertThat((Throwable) of(Kind.UNAUTHORIZED, "x")).isInstanceOf(SQLInvalidAuthorizationSpecException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Session is not available | 08006 | Open a new connection",
                "Session with Id: 123 is invalid | 08006 | Open a new connection",
                "Redshift endpoint doesn't exist in this region. | 08001 | clusterIdentifier or workgroupName, and region",
                "Either ClusterIdentifier or WorkgroupName needs to be specified. | 08001 | Set clusterIdentifier",
                "username and password in secret cannot be empty | 28000 | secretArn",
                "Active statements exceeded the allowed quota (500). | 53400 | fewer at once",
                "Member must have length less than or equal to 100000 | 54000 | 100 kB",
                "Could not cancel a query that is already in FINISHED state with ID: 1 | 25000 | ended already",
                "Parameters list contains unused parameters. | 42000 | refused",
            })
    void aRejectionIsToldApartByItsWords(String text, String state, String advice) {
        var exception = of(Kind.REJECTED, text);

        assertThat(exception.getSQLState()).isEqualTo(state);
        assertThat((Throwable) exception).hasMessageContaining(text).hasMessageContaining(advice);
    }

    @Test
    void aWrongTargetIsNotWorthASecondTry() {
        assertThat((Throwable) of(Kind.REJECTED, "Redshift endpoint doesn't exist in this region."))
                .isInstanceOf(SQLNonTransientConnectionException.class);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theMessageHoldsAllThatIsKnown(Kind kind) {
        var cause = new IllegalStateException();
        var failure = new ServiceFailure(kind, "SomeException", "What it says.", 400, "req-1");

        assertThat((Throwable) ServiceErrors.of(failure, "stmt-1", cause))
                .hasMessageContaining("What it says. (SomeException)")
                .hasMessageEndingWith("[statement id stmt-1] [request id req-1]")
                .hasCause(cause);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aLostSessionIsALostConnection(Kind kind) {
        var failure = new ServiceFailure(kind, "X", "x", 0, null);

        assertThat((Throwable) ServiceErrors.of(failure, null, true, null))
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .extracting("SQLState")
                .isEqualTo("08006");
    }

    private static SQLException of(Kind kind, String message) {
        return ServiceErrors.of(new ServiceFailure(kind, "X", message, 0, null), null, null);
    }
}
