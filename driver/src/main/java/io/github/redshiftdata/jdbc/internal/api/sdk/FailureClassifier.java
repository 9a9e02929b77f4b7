package io.github.redshiftdata.jdbc.internal.api.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.auth.CredentialsFailedException;
import io.github.redshiftdata.jdbc.internal.auth.NoWayException;
import io.github.redshiftdata.jdbc.internal.auth.WayFailure;
import io.github.redshiftdata.jdbc.internal.error.Causes;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Says of every exception of the SDK what it means for the caller, and whether the request can have arrived. */
final class FailureClassifier {

    private static final int OK = 200;
    private static final int FIRST_SERVER_ERROR = 500;

    /**
     * Exceptions that mean the answer is not HTTP, by their simple names, which stay if the HTTP client is relocated.
     */
    private static final Set<String> NOT_HTTP =
            Set.of("ProtocolException", "ClientProtocolException", "UnsupportedHttpVersionException", "ParseException");

    private final String endpoint;

    /**
     * A classifier for one address.
     *
     * @param endpoint how messages name the address
     */
    FailureClassifier(String endpoint) {
        this.endpoint = endpoint;
    }

    /** The exception to throw if not even the client could be made. */
    DataApiException classify(RuntimeException thrown) {
        var credentials = Causes.find(thrown, CredentialsFailedException.class);
        return credentials.isPresent()
                ? withoutCredentials(credentials.get())
                : classify(thrown, new Transmission(), false);
    }

    /**
     * The exception to throw for one of the SDK's. Sets the thread's interrupt status if its interrupt was the reason.
     *
     * @param closed whether the client is closed by now
     */
    DataApiException classify(Throwable thrown, Transmission transmission, boolean closed) {
        if (thrown instanceof SdkServiceException answer) {
            var failure =
                    transmission.isSent() ? new ErrorAnswer(endpoint, answer).failure() : ofProxy(answer.statusCode());
            return new DataApiException(failure, thrown);
        }
        var told = Causes.find(thrown, UnexpectedAnswerException.class);
        if (told.isPresent()) {
            return unreadable(text(told.get()), told.get().requestId(), thrown);
        }
        var unexpected = unexpectedAnswer(thrown, transmission);
        if (unexpected != null) {
            return unreadable(unexpected, null, thrown);
        }
        var sent = transmission.isSent();
        if (closed || isShutDown(thrown)) {
            return closed(thrown, sent);
        }
        return switch (transmission.end()) {
            case TIME_LIMIT -> timedOut(thrown, sent);
            case CALLER -> new DataApiException(interrupt(sent), thrown);
            case NOBODY, READER ->
                isInterrupt(thrown, sent)
                        ? interrupted(thrown, sent)
                        : new DataApiException(sent ? broken(thrown) : unsent(thrown), thrown);
        };
    }

    /** A description of what came instead of an answer; null if nothing came, or the answer broke off. */
    private static @Nullable String unexpectedAnswer(Throwable thrown, Transmission transmission) {
        if (thrown instanceof OutOfMemoryError) {
            return "the answer does not fit into the memory of this JVM";
        }
        var tooLarge = Causes.find(thrown, AnswerSize.ExceededException.class);
        if (tooLarge.isPresent()) {
            return "the answer " + text(tooLarge.get());
        }
        if (Causes.find(thrown, FailureClassifier::isNoJson).isPresent()) {
            return "the answer is not whole JSON";
        }
        if (Causes.find(thrown, cause -> NOT_HTTP.contains(cause.getClass().getSimpleName()))
                .isPresent()) {
            return "the answer is not HTTP; is this the address of the Redshift Data API?";
        }
        var ownFault = Causes.find(thrown, IOException.class).isEmpty()
                && Causes.find(thrown, FailureClassifier::isInterruption).isEmpty();
        return transmission.isAnswered() && ownFault ? "the answer is not of the form that it must have" : null;
    }

