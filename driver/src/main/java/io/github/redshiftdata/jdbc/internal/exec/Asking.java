package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Sends requests that change nothing: one whose caller leaves before the answer is broken off. */
final class Asking {

    private static final Duration LONGER_THAN_A_REQUEST = Duration.ofDays(1);

    private final DataApi api;
    private final Pacing pacing;
    private final Silence silence;

    Asking(Endpoint endpoint, Silence silence) {
        this.api = endpoint.api();
        this.pacing = endpoint.pacing();
        this.silence = silence;
    }

    /**
     * Asks once.
     *
     * @return empty where the time is over or the execution is to end
     */
    <T> Optional<T> ask(DataApi.Request<T> request, Duration longest, Canceller canceller) throws DataApiException {
        silence.asked(canceller);
        var answer = api.begin(request);
        return canceller.await(answer, longest, pacing) ? Optional.of(heard(answer, canceller)) : brokenOff(answer);
    }

    /** The same for somebody who has cancelled, and wants to know one thing more. */
    <T> Optional<T> askRegardless(DataApi.Request<T> request, Duration longest, Canceller canceller)
            throws DataApiException {
        var answer = api.begin(request);
        return canceller.awaitRegardless(answer, longest, pacing) ? Optional.of(valueOf(answer)) : brokenOff(answer);
    }

    /** Asks in a thread of the driver that nobody ends; whoever waits for it goes by its answers. */
    <T> T askHere(DataApi.Request<T> request, Canceller unattended) throws DataApiException {
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
    <T> T hear(CompletableFuture<T> begun, Canceller unattended) throws DataApiException {
        silence.asked(unattended);
        unattended.awaitRegardless(begun, LONGER_THAN_A_REQUEST, pacing);
        return heard(begun, unattended);
    }

    /** Waits, as a call, for what a thread of the driver brings about by its requests; false where the call is to end. */
    boolean await(CompletableFuture<?> happening, Canceller unattended, Canceller call, Deadline deadline) {
        return call.await(happening, unattended, silence, deadline.left(pacing), pacing);
    }

    private <T> T heard(CompletableFuture<T> answer, Canceller canceller) throws DataApiException {
        try {
            var value = valueOf(answer);
            silence.heard(canceller);
            return value;
        } catch (DataApiException failed) {
            silence.failed(canceller, failed);
            throw failed;
        }
    }

    private static <T> Optional<T> brokenOff(CompletableFuture<T> answer) {
        answer.cancel(true);
        return Optional.empty();
    }

    /** What a request gave that has ended. */
    static <T> T valueOf(CompletableFuture<T> ended) throws DataApiException {
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
    static DataApiException noAnswer() {
        var text = "the service did not answer in time";
        return new DataApiException(
                new ServiceFailure(Kind.TIMED_OUT, "Timeout", text, 0, null), new IllegalStateException(text));
    }
}
