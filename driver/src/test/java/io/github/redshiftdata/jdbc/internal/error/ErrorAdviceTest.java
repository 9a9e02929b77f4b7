package io.github.redshiftdata.jdbc.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each error says what to do, and what is known of the request. */
class ErrorAdviceTest {

    private static final Set<Kind> MAY_BE_UNSENT =
            Set.of(Kind.NETWORK, Kind.UNREACHABLE, Kind.TIMED_OUT, Kind.INTERRUPTED, Kind.UNAUTHORIZED, Kind.REJECTED);

    private static String advice(ServiceFailure failure) {
        var message = ServiceErrors.of(failure, null, null).getMessage();
        return message.substring(message.indexOf(") ") + 2);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void noErrorIsWithoutAdvice(Kind kind) {
        for (var sent : new boolean[] {true, false}) {
            var advice = advice(new ServiceFailure(kind, "X", "what it says", sent ? 500 : 0, null, sent));
            assertThat(advice.replace("Nothing was sent. ", "")).hasSizeGreaterThan(20);
            assertThat(advice.startsWith("Nothing was sent. ")).isEqualTo(!sent && MAY_BE_UNSENT.contains(kind));
        }
    }

    /** A failure of the way, or of what gives out credentials, says itself what to do. */
    @Test
    void whatSaysWhatToDoIsToldNothingElse() {
        for (var kind : new Kind[] {Kind.UNREACHABLE, Kind.REJECTED, Kind.UNAUTHORIZED}) {
            var code = kind == Kind.UNAUTHORIZED ? ServiceFailure.CREDENTIALS_FAILED : "X";
            assertThat(advice(new ServiceFailure(kind, code, "it is closed. Open it.", 0, null, false)))
                    .isEqualTo("Nothing was sent.");
        }
        assertThat(advice(new ServiceFailure(Kind.UNAUTHORIZED, "X", "The token is invalid.", 400, null)))
                .startsWith("Check the AWS credentials");
    }

    @Test
    void aBrokenConnectionLeavesInTheOpenWhatWasSentOnly() {
        assertThat(advice(new ServiceFailure(Kind.NETWORK, "X", "x", 0, null, true)))
                .contains("not known");
        assertThat(advice(new ServiceFailure(Kind.NETWORK, "X", "x", 0, null, false)))
                .doesNotContain("not known");
    }

    @Test
    void aFailureOfTheServiceTellsOfAWarehouseThatSleeps() {
        assertThat(advice(new ServiceFailure(Kind.SERVICE, "X", "The cluster is paused", 500, null)))
                .startsWith("The warehouse may be paused or resuming. ")
                .contains("The service failed");
        assertThat(advice(new ServiceFailure(Kind.SERVICE, "X", "An internal error", 500, null)))
                .startsWith("The service failed");
        assertThat(advice(new ServiceFailure(Kind.SERVICE, ServiceFailure.UNEXPECTED_ANSWER, "x", 200, null)))
                .startsWith("The answer says nothing");
    }

    @Test
    void aSignInThatTookTooLongIsNotALimitOfTheRequest() {
        assertThat(advice(
                        new ServiceFailure(Kind.TIMED_OUT, ServiceFailure.CREDENTIALS_TIMED_OUT, "x", 0, null, false)))
                .contains("Sign in");
        assertThat(advice(new ServiceFailure(Kind.TIMED_OUT, "X", "x", 0, null, true)))
                .contains("The time limit ended");
    }

    @Test
    void anUnreadableResultSaysThatTheStatementHasEnded() {
        var failure = new ServiceFailure(Kind.SERVICE, ServiceFailure.UNEXPECTED_ANSWER, "x", 200, "r");
        assertThat((Throwable) ServiceErrors.ofUnreadableResult(failure, "s", null))
                .hasMessageContaining("The statement has ended")
                .hasMessageEndingWith("[statement id s] [request id r]")
                .extracting("SQLState")
                .isEqualTo("58000");
    }

    @ParameterizedTest
    @CsvSource({"connection,08003", "statement,24000", "result set,24000"})
    void theStateTellsAClosedConnectionFromAClosedCursor(String what, String state) {
        assertThat((Throwable) Errors.closed(what))
                .hasMessageContaining(what)
                .extracting("SQLState")
                .isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {"~~,true,false", "~  ~,true,false", "~ERROR: x~,false,false"})
    void aFailureWithoutTextMayBeALostConnectionButEndsNoSession(String text, boolean lost, boolean ends) {
        assertThat(DatabaseErrors.isOfLostConnection(text)).isEqualTo(lost);
        assertThat(DatabaseErrors.endsSession(text)).isEqualTo(ends);
        assertThat(DatabaseErrors.wasNeverSent(text)).isFalse();
    }

    @Test
    void aFailureWithoutTextIsToldByASentence() {
        for (var text : new String[] {null, "", " \n"}) {
            assertThat((Throwable) DatabaseErrors.of(text, false, "s", null, null))
                    .hasMessage("The statement failed; the service gives no reason. [statement id s]");
            assertThat((Throwable) DatabaseErrors.of(text, true, "s", null, null))
                    .hasMessage("The statement was cancelled; the service says no more. [statement id s]");
            assertThat(DatabaseErrors.wasNeverSent(text)).isFalse();
            assertThat(DatabaseErrors.endsSession(text)).isFalse();
            assertThat(DatabaseErrors.isOfLostConnection(text)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ERROR: connection to server was reset by peer | true",
                "ERROR: terminating connection due to administrator command | true",
                "ERROR: connection closed for today, says the user | false",
                "ERROR: division by zero | false",
                "FATAL: something else | true",
                "FATAL: database \"d\" does not exist | false",
                "could not connect to server | true",
            })
    void aSessionEndsWithItsConnectionAndNotByWordsOfTheUser(String text, boolean ends) {
        assertThat(DatabaseErrors.endsSession(text)).isEqualTo(ends);
    }

    @Test
    void anErrorNamesTheIdsThatThereAre() {
        var failure = new ServiceFailure(Kind.QUOTA, "X", "What it says.", 400, null);
        assertThat(ServiceErrors.of(failure, null, null).getMessage()).endsWith("use fewer.");
        assertThat((Throwable) Errors.ofDatabase("00000", "x" + Reference.of(null, "r"), null))
                .hasMessage("x [request id r]");
    }

    @Test
    void onlyAnErrorThatSaysSoLeavesTheOutcomeOpen() {
        for (var doubt : List.of(
                Doubt.of("x", null),
                Doubt.ofCommit("x", null),
                Doubt.ofCancelled("x", null),
                Doubt.ofTimedOut("x", null))) {
            assertThat(Doubt.isIn(doubt)).isTrue();
        }
        assertThat(Doubt.isIn(Errors.of(SqlState.SYSTEM_ERROR, "x"))).isFalse();
        assertThat(Doubt.isIn(new SQLException("x", "58000", 2))).isFalse();
    }

    @Test
    void everyStateHasFiveCharactersAndAMeaning() {
        assertThat(SqlState.values()).allSatisfy(state -> {
            assertThat(state.code()).matches("[0-9A-Z]{5}");
            assertThat(state.meaning()).isNotBlank();
        });
        assertThat(SqlState.values()).extracting(SqlState::code).doesNotHaveDuplicates();
    }

    @Test
    void aMissingFeatureIsNoReasonToThrowAConnectionAway() {
        assertThat((Throwable) Errors.unsupported("Arrays"))
                .hasMessage("Arrays is not supported by this driver.")
                .extracting("SQLState")
                .isEqualTo("0AR00");
    }
}
