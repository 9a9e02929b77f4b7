package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.RealTime;
import io.github.redshiftdata.jdbc.internal.auth.CredentialsFailedException;
import io.github.redshiftdata.jdbc.internal.auth.SignIn;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ApiName;

/**
 * Runs calls of the SDK under a time limit and turns its exceptions into {@link DataApiException}. The limit closes the
 * connection and does not interrupt the calling thread, so that every interrupt there is one of the caller.
 */
final class SdkCalls implements CatalogCalls.Requests {

    /** Extra time for what a closed connection does not end, such as looking up the name of a host. */
    private static final Duration GRACE = Duration.ofMillis(500);

    /**
     * The transmission of the request that this thread of the client runs; the caller of the request ends it by that.
     */
    private static final ThreadLocal<@Nullable Transmission> BEGUN = new ThreadLocal<>();

    private final FailureClassifier failures;
    private final Means means;
    private final Counters counters;
    private final List<ApiName> userAgent;

    /**
     * What the calls of one client share.
     *
     * @param threads the client's threads, shut down before the client is closed
     * @param timer ends requests that take too long
     */
    record Means(SignIn signIn, ExecutorService threads, ScheduledExecutorService timer) {
        boolean areClosed() {
            return threads.isShutdown();
        }
    }

    /** @param userAgent what each request adds to that of the SDK */
    SdkCalls(FailureClassifier failures, Means means, Counters counters, List<ApiName> userAgent) {
        this.userAgent = userAgent;
        this.failures = failures;
        this.means = means;
        this.counters = counters;
    }

    @Override
    public Counters counters() {
        return counters;
    }

    @Override
    public FailureClassifier failures() {
        return failures;
    }

    /**
     * Runs one call in this thread. An interrupt ends it only while nothing is sent.
     *
     * @param call is given the settings to put on its request
     */
    <T> T run(Duration timeout, Function<AwsRequestOverrideConfiguration.Builder, T> call) throws DataApiException {
        var own = BEGUN.get();
        return run(timeout, call, own == null ? new Transmission() : own);
    }

    private <T> T run(
            Duration timeout, Function<AwsRequestOverrideConfiguration.Builder, T> call, Transmission transmission)
            throws DataApiException {
        var start = RealTime.nanos();
        var credentials = credentials(timeout);
        var left = timeout.minusNanos(RealTime.nanos() - start);
        try {
            return transmit(left, call, transmission, credentials);
        } catch (RuntimeException | OutOfMemoryError thrown) {
            var failed = failures.classify(thrown, transmission, means.areClosed());
            note(failed.failure());
            throw failed;
        }
    }

    /** The credentials as they are now. */
    AwsCredentials credentials(Duration timeout) throws DataApiException {
        if (timeout.isZero() || timeout.isNegative()) {
            throw failures.tooLate(timeout);
        }
        try {
            return means.signIn().within(timeout);
        } catch (InterruptedException interrupt) {
            throw means.areClosed() ? failures.closed(interrupt, false) : failures.interrupted(interrupt, false);
        } catch (TimeoutException slow) {
            throw failures.signInTooSlow(means.signIn().source(), timeout, slow);
        } catch (CredentialsFailedException failed) {
            throw means.areClosed() ? failures.closed(failed, false) : failures.withoutCredentials(failed);
        } catch (RejectedExecutionException closed) {
            throw failures.closed(closed, false);
        }
    }

    private <T> T transmit(
            Duration left,
            Function<AwsRequestOverrideConfiguration.Builder, T> call,
            Transmission transmission,
            AwsCredentials credentials) {
        var limit = means.timer()
                .schedule(
                        () -> transmission.end(Transmission.End.TIME_LIMIT),
                        Math.max(0, left.toNanos()),
                        TimeUnit.NANOSECONDS);
        var settings = AwsRequestOverrideConfiguration.builder()
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .putExecutionAttribute(PageCapture.TRANSMISSION, transmission)
                .putExecutionAttribute(CallObserver.COUNTERS, counters);
        userAgent.forEach(settings::addApiName);
        try {
            return call.apply(settings);
        } finally {
            limit.cancel(false);
        }
    }

