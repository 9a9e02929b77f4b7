package io.github.redshiftdata.jdbc.internal.exec.call;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Sends requests that change nothing: one whose caller leaves before the answer is broken off. */
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
     * Asks once.
     *
     * @return empty where the time is over or the execution is to end
     */
    public <T> Optional<T> ask(DataApi.Request<T> request, Duration longest, CallerSignal signal)
            throws DataApiException {
        silence.asked(signal);
        var answer = api.begin(request);
        return signal.await(answer, longest, clock) ? Optional.of(heard(answer, signal)) : brokenOff(answer);
    }

    /** The same for somebody who has cancelled, and wants to know one thing more. */
    public <T> Optional<T> askRegardless(DataApi.Request<T> request, Duration longest, CallerSignal signal)
            throws DataApiException {
        var answer = api.begin(request);
        return signal.awaitRegardless(answer, longest, clock) ? Optional.of(valueOf(answer)) : brokenOff(answer);
    }

    /** Asks in a thread of the driver that nobody ends; whoever waits for it goes by its answers. */
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

    /** The answer to a request that somebody else has begun and left. It ends by its own time limit. */
    public <T> T hear(CompletableFuture<T> begun, CallerSignal unattended) throws DataApiException {
        silence.asked(unattended);
        unattended.awaitRegardless(begun, LONGER_THAN_A_REQUEST, clock);
        return heard(begun, unattended);
    }

    /** Waits, as a call, for what a thread of the driver brings about by its requests; false where the call is to end. */
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

    /** What a request gave that has ended. */
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

    /** For a request that was broken off by its time limit. */
    public static DataApiException noAnswer() {
        var text = "the service did not answer in time";
        return new DataApiException(
                new ServiceFailure(Kind.TIMED_OUT, "Timeout", text, 0, null), new IllegalStateException(text));
    }
}
