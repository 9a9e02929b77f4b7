package io.github.redshiftdata.jdbc.internal.api;

import java.io.IOException;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * What the SDK may ask again by itself: server errors, broken connections and a clock that was off. All operations in
 * use can be repeated, submissions thanks to their ClientToken. Throttling is never retried here: whoever waits for a
 * statement knows better how long to wait.
 */
final class Retries {

    private static final int ATTEMPTS = 3;
    private static final Set<Integer> TRANSIENT_STATUS = Set.of(500, 502, 503, 504);

    private Retries() {}

    static RetryStrategy strategy() {
        return DefaultRetryStrategy.standardStrategyBuilder()
                .maxAttempts(ATTEMPTS)
                .useClientDefaults(false)
                .retryOnException(Retries::isTransient)
                .build();
    }

    private static boolean isTransient(Throwable thrown) {
        if (thrown instanceof SdkServiceException answer) {
            return !answer.isThrottlingException()
                    && (TRANSIENT_STATUS.contains(answer.statusCode()) || RetryUtils.isClockSkewException(answer));
        }
        return thrown instanceof SdkException
                && Causes.find(thrown, CredentialsFailedException.class).isEmpty()
                && Causes.find(thrown, Retries::isUnreadable).isEmpty()
                && Causes.find(thrown, Retries::isRefusedByTls).isEmpty()
                && Causes.find(thrown, IOException.class).isPresent();
    }

    /** Whether an answer came, but no JSON. The SDK's own copy of Jackson throws kinds of IOException for it. */
    static boolean isUnreadable(Throwable cause) {
        return cause.getClass().getName().startsWith("software.amazon.awssdk.thirdparty.jackson.");
    }

    /** Whether the other side cannot be trusted, which does not change by asking again. */
    static boolean isRefusedByTls(Throwable cause) {
        return cause instanceof SSLHandshakeException
                || cause instanceof SSLPeerUnverifiedException
                // The JDK has no class of its own for a server that speaks plain text.
                || (cause instanceof SSLException
                        && String.valueOf(cause.getMessage()).contains("unrecognized SSL message"));
    }
}
