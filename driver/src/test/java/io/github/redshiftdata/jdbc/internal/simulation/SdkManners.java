package io.github.redshiftdata.jdbc.internal.simulation;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;
import software.amazon.awssdk.retries.internal.DefaultAdaptiveRetryStrategy;
import software.amazon.awssdk.retries.internal.ratelimiter.RateLimiterTokenBucketStore;

/** A retry mode of the AWS SDK, by the SDK's own classes, on the virtual clock. */
final class SdkManners implements FleetManners {

    /** The SDK's modes. */
    enum Mode {
        LEGACY,
        STANDARD,
        ADAPTIVE
    }

    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(20);

    private final RetryStrategy strategy;
    private final FleetClock clock;

    SdkManners(Mode mode, FleetClock clock) {
        this.clock = clock;
        this.strategy = switch (mode) {
            case LEGACY -> AwsRetryStrategy.legacyRetryStrategy();
            case STANDARD -> AwsRetryStrategy.standardRetryStrategy();
            case ADAPTIVE -> adaptive(clock);
        };
    }

    private static RetryStrategy adaptive(FleetClock clock) {
        var store = RateLimiterTokenBucketStore.builder()
                .clock(() -> clock.now() / 1e9)
                .scheduler(scheduler(clock))
                .build();
        var builder = (DefaultAdaptiveRetryStrategy.Builder) AwsRetryStrategy.adaptiveRetryStrategy().toBuilder();
        return builder.rateLimiterTokenBucketStore(store).build();
    }

    /** Does what it is given to do in virtual time; nobody asks it for more. */
    private static ScheduledExecutorService scheduler(FleetClock clock) {
        var loader = SdkManners.class.getClassLoader();
        return (ScheduledExecutorService) Proxy.newProxyInstance(
                loader, new Class<?>[] {ScheduledExecutorService.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("schedule") && arguments[0] instanceof Runnable action) {
                        clock.in(((TimeUnit) arguments[2]).toNanos((long) arguments[1]), action);
                        return null;
                    }
                    throw new UnsupportedOperationException(method.toString());
                });
    }

    private static AwsServiceException tooMany() {
        return AwsServiceException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ThrottlingException")
                        .errorMessage("Rate exceeded")
                        .build())
                .statusCode(400)
                .build();
    }

    @Override
    public Attempts begin(FleetQuota.Operation operation) {
        return new OneCall();
    }

    private final class OneCall implements Attempts {

        private CompletableFuture<Granted> granted;

        private record Granted(RetryToken token, Duration delay) {}

        private @Nullable Long due;

        OneCall() {
            granted = strategy.acquireInitialTokenAsync(AcquireInitialTokenRequest.create("fleet"))
                    .thenApply(answer -> new Granted(answer.token(), answer.delay()));
        }

        @Override
        public long left() {
            if (!granted.isDone()) {
                return LOOK;
            }
            if (due == null) {
                due = clock.now() + granted.join().delay().toNanos();
            }
            return Math.max(0, due - clock.now());
        }

        @Override
        public void accepted() {
            strategy.recordSuccess(RecordSuccessRequest.create(granted.join().token()));
        }

        @Override
        public OptionalLong throttled() {
            return again(tooMany());
        }

        @Override
        public OptionalLong unanswered() {
            return again(AwsServiceException.builder().statusCode(503).build());
        }

        private OptionalLong again(AwsServiceException failure) {
            var request = RefreshRetryTokenRequest.builder()
                    .token(granted.join().token())
                    .failure(failure)
                    .suggestedDelay(Duration.ZERO)
                    .build();
            due = null;
            try {
                granted = strategy.refreshRetryTokenAsync(request)
                        .thenApply(answer -> new Granted(answer.token(), answer.delay()));
            } catch (TokenAcquisitionFailedException e) {
                return OptionalLong.empty();
            }
            return granted.isCompletedExceptionally() ? OptionalLong.empty() : OptionalLong.of(0);
        }
    }
}
