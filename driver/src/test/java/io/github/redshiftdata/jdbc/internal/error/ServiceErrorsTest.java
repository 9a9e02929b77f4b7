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
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Redshift endpoint doesn't exist in this region.",
                "Cluster is paused",
                "The cluster is being resumed",
                "Workgroup 'etl' is not currently available",
                "Cluster 'a' cannot be used: it is resizing",
            })
    void aWarehouseThatIsNotUpIsNoSyntaxError(String text) {
        var exception = of(Kind.REJECTED, text);
        assertThat(exception.getSQLState()).isEqualTo("08001");
        assertThat((Throwable) exception).hasMessageContaining("may be paused or resuming");
        assertThat(of(Kind.SERVICE, "FATAL: cluster is being resized").getMessage())
                .contains("may be paused or resuming");
    }

    /** The service repeats what it refuses, be it a name or a whole statement. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Value 'paused' at 'database' failed",
                "1 validation error detected: Value 'select 'active statements' as \"too large\"' at 'sql' failed to satisfy"
                        + " constraint: Member must not be so",
                "1 validation error detected: Value 'session is not available' at 'sql' failed to satisfy constraint",
                "1 validation error detected: Value 'x\nsession with id 'y' of a cluster that is paused' at 'sql' failed",
                "Database 'could not cancel a query' is not one",
                "Schema \"username and password in secret\" is not one",
            })
    void aNameOrStatementThatSoundsLikeItIsNone(String text) {
        assertThat(of(Kind.REJECTED, text).getSQLState()).isEqualTo("42000");
    }

    @Test
    void theServicesOwnWordsCountBesideWhatItRepeats() {
        assertThat(of(
                                Kind.REJECTED,
                                "1 validation error detected: Value 'select 'x'' at 'sql' failed to satisfy constraint:"
                                        + " Member must have length less than or equal to 100000")
                        .getSQLState())
                .isEqualTo("54000");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP 302, REJECTED, 302, 08001",
        "HTTP 407, REJECTED, 407, 08001",
        "HTTP 413, REJECTED, 413, 08001",
        "HTTP 404, REJECTED, 404, 08001",
        "UnknownOperationException, REJECTED, 400, 08001",
        "SerializationException, REJECTED, 400, 08001",
        "UnexpectedAnswer, SERVICE, 200, 08000",
        "QueryTimeoutException, REJECTED, 400, 57014",
        "ValidationException, REJECTED, 400, 42000",
    })
    void onlyAValidationOfTheServiceIsAnErrorOfTheStatement(String code, Kind kind, int status, String state) {
        var failure = new ServiceFailure(kind, code, "x", status, null);
        assertThat(ServiceErrors.of(failure, null, null).getSQLState()).isEqualTo(state);
    }

    @Test
    void aRequestThatWasRefusedUnsentIsNoErrorOfTheStatement() {
        var failure = new ServiceFailure(Kind.REJECTED, "ValidationException", "x", 0, null, false);
        assertThat(ServiceErrors.of(failure, null, null).getSQLState()).isEqualTo("08001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ValidationException | Cluster is paused | true",
                "ValidationException | Redshift endpoint doesn't exist in this region. | true",
                "QueryTimeoutException | x | true",
                "ValidationException | x | false",
                "ValidationException | Value 'cluster is paused' at 'sql' failed | false",
            })
    void aRefusalMayPassIfTheWarehouseSleepsOrIsBusy(String code, String text, boolean mayPass) {
        assertThat(ServiceErrors.mayPass(new ServiceFailure(Kind.REJECTED, code, text, 400, null)))
                .isEqualTo(mayPass);
    }

    @Test
    void onlyTheFirstLineOfATextTellsOfSleepInItsOwnWords() {
        assertThat(Reason.tellsOfAnAbsentWarehouse("\n The cluster is being resized\n  Detail: x"))
                .isTrue();
        assertThat(Reason.tellsOfAnAbsentWarehouse("ERROR: x\n  Detail: the cluster is paused"))
                .isFalse();
        assertThat(Reason.tellsOfAnAbsentWarehouse("ERROR: relation \"cluster is paused\" does not exist"))
                .isFalse();
        assertThat(Reason.tellsOfAnAbsentWarehouse("")).isFalse();
    }

    @Test
    void aClosedClientIsAClosedConnection() {
        var unsent = new ServiceFailure(Kind.REJECTED, ServiceFailure.CLOSED, "x", 0, null, false);
        var sent = new ServiceFailure(Kind.NETWORK, ServiceFailure.CLOSED, "x", 0, null, true);
        assertThat(ServiceErrors.of(unsent, null, null).getSQLState()).isEqualTo("08003");
        assertThat((Throwable) ServiceErrors.of(sent, "s", null))
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .hasMessageContaining("not known")
                .extracting("SQLState")
                .isEqualTo("08003");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nothingWasSentIsSaidOfNothingThatWas(Kind kind) {
        var sent = new ServiceFailure(kind, "X", "x", 0, null, true);
        var later = new ServiceFailure(kind, "X", "x", 0, null, false);
        assertThat(ServiceErrors.of(sent, null, null).getMessage()).doesNotContain("Nothing was sent");
        // The request was not, but the statement had been.
        assertThat(ServiceErrors.of(later, "stmt-1", null).getMessage()).doesNotContain("Nothing was sent");
    }

    @Test
    void aFailedSignInSaysThatNothingWasSent() {
        for (var kind : new Kind[] {Kind.UNAUTHORIZED, Kind.UNREACHABLE, Kind.TIMED_OUT}) {
            var failure = new ServiceFailure(kind, ServiceFailure.CREDENTIALS_TIMED_OUT, "x", 0, null, false);
            assertThat(ServiceErrors.of(failure, null, null).getMessage()).contains("Nothing was sent");
        }
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

    private static SQLException of(Kind kind, String message) {
        return ServiceErrors.of(new ServiceFailure(kind, "X", message, 0, null), null, null);
    }
}