    private static boolean isNoJson(Throwable cause) {
        return cause instanceof JsonProcessingException;
    }

    private ServiceFailure unsent(Throwable thrown) {
        var reason = Causes.find(thrown, NoWayException.class)
                .map(known -> known.failure().sentences())
                .or(() -> Causes.find(thrown, IOException.class).map(FailureClassifier::text));
        return reason.isPresent()
                ? unsent(Kind.UNREACHABLE, "Unreachable", "cannot connect to " + endpoint + ": " + reason.get())
                : unsent(Kind.REJECTED, thrown.getClass().getSimpleName(), text(thrown));
    }

    /** An answer to a request of which nothing was sent: a proxy has refused to open the way. */
    private ServiceFailure ofProxy(int status) {
        // What it asks for or forbids stays so; what it cannot reach may come back.
        return failure(
                status < FIRST_SERVER_ERROR ? Kind.REJECTED : Kind.UNREACHABLE,
                ServiceFailure.BARE_STATUS + status,
                "cannot connect to " + endpoint + ": "
                        + WayFailure.ofProxy(status).sentences(),
                false);
    }

    private ServiceFailure broken(Throwable thrown) {
        return Causes.find(thrown, cause -> cause instanceof IOException && !(cause instanceof NoWayException))
                .map(broken ->
                        sent(Kind.NETWORK, "Connection", "no whole answer from " + endpoint + ": " + text(broken)))
                .orElseGet(() -> sent(
                        Kind.SERVICE,
                        thrown.getClass().getSimpleName(),
                        "no answer from " + endpoint + " could be taken: " + text(thrown)));
    }

    /** The failure for an answer that cannot be what it should be. */
    DataApiException unreadable(String what, @Nullable String requestId, Throwable cause) {
        return new DataApiException(
                new ServiceFailure(
                        Kind.SERVICE, ServiceFailure.UNEXPECTED_ANSWER, endpoint + ": " + what, OK, requestId),
                cause);
    }

    /** The failure for a time limit that ended before anything was sent. */
    DataApiException tooLate(Duration timeout) {
        var failure = unsent(
                Kind.TIMED_OUT,
                ServiceFailure.NO_TIME_LEFT,
                "no time was left to ask " + endpoint + " (" + timeout + ")");
        return new DataApiException(failure, new IllegalArgumentException("timeout " + timeout));
    }

    /** The failure for a client that was not made in time; nothing was sent to the service. */
    DataApiException notReady(Throwable cause) {
        return new DataApiException(
                unsent(
                        Kind.TIMED_OUT,
                        ServiceFailure.NO_TIME_LEFT,
                        "the AWS client and its credentials provider were not ready in time"),
                cause);
    }

    /** The failure for the last of several requests without an answer, after the limit of that. */
    DataApiException silent(DataApiException last) {
        var failure = last.failure();
        return new DataApiException(
                failure(failure.kind(), ServiceFailure.SILENCE, failure.message(), failure.sent()), last);
    }

    /** The failure for a time limit that ended before the answer was complete. */
    DataApiException timedOut(Throwable cause, boolean sent) {
        return new DataApiException(
                failure(Kind.TIMED_OUT, "Timeout", "no answer in time from " + endpoint, sent), cause);
    }

    /** The failure for an interrupt of the caller; sets the thread's interrupt status. */
    DataApiException interrupted(Throwable cause, boolean sent) {
        Thread.currentThread().interrupt();
        return new DataApiException(interrupt(sent), cause);
    }

    private ServiceFailure interrupt(boolean sent) {
        return failure(Kind.INTERRUPTED, "Interrupted", "interrupted while asking " + endpoint, sent);
    }

    /** The failure for a client that was closed before or during the request. */
    DataApiException closed(Throwable cause, boolean sent) {
        var failure = sent
                ? sent(
                        Kind.NETWORK,
                        ServiceFailure.CLOSED,
                        "the connection was closed before the answer of " + endpoint + " came")
                : unsent(
                        Kind.REJECTED,
                        ServiceFailure.CLOSED,
                        "the connection is closed: " + endpoint + " was not asked");
        return new DataApiException(failure, cause);
    }

