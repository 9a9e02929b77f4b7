package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

class ClientPoolTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private final ClientPool pool = new ClientPool();

    @Test
    void equalSettingsShareOneClientUntilTheLastLeaseIsClosed() throws DataApiException {
        var first = pool.lease(TestConfig.of(NOWHERE));
        var second = pool.lease(TestConfig.of(NOWHERE));
        assertThat(pool.size()).isEqualTo(1);
        assertThat(second.threads()).isSameAs(first.threads());
        first.close();
        first.close();
        assertThat(pool.size()).isEqualTo(1);
        assertThat(CompletableFuture.supplyAsync(() -> Thread.currentThread().isDaemon(), second.threads())
                        .join())
                .isTrue();
        second.close();
        assertThat(pool.size()).isZero();
        assertThatThrownBy(() -> second.threads().execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void otherSettingsGetAnotherClient() throws DataApiException {
        var otherKeys = new DriverConfig.StaticKeys("AKIDEXAMPLE", "other", null);
        try (var first = pool.lease(TestConfig.of(NOWHERE));
                var second = pool.lease(with(otherKeys))) {
            assertThat(pool.size()).isEqualTo(2);
            assertThat(second.longPolling()).isNotSameAs(first.longPolling());
        }
    }

    @Test
    void whatIsLearntOfLongPollingIsShared() throws DataApiException {
        try (var first = pool.lease(TestConfig.of(NOWHERE));
                var second = pool.lease(TestConfig.of(NOWHERE))) {
            assertThat(second.longPolling().supported()).isTrue();
            first.longPolling().noticedUnsupported();
            assertThat(second.longPolling().supported()).isFalse();
        }
    }

    @Test
    void whatIsLearntOfTheModesOfBatchesIsShared() throws DataApiException {
        try (var first = pool.lease(TestConfig.of(NOWHERE));
                var second = pool.lease(TestConfig.of(NOWHERE))) {
            first.executionModes().noticedObeyed();
            assertThat(second.executionModes().proved()).isTrue();
            first.executionModes().noticedUnsupported();
            assertThat(second.executionModes().supported()).isFalse();
            assertThat(second.executionModes().proved()).isFalse();
        }
    }

    /** As in a container that has used up its threads for a moment. */
    @Test
    void aClientForWhichThereWasNoThreadIsMadeForTheNextCaller() throws DataApiException {
        var threadsLeft = new AtomicBoolean();
        var crowded = new ClientPool(work -> {
            if (!threadsLeft.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            work.run();
        });
        assertThatThrownBy(() -> crowded.lease(TestConfig.of(NOWHERE))).isInstanceOf(OutOfMemoryError.class);
        assertThat(crowded.size()).isZero();
        threadsLeft.set(true);
        crowded.lease(TestConfig.of(NOWHERE), Duration.ofSeconds(5)).close();
        assertThat(crowded.size()).isZero();
    }

    @Test
    void workForWhichThereWasNoThreadIsHandedOverLater() {
        var threadsLeft = new AtomicBoolean();
        var later = new ArrayDeque<Runnable>();
        var done = new AtomicInteger();
        Executor crowded = work -> {
            if (!threadsLeft.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            work.run();
        };
        SharedClient.handOver(done::incrementAndGet, crowded, later::add);
        later.remove().run();
        assertThat(done).hasValue(0);
        threadsLeft.set(true);
        later.remove().run();
        assertThat(done).hasValue(1);
        assertThat(later).isEmpty();
    }

    @Test
    void settingsDoNotShowSecrets() {
        assertThat(ClientSettings.of(TestConfig.of(NOWHERE)).toString())
                .contains("StaticKeys", NOWHERE.toString())
                .doesNotContain("very-secret");
    }

    @Test
    void whatTheServiceCountsAtAnAddressOutlivesTheClient() throws DataApiException {
        OperationRates rates;
        try (var first = pool.lease(TestConfig.of(NOWHERE))) {
            rates = first.api().rates();
        }
        try (var later = pool.lease(TestConfig.of(NOWHERE));
                var elsewhere = pool.lease(TestConfig.of(URI.create("http://127.0.0.1:2")))) {
            assertThat(later.api().rates()).isSameAs(rates);
            assertThat(elsewhere.api().rates()).isNotSameAs(rates);
            assertThat(later.catalog()).isNotNull();
            assertThat(later.counters()).isSameAs(later.api().counters());
        }
    }

    @Test
    void aClientInTheMakingKeepsNoProgramFromEnding() throws DataApiException {
        pool.lease(with(new DriverConfig.CustomProvider(MadeByADaemon.class.getName(), Map.of())))
                .close();
        assertThat(MadeByADaemon.isSo).isTrue();
    }

    @Test
    void theLastLeaseClosesWhatSignsIn() throws DataApiException {
        int closed = WithClose.closed.get();
        var own = with(new DriverConfig.CustomProvider(WithClose.class.getName(), Map.of()));
        var first = pool.lease(own);
        pool.lease(own).close();
        assertThat(WithClose.closed).hasValue(closed);
        first.close();
        assertThat(WithClose.closed).hasValue(closed + 1);
    }

    @Test
    void messagesNameTheAddressOrTheRegion() {
        var nowhere = ClientSettings.of(TestConfig.of(NOWHERE));
        assertThat(nowhere.place()).isEqualTo("http://127.0.0.1:1");
        var aws = new ClientSettings(
                "eu-west-1",
                null,
                nowhere.awsAuth(),
                nowhere.network(),
                nowhere.connectTimeout(),
                nowhere.requestTimeout());
        assertThat(aws.place()).isEqualTo("the Redshift Data API of region eu-west-1");
    }

    @Test
    void aRoleOrTheDefaultChainIsNotAskedWhenLeasing() throws DataApiException {
        var role = new DriverConfig.AssumedRole(TestConfig.KEYS, "arn:aws:iam::1:role/r", null, null);
        try (var assumed = pool.lease(with(role));
                var chain = pool.lease(with(new DriverConfig.DefaultChain()))) {
            assertThat(assumed.api()).isNotSameAs(chain.api());
        }
        assertThat(pool.size()).isZero();
    }

    @Test
    void anUnusableProviderClassIsRefusedByName() {
        for (var name : new String[] {"no.such.Provider", String.class.getName()}) {
            var thrown = catchThrowableOfType(
                    DataApiException.class, () -> pool.lease(with(new DriverConfig.CustomProvider(name, Map.of()))));
            assertThat(thrown.failure().kind()).isEqualTo(ServiceFailure.Kind.UNAUTHORIZED);
            assertThat(thrown.failure().message()).contains(name);
        }
        assertThat(pool.size()).isZero();
    }

    @Test
    void aProviderThatIsSlowToBeMadeHoldsUpNobodyElseAndItsCallersNoLongerThanTheyWant() throws Exception {
        var slow = with(new DriverConfig.CustomProvider(Slow.class.getName(), Map.of()));
        Slow.release = new CountDownLatch(1);
        var thrown = catchThrowableOfType(DataApiException.class, () -> pool.lease(slow, Duration.ofMillis(100)));
        assertThat(thrown.failure().kind()).isEqualTo(ServiceFailure.Kind.TIMED_OUT);
        assertThat(thrown.failure().sent()).isFalse();
        pool.lease(TestConfig.of(NOWHERE)).close();
        assertThat(pool.size()).isZero();
        Slow.release.countDown();
        pool.lease(slow).close();
        assertThat(pool.size()).isZero();
    }

    @Test
    void anInterruptEndsTheWaitForAClient() {
        Slow.release = new CountDownLatch(1);
        Thread.currentThread().interrupt();
        var thrown = catchThrowableOfType(
                DataApiException.class,
                () -> pool.lease(with(new DriverConfig.CustomProvider(Slow.class.getName(), Map.of()))));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown.failure().kind()).isEqualTo(ServiceFailure.Kind.INTERRUPTED);
        Slow.release.countDown();
        assertThat(pool.size()).isZero();
    }

    private static DriverConfig with(DriverConfig.AwsAuth auth) {
        return TestConfig.of(NOWHERE, TestConfig.WORKGROUP, new DriverConfig.IamIdentity(), auth);
    }

    /** A provider whose making waits for somebody. */
    public static final class Slow implements AwsCredentialsProvider {
        static volatile CountDownLatch release = new CountDownLatch(1);

        public Slow() throws InterruptedException {
            release.await();
        }

        @Override
        public AwsCredentials resolveCredentials() {
            return AwsBasicCredentials.create("key", "secret");
        }
    }

    /** A provider that knows what thread made it. */
    public static final class MadeByADaemon implements AwsCredentialsProvider {
        static final AtomicBoolean isSo = new AtomicBoolean();

        public MadeByADaemon() {
            isSo.set(Thread.currentThread().isDaemon());
        }

        @Override
        public AwsCredentials resolveCredentials() {
            return AwsBasicCredentials.create("key", "secret");
        }
    }

    /** A provider that is to be closed. */
    public static final class WithClose implements AwsCredentialsProvider, AutoCloseable {
        static final AtomicInteger closed = new AtomicInteger();

        @Override
        public AwsCredentials resolveCredentials() {
            return AwsBasicCredentials.create("key", "secret");
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
