package io.github.redshiftdata.jdbc.internal.exec.call;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Sends requests that change nothing. If the caller leaves before the answer, the request is broken off. */
public final class ReadRequests {

    private static final Duration LONGER_THAN_A_REQUEST = Duration.ofDays(1);

    private final DataApi api;
    private final DriverClock clock;
    private final NetworkSilence silence;

    public ReadRequests(Endpoint endpoint, NetworkSilence silence) {
        this.api = endpoint.api();
        this.clock = endpoint.clock();
        this.silence = silence;
    }

    /**
     * Sends a request once and waits for its answer.
     *
     * @return empty if the time is over or the execution was ended
     */
    public <T> Optional<T> ask(DataApi.Request<T> request, Duration longest, CallerSignal signal)
            throws DataApiException {
        silence.asked(signal);
        var answer = api.begin(request);
        return signal.await(answer, longest, clock) ? Optional.of(heard(answer, signal)) : brokenOff(answer);
    }

    /**
     * Sends a request once for a caller that has cancelled already and needs one more answer: neither the cancel nor an
     * interrupt ends the wait.
     */
    public <T> Optional<T> askRegardless(DataApi.Request<T> request, Duration longest, CallerSignal signal)
            throws DataApiException {
        var answer = api.begin(request);
        return signal.awaitRegardless(answer, longest, clock) ? Optional.of(valueOf(answer)) : brokenOff(answer);
    }

    /**
     * Sends a request in the calling thread of the driver, where no caller can end it. A call that waits for this
     * thread is bound by the answers it gets.
     */
    public <T> T askHere(DataApi.Request<T> request, CallerSignal unattended) throws DataApiException {
        silence.asked(unattended);
        return heard(completed(request), unattended);
    }

    private static <T> CompletableFuture<T> completed(DataApi.Request<T> request) {
        try {
            return CompletableFuture.completedFuture(request.send());
        } catch (DataApiException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    /** Waits for the answer to a request whose caller has left. The request's own time limit ends the wait. */
    public <T> T hear(CompletableFuture<T> begun, CallerSignal unattended) throws DataApiException {
        silence.asked(unattended);
        unattended.awaitRegardless(begun, LONGER_THAN_A_REQUEST, clock);
        return heard(begun, unattended);
    }

    /**
     * Lets a call wait for something that a thread of the driver brings about by its requests; returns false if the
     * call must end.
     */
    public boolean await(
            CompletableFuture<?> happening, CallerSignal unattended, CallerSignal call, Deadline deadline) {
        return call.await(happening, unattended, silence, deadline.left(clock), clock);
    }

    private <T> T heard(CompletableFuture<T> answer, CallerSignal signal) throws DataApiException {
        try {
            var value = valueOf(answer);
            silence.heard(signal);
            return value;
        } catch (DataApiException failed) {
            silence.failed(signal, failed);
            throw failed;
        }
    }

    private static <T> Optional<T> brokenOff(CompletableFuture<T> answer) {
        answer.cancel(true);
        return Optional.empty();
    }

    /** The answer of a request that has ended. */
    public static <T> T valueOf(CompletableFuture<T> ended) throws DataApiException {
        try {
            return ended.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof DataApiException failed) {
                throw failed;
            }
            throw e;
        }
    }

    /** The failure of a request that had no answer within its time limit. */
    public static DataApiException noAnswer() {
        var text = "the service did not answer in time";
        return new DataApiException(
                new ServiceFailure(Kind.TIMED_OUT, "Timeout", text, 0, null), new IllegalStateException(text));
    }
}