    private void note(ServiceFailure failure) {
        if (failure.kind() == ServiceFailure.Kind.THROTTLED) {
            counters.throttled();
        }
        if (failure.kind() == ServiceFailure.Kind.UNAUTHORIZED && failure.hasExpired()) {
            means.signIn().refused();
        }
    }

    /**
     * Runs a call that an interrupt ends at once, however long the service holds it back. A blocking read does not
     * react to an interrupt, so it happens in another thread. If the failure may be mended by asking again at once, the
     * call is repeated once.
     */
    @Override
    public <T> T runInterruptibly(Duration timeout, Function<AwsRequestOverrideConfiguration.Builder, T> call)
            throws DataApiException {
        if (BEGUN.get() != null) {
            // This is a thread of the client already, and its caller ends the request by closing the connection.
            return run(timeout, call);
        }
        var start = RealTime.nanos();
        try {
            return once(timeout, call);
        } catch (DataApiException failed) {
            var left = timeout.minusNanos(RealTime.nanos() - start);
            if (!isMended(failed.failure()) || left.isNegative()) {
                throw failed;
            }
            counters.retried();
            return once(left, call);
        }
    }

    private boolean isMended(ServiceFailure failure) {
        return failure.mendedByAskingAgain()
                && (!failure.hasExpired() || means.signIn().canBeRenewed());
    }

    private <T> T once(Duration timeout, Function<AwsRequestOverrideConfiguration.Builder, T> call)
            throws DataApiException {
        if (Thread.currentThread().isInterrupted()) {
            throw failures.interrupted(new InterruptedException("interrupted before it began"), false);
        }
        if (timeout.isZero() || timeout.isNegative()) {
            throw failures.tooLate(timeout);
        }
        var transmission = new Transmission();
        Future<T> running;
        try {
            running = means.threads().submit(() -> run(timeout, call, transmission));
        } catch (RejectedExecutionException closed) {
            throw failures.closed(closed, false);
        }
        try {
            return running.get(timeout.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupt) {
            leave(running, transmission, Transmission.End.CALLER);
            throw failures.interrupted(interrupt, transmission.isSent());
        } catch (TimeoutException late) {
            leave(running, transmission, Transmission.End.TIME_LIMIT);
            throw failures.timedOut(late, transmission.isSent());
        } catch (ExecutionException e) {
            throw failures.ofAnotherThread(e.getCause(), transmission, means.areClosed());
        }
    }

    /** Leaves a call: closes its connection, and interrupts its thread, which does nothing else meanwhile. */
    private static void leave(Future<?> running, Transmission transmission, Transmission.End by) {
        transmission.end(by);
        running.cancel(true);
    }

    /** Runs a request in a thread of the client. If its caller leaves, it goes on, unless the caller cancels it. */
    <T> CompletableFuture<T> begin(DataApi.Request<T> request) {
        var transmission = new Transmission();
        var answer = new Begun<T>(transmission);
        try {
            means.threads().execute(() -> {
                BEGUN.set(transmission);
                try {
                    complete(answer, request);
                } finally {
                    BEGUN.remove();
                }
            });
        } catch (RejectedExecutionException closed) {
            answer.completeExceptionally(failures.closed(closed, false));
        }
        return answer;
    }

    /** Takes back a request of {@link #begin}, if nothing of it has been sent. */
    static boolean withdraw(CompletableFuture<?> request) {
        return request instanceof Begun<?> known && known.transmission.withdraw();
    }

    /** A request that was begun. Cancelling it closes its connection, which ends the blocking read. */
    private static final class Begun<T> extends CompletableFuture<T> {

        private final Transmission transmission;

        Begun(Transmission transmission) {
            this.transmission = transmission;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            transmission.end(Transmission.End.CALLER);
            return super.cancel(mayInterruptIfRunning);
        }
    }

    private <T> void complete(CompletableFuture<T> answer, DataApi.Request<T> request) {
        try {
            answer.complete(request.send());
        } catch (DataApiException failed) {
            answer.completeExceptionally(failed);
        } catch (RuntimeException | Error unforeseen) {
            answer.completeExceptionally(failures.unforeseen(unforeseen));
        }
    }
}
