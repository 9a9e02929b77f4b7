package io.github.redshiftdata.jdbc.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only sentences of the service count, never a word of the user's that it repeats in one of them. */
class ReasonTest {

    private static ServiceFailure failure(String message) {
        return new ServiceFailure(Kind.REJECTED, "ValidationException", message, 400, "r", true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WaitTimeSeconds is not supported by this endpoint",
                "Unknown parameter in input: \"WaitTimeSeconds\"",
                "Unknown parameter in input: \"WaitTimeSeconds\", must be one of: Id",
                "1 validation error detected: Value '30' at 'waitTimeSeconds' failed to satisfy constraint: Member must have"
                        + " value less than or equal to 20",
                "Unexpected member: waitTimeSeconds"
            })
    void aWaitThatIsNotLikedIsKnown(String message) {
        assertThat(failure(message).reason()).isEqualTo(Reason.WAIT_UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SessionKeepAliveSeconds cannot be specified with SessionId.",
                "SessionId and SessionKeepAliveSeconds cannot be used together",
                "Unexpected member: sessionKeepAliveSeconds",
                "1 validation error detected: Value '600' at 'sessionKeepAliveSeconds' failed to satisfy constraint: no"
            })
    void anIdleTimeThatIsNotLikedIsKnown(String message) {
        assertThat(failure(message).reason()).isEqualTo(Reason.KEEP_ALIVE_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ExecutionMode is not supported by this endpoint",
                "Unknown parameter in input: \"ExecutionMode\"",
                "Unknown parameter in input: \"ExecutionMode\", must be one of: Sqls",
                "1 validation error detected: Value 'AUTO_COMMIT' at 'executionMode' failed to satisfy constraint: Member"
                        + " must satisfy enum value set: [TRANSACTION]",
                "Unexpected member: executionMode"
            })
    void aModeThatIsNotKnownIsKnown(String message) {
        assertThat(failure(message).reason()).isEqualTo(Reason.EXECUTION_MODE_UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Session is not available",
                "Session is not available.",
                "Session with Id: 7a0b1c2d-0000-0000-0000-123456789012 is invalid",
                "Session session-1 is busy",
                "The session is in use by another statement",
                "Session with Id: 12 does not exist",
                "Session 12 doesn't exist.",
                "Session ID 7a0b1c2d-0000-0000-0000-123456789012 is not valid",
                "The specified session has expired",
                "Session '7a0b1c2d-0000-0000-0000-123456789012' is closed",
                "The session with id 7a0b1c2d-0000-0000-0000-123456789012 was not found.",
                "SessionId 7a0b1c2d-0000-0000-0000-123456789012 is unknown",
                "Invalid session id: 7a0b1c2d-0000-0000-0000-123456789012",
                "Session 12 has a statement that is still running",
                "Another statement is running in session 7a0b1c2d-0000-0000-0000-123456789012",
                "A query is already in progress in this session"
            })
    void aSessionThatIsBusyOrGoneIsKnown(String message) {
        assertThat(failure(message).reason()).isEqualTo(Reason.SESSION_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Could not cancel a query that is already in FINISHED state with ID: 7a0b1c2d-0000-0000-0000-123456789012",
                "Could not cancel a query that is already in ABORTED state"
            })
    void aStatementThatEndedIsKnown(String message) {
        assertThat(failure(message).reason()).isEqualTo(Reason.ENDED_ALREADY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 validation error detected: Value 'select waittimeseconds from t' at 'sql' failed to satisfy constraint:"
                        + " Member must have length less than or equal to 100000",
                "1 validation error detected: Value 'session is not available' at 'statementName' failed to satisfy"
                        + " constraint: Member must have length less than or equal to 500",
                "2 validation errors detected: Value 'a session that was closed' at 'sql' failed; Value 'x' at 'id' failed",
                "Parameters list contains unused parameters. Unused parameters: [session_expired, waittimeseconds]",
                "Database \"session is invalid\" is not one",
                "Session keep alive 'session is closed' is not a number",
                "Cluster session-closed is not there: 'session expired'",
                "Cluster 'waittimeseconds' is paused",
                "1 validation error detected: Value 'select executionmode from t' at 'sqls' failed to satisfy constraint:"
                        + " Member must have length less than or equal to 100000",
                "Parameters list contains unused parameters. Unused parameters: [executionmode]",
                "Value 'could not cancel a query that is already in FINISHED state' at 'sql' failed to satisfy constraint"
            })
    void whatTheUserWroteIsNoRefusalOfTheKind(String message) {
        assertThat(failure(message).reason())
                .isNotIn(
                        Reason.WAIT_UNSUPPORTED,
                        Reason.KEEP_ALIVE_REFUSED,
                        Reason.EXECUTION_MODE_UNSUPPORTED,
                        Reason.SESSION_UNAVAILABLE,
                        Reason.ENDED_ALREADY);
    }

    @Test
    void aMessageOfAnyLengthIsJudged() {
        assertThat(failure("Session " + "a ".repeat(50_000) + "is not available")
                        .reason())
                .isEqualTo(Reason.SESSION_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ActiveSessionsExceededException", "ActiveStatementsExceededException"})
    void sessionsThatAreUsedUpAreToldFromStatementsThatAre(String code) {
        var failure = new ServiceFailure(Kind.QUOTA, code, "Too many of them.", 400, "r", true);
        assertThat(failure.reason()).isEqualTo(code.contains("Sessions") ? Reason.SESSIONS_USED_UP : Reason.OTHER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Session is not available | SESSION_UNAVAILABLE", "Query does not exist. | OTHER"})
    void aSessionThatIsNotFoundIsToldFromAnythingElse(String message, Reason reason) {
        var failure = new ServiceFailure(Kind.NOT_FOUND, "ResourceNotFoundException", message, 400, "r", true);
        assertThat(failure.reason()).isEqualTo(reason);
    }
}
