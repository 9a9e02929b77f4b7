package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.auth.CredentialsFailedException;
import io.github.redshiftdata.jdbc.internal.auth.NoWayException;
import io.github.redshiftdata.jdbc.internal.auth.WayFailure;
import io.github.redshiftdata.jdbc.internal.error.Causes;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What an exception means, by what is known of the way of its request. */
class FailureClassifierTest {

    private static final String PLACE = "https://data.example.com";
    private final FailureClassifier failures = new FailureClassifier(PLACE);

    private static Throwable wrapped(Throwable cause) {
        return SdkClientException.create("Unable to execute HTTP request", cause);
    }

    static Stream<Arguments> unsent() {
        return Stream.of(
                Arguments.of(new ConnectException("Connection refused"), "Connection refused"),
                Arguments.of(new NoRouteToHostException(), "NoRouteToHostException"),
                Arguments.of(new SSLException("no trust"), "no trust"),
                Arguments.of(new SocketException(" "), "SocketException"),
                Arguments.of(
                        new NoWayException(
                                new WayFailure("it is not known here", "Check it."), new SSLException("no trust")),
                        "it is not known here. Check it."));
    }

    @ParameterizedTest
    @MethodSource("unsent")
    void whatKeepsARequestFromLeavingIsAnAddressThatCannotBeReached(IOException cause, String reason) {
        var failure = classified(wrapped(cause), new Transmission());
        assertThat(failure)
                .isEqualTo(new ServiceFailure(
                        Kind.UNREACHABLE, "Unreachable", "cannot connect to " + PLACE + ": " + reason, 0, null, false));
    }

    @Test
    void aFaultOfTheProgramThatLeavesNothingIsARefusal() {
        assertThat(classified(new IllegalArgumentException("no region"), new Transmission()))
                .isEqualTo(new ServiceFailure(Kind.REJECTED, "IllegalArgumentException", "no region", 0, null, false));
        assertThat(classified(new NullPointerException(), new Transmission()).message())
                .isEqualTo("NullPointerException");
    }

