package io.github.redshiftdata.jdbc.internal.auth;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Fetches the credentials of a client before its requests, in a thread of their own and once for all callers that wait
 * at the same time. Each caller waits only as long as it has time. A login helper or a browser may take minutes;
 * credentials that come after all callers have left serve the next one.
 */
public final class SignIn {

    /** A fetch that is older than this hangs: later callers do not wait for it. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Credentials credentials;
    private final ExecutorService threads;
    private final LongSupplier nanoTime;
    private @Nullable Fetch inFlight;

    /** A fetch and when it began. */
    private record Fetch(CompletableFuture<AwsCredentials> result, Future<?> thread, long began) {}

    public SignIn(Credentials credentials, ExecutorService threads, LongSupplier nanoTime) {
        this.credentials = credentials;
        this.threads = threads;
        this.nanoTime = nanoTime;
    }

    /** The name of the source in messages. */
    public String source() {
        return credentials.name();
    }

    /** Whether a new fetch may give other credentials than before. */
    public boolean canBeRenewed() {
        return !credentials.areAtHand();
    }

    /** Called when the service has refused credentials as expired: the next fetch gets new ones. */
    public void refused() {
        credentials.refused();
    }

    /**
     * The credentials as they are now.
     *
     * @throws CredentialsFailedException when there are none
     * @throws TimeoutException when they do not come in time
     * @throws RejectedExecutionException when the client is closed
     */
    public AwsCredentials within(Duration limit) throws InterruptedException, TimeoutException {
        if (credentials.areAtHand()) {
            return credentials.fetch();
        }
        var result = fetch();
        try {
            return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof CredentialsFailedException known
                    // A new exception, since each waiting thread has its own stack.
                    ? new CredentialsFailedException(String.valueOf(known.getMessage()), known)
                    : new CredentialsFailedException(
                            "no AWS credentials from " + source() + ": " + failed.getCause(), failed);
        }
    }

    private synchronized CompletableFuture<AwsCredentials> fetch() {
        var now = nanoTime.getAsLong();
        var current = inFlight;
        if (current != null && !current.result().isDone()) {
            if (now - current.began() < LONGEST.toNanos()) {
                return current.result();
            }
            current.thread().cancel(true);
            credentials.refused();
        }
        var result = new CompletableFuture<AwsCredentials>();
        var thread = threads.submit(() -> complete(result));
        inFlight = new Fetch(result, thread, now);
        return result;
    }

    private void complete(CompletableFuture<AwsCredentials> result) {
        try {
            result.complete(credentials.fetch());
        } catch (Throwable failed) {
            result.completeExceptionally(failed);
        }
    }
}
