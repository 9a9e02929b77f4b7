package io.github.redshiftdata.jdbc.internal.api;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** Runs calls of the SDK under a time limit and turns its exceptions into {@link DataApiException}. */
final class SdkCalls {

    private final FailureClassifier failures;
    private final ExecutorService threads;
    private final Counters counters;

    SdkCalls(FailureClassifier failures, ExecutorService threads, Counters counters) {
        this.failures = failures;
        this.threads = threads;
        this.counters = counters;
    }

    Counters counters() {
        return counters;
    }

    FailureClassifier failures() {
        return failures;
    }

    /**
     * Runs one call.
     *
     * @param call gets the settings to put on its request, the time limit among them
     */
    <T> T run(Duration timeout, Function<AwsRequestOverrideConfiguration.Builder, T> call) throws DataApiException {
        if (timeout.isZero() || timeout.isNegative()) {
            throw failures.tooLate(timeout);
        }
        try {
            return call.apply(AwsRequestOverrideConfiguration.builder()
                    .apiCallTimeout(timeout)
                    .putExecutionAttribute(CallObserver.COUNTERS, counters));
        } catch (RuntimeException thrown) {
            var failed = failures.classify(thrown);
            if (failed.failure().kind() == ServiceFailure.Kind.THROTTLED) {
                counters.throttled();
            }
            throw failed;
        }
    }

    /**
     * Runs a call that an interrupt ends at once, however long the service holds it back. A blocking read takes no notice
     * of an interrupt, so it happens in another thread.
     */
    <T> T runInterruptibly(Duration timeout, Function<AwsRequestOverrideConfiguration.Builder, T> call)
            throws DataApiException {
        var running = submit(() -> run(timeout, call));
        try {
            return running.get();
        } catch (InterruptedException interrupt) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw failures.interrupted(interrupt);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DataApiException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** In this thread after all, once the client is closed and its threads are gone. */
    private <T> Future<T> submit(Callable<T> call) {
        try {
            return threads.submit(call);
        } catch (RejectedExecutionException closed) {
            var task = new FutureTask<>(call);
            task.run();
            return task;
        }
    }
}