    /** The failure for credentials that could not be obtained. */
    DataApiException withoutCredentials(CredentialsFailedException failed) {
        // The service that gives out credentials, such as STS, may be what cannot be reached.
        var reached = Causes.find(
                        failed, cause -> cause instanceof NoWayException || cause instanceof UnknownHostException)
                .isEmpty();
        return new DataApiException(
                unsent(reached ? Kind.UNAUTHORIZED : Kind.UNREACHABLE, ServiceFailure.CREDENTIALS_FAILED, text(failed)),
                failed);
    }

    /** The failure for credentials that did not come in time. */
    DataApiException signInTooSlow(String source, Duration limit, Throwable cause) {
        var seconds = limit.toMillis() / 1000.0;
        return new DataApiException(
                unsent(
                        Kind.TIMED_OUT,
                        ServiceFailure.CREDENTIALS_TIMED_OUT,
                        "the sign-in (" + source + ") did not answer within " + seconds + " s"),
                cause);
    }

    /**
     * The failure for a person who has not signed in in time.
     *
     * @param page where to sign in; empty if nobody was asked yet
     */
    DataApiException personTooSlow(String page, Throwable cause) {
        var where = page.isEmpty() ? "" : " at " + page;
        return new DataApiException(
                unsent(
                        Kind.TIMED_OUT,
                        ServiceFailure.CREDENTIALS_TIMED_OUT,
                        "nobody has signed in yet" + where
                                + "; the sign-in stays open, so sign in there and connect again"),
                cause);
    }

    /** The failure for an exception that the thread of a call threw. */
    DataApiException ofAnotherThread(@Nullable Throwable thrown, Transmission transmission, boolean closed) {
        return thrown instanceof DataApiException failed
                ? failed
                : classify(thrown == null ? new IllegalStateException() : thrown, transmission, closed);
    }

    /** The failure for an unexpected exception during a request that may have been sent. */
    DataApiException unforeseen(Throwable thrown) {
        return new DataApiException(sent(Kind.SERVICE, thrown.getClass().getSimpleName(), text(thrown)), thrown);
    }

    /** The failure of a listing that its caller leaves. */
    DataApiException tooManyPages(int wanted) {
        var message = "the listing has more than " + wanted + " pages";
        return new DataApiException(
                sent(Kind.REJECTED, ServiceFailure.TOO_MANY_PAGES, message), new IllegalStateException(message));
    }

    /** Whether an interrupt was the reason. While nothing is sent, it may show as a failure to get a connection. */
    private static boolean isInterrupt(Throwable thrown, boolean sent) {
        return Causes.find(thrown, FailureClassifier::isInterruption).isPresent()
                || (!sent && Thread.currentThread().isInterrupted());
    }

    private static boolean isInterruption(Throwable cause) {
        return cause instanceof AbortedException || cause instanceof InterruptedException;
    }

    /** Whether the HTTP client was shut down; its exception tells no more than this. */
    private static boolean isShutDown(Throwable thrown) {
        return Causes.find(
                        thrown,
                        cause -> cause instanceof IllegalStateException
                                && String.valueOf(cause.getMessage()).contains("shut down"))
                .isPresent();
    }

    private static ServiceFailure sent(Kind kind, String code, String message) {
        return failure(kind, code, message, true);
    }

    private static ServiceFailure unsent(Kind kind, String code, String message) {
        return failure(kind, code, message, false);
    }

    private static ServiceFailure failure(Kind kind, String code, String message, boolean sent) {
        return new ServiceFailure(kind, code, message, 0, null, sent);
    }

    private static String text(Throwable cause) {
        var message = cause.getMessage();
        var type = cause.getClass().getSimpleName();
        return message == null || message.isBlank() ? type : message;
    }
}