    @Test
    void whatBreaksOnTheWayMayBeDone() throws IOException {
        assertThat(classified(wrapped(new SocketException("Connection reset")), sent()))
                .isEqualTo(new ServiceFailure(
                        Kind.NETWORK, "Connection", "no whole answer from " + PLACE + ": Connection reset", 0, null));
        assertThat(classified(new IllegalStateException("odd"), sent()))
                .isEqualTo(new ServiceFailure(
                        Kind.SERVICE,
                        "IllegalStateException",
                        "no answer from " + PLACE + " could be taken: odd",
                        0,
                        null));
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of(new OutOfMemoryError(), "the answer does not fit into the memory of this JVM"),
                Arguments.of(
                        wrapped(AnswerSize.ExceededException.beyond(32L << 20)),
                        "the answer is larger than 32 MB, which no answer of the service is"),
                Arguments.of(
                        wrapped(new IOException(new ProtocolException("what is this"))),
                        "the answer is not HTTP; is this the address of the Redshift Data API?"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatCannotBeTakenForAnAnswerIsSaid(Throwable thrown, String what) throws IOException {
        assertThat(classified(thrown, sent()))
                .isEqualTo(new ServiceFailure(
                        Kind.SERVICE, ServiceFailure.UNEXPECTED_ANSWER, PLACE + ": " + what, 200, null));
    }

    /** What a proxy asks for or forbids stays so; what it cannot reach may come back. */
    @ParameterizedTest
    @CsvSource({
        "407, REJECTED, asks for a user and a password",
        "403, REJECTED, opens no connection to the service",
        "502, UNREACHABLE, opens no connection to the service"
    })
    void anAnswerToARequestThatWasNotSentIsOfAProxy(int status, Kind kind, String said) throws IOException {
        var answer = AwsServiceException.builder().statusCode(status).build();
        var failure = classified(answer, new Transmission());
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.sent()).isFalse();
        assertThat(failure.code()).isEqualTo("HTTP " + status);
        assertThat(failure.message()).startsWith("cannot connect to " + PLACE + ": the proxy on the way " + said);
        assertThat(classified(answer, sent()).sent()).isTrue();
    }

    @Test
    void anAnswerThatLacksItsMembersKeepsItsRequestId() throws IOException {
        var thrown = wrapped(new UnexpectedAnswerException("the answer lacks the Id", "r-1"));
        assertThat(classified(thrown, sent()))
                .isEqualTo(new ServiceFailure(
                        Kind.SERVICE,
                        ServiceFailure.UNEXPECTED_ANSWER,
                        PLACE + ": the answer lacks the Id",
                        200,
                        "r-1"));
    }

    @Test
    void anAnswerOfWhichTheSdkMakesNothingIsOfAnotherForm() throws IOException {
        var answered = sent();
        answered.answered();
        assertThat(classified(new IllegalArgumentException("no number"), answered)
                        .message())
                .isEqualTo(PLACE + ": the answer is not of the form that it must have");
        assertThat(classified(wrapped(new IOException("cut")), answered).kind()).isEqualTo(Kind.NETWORK);
        assertThat(classified(AbortedException.create("Thread was interrupted"), answered)
                        .kind())
                .isEqualTo(Kind.INTERRUPTED);
        assertThat(Thread.interrupted()).isTrue();
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of(Transmission.End.TIME_LIMIT, Kind.TIMED_OUT, "no answer in time from " + PLACE),
                Arguments.of(Transmission.End.CALLER, Kind.INTERRUPTED, "interrupted while asking " + PLACE),
                Arguments.of(
                        Transmission.End.READER, Kind.NETWORK, "no whole answer from " + PLACE + ": Socket closed"),
                Arguments.of(
                        Transmission.End.NOBODY, Kind.NETWORK, "no whole answer from " + PLACE + ": Socket closed"));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void whoEndedARequestIsTheReasonNotTheClosedSocket(Transmission.End by, Kind kind, String message)
            throws IOException {
        var transmission = sent();
        transmission.end(by);
        var failure = classified(wrapped(new SocketException("Socket closed")), transmission);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.message()).isEqualTo(message);
        assertThat(failure.sent()).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anInterruptIsTheReasonOfWhatFailsBeforeAnythingIsSent() throws IOException {
        var inVain = wrapped(new IOException("no connection"));
        Thread.currentThread().interrupt();
        assertThat(classified(inVain, new Transmission()).kind()).isEqualTo(Kind.INTERRUPTED);
        assertThat(classified(inVain, sent()).kind()).isEqualTo(Kind.NETWORK);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(classified(inVain, new Transmission()).kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(classified(wrapped(new InterruptedException()), sent()).kind())
                .isEqualTo(Kind.INTERRUPTED);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aClientThatIsClosedIsTheReasonForAll() throws IOException {
        var thrown = wrapped(new IOException("pool"));
        var unsent = failures.classify(thrown, new Transmission(), true).failure();
        assertThat(unsent.isClosed()).isTrue();
        assertThat(unsent.kind()).isEqualTo(Kind.REJECTED);
        assertThat(unsent.message()).isEqualTo("the connection is closed: " + PLACE + " was not asked");
        assertThat(unsent.mayBeDone()).isFalse();
        var sent = failures.classify(thrown, sent(), true).failure();
        assertThat(sent.isClosed()).isTrue();
        assertThat(sent.message()).isEqualTo("the connection was closed before the answer of " + PLACE + " came");
        assertThat(sent.mayBeDone()).isTrue();
    }

    @Test
    void theHttpClientSaysOfItsEndThatItIsShutDown() throws IOException {
        assertThat(classified(wrapped(new IllegalStateException("Connection pool shut down")), sent())
                        .isClosed())
                .isTrue();
        assertThat(classified(wrapped(new IllegalStateException("Connection pool full")), sent())
                        .isClosed())
                .isFalse();
        assertThat(classified(wrapped(new IOException("was shut down")), sent()).isClosed())
                .isFalse();
        assertThat(classified(new IllegalStateException((String) null), sent()).isClosed())
                .isFalse();
    }

    @Test
    void aClientThatCannotBeMadeIsWantOfCredentialsOrARefusal() {
        var without = new CredentialsFailedException("no such class", new ClassNotFoundException("x.Y"));
        assertThat(failures.classify(new IllegalStateException(without)).failure())
                .isEqualTo(new ServiceFailure(
                        Kind.UNAUTHORIZED, ServiceFailure.CREDENTIALS_FAILED, "no such class", 0, null, false));
        assertThat(failures.classify(new IllegalStateException("odd")).failure().kind())
                .isEqualTo(Kind.REJECTED);
    }

    @Test
    void credentialsFromAHostThatIsNotKnownCanComeLater() {
        var failed = new CredentialsFailedException("no credentials", new UnknownHostException("sts"));
        assertThat(failures.withoutCredentials(failed).failure().kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failures.withoutCredentials(failed).failure().sent()).isFalse();
    }

    @Test
    void limitsThatEndBeforeARequestLeavesNameWhatWasWaitedFor() {
        var cause = new TimeoutException();
        assertThat(failures.tooLate(Duration.ofMillis(-5)).failure())
                .isEqualTo(new ServiceFailure(
                        Kind.TIMED_OUT,
                        ServiceFailure.NO_TIME_LEFT,
                        "no time was left to ask " + PLACE + " (PT-0.005S)",
                        0,
                        null,
                        false));
        assertThat(failures.notReady(cause).failure().code()).isEqualTo(ServiceFailure.NO_TIME_LEFT);
        assertThat(failures.signInTooSlow("profile p", Duration.ofMillis(1500), cause)
                        .failure())
                .isEqualTo(new ServiceFailure(
                        Kind.TIMED_OUT,
                        ServiceFailure.CREDENTIALS_TIMED_OUT,
                        "the sign-in (profile p) did not answer within 1.5 s",
                        0,
                        null,
                        false));
    }

    @Test
    void theLastOfManyRequestsWithoutAnAnswerIsToldAsSilence() {
        for (var sent : new boolean[] {true, false}) {
            var last = failures.timedOut(new TimeoutException(), sent);
            var silence = failures.silent(last);
            assertThat(silence.failure())
                    .isEqualTo(new ServiceFailure(
                            Kind.TIMED_OUT, ServiceFailure.SILENCE, "no answer in time from " + PLACE, 0, null, sent));
            assertThat(silence).hasCause(last);
        }
    }

    @Test
    void whatTheThreadOfACallThrewIsPassedOn() throws IOException {
        var known = failures.tooLate(Duration.ZERO);
        assertThat(failures.ofAnotherThread(known, sent(), false)).isSameAs(known);
        assertThat(failures.ofAnotherThread(new IOException("cut"), sent(), false)
                        .failure()
                        .kind())
                .isEqualTo(Kind.NETWORK);
        assertThat(failures.ofAnotherThread(null, sent(), true).failure().isClosed())
                .isTrue();
    }

    @Test
    void whatNobodyThoughtOfMayBeDone() {
        assertThat(failures.unforeseen(new IllegalStateException("odd")).failure())
                .isEqualTo(new ServiceFailure(Kind.SERVICE, "IllegalStateException", "odd", 0, null));
    }

    @Test
    void causesThatGoRoundInACircleEnd() {
        var one = new IllegalStateException("one");
        var other = new IllegalStateException("other", one);
        one.initCause(other);
        assertThat(Causes.find(one, IOException.class)).isEmpty();
        assertThat(Causes.find(one, cause -> "other".equals(cause.getMessage())))
                .contains(other);
    }

    private ServiceFailure classified(Throwable thrown, Transmission transmission) {
        var exception = failures.classify(thrown, transmission, false);
        assertThat(exception).hasCause(thrown);
        return exception.failure();
    }

    private static Transmission sent() throws IOException {
        var transmission = new Transmission();
        transmission.leaving();
        return transmission;
    }
}
