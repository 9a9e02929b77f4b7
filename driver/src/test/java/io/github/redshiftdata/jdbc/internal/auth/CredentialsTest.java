package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.sdk.TestConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.NetworkConfig;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Where credentials come from, what is said of their source, and how long a sign-in is waited for. */
class CredentialsTest {

    private static final AtomicInteger MADE = new AtomicInteger();
    private static final AtomicInteger CLOSED = new AtomicInteger();
    private static volatile Supplier<AwsCredentials> signIn = CredentialsTest::good;

    private static AwsCredentials good() {
        return AwsBasicCredentials.create("AKIDGOOD", "secret");
    }

    /** A sign-in of the user's own that wants to be closed. */
    public static final class Provider implements AwsCredentialsProvider, AutoCloseable {
        public Provider() {
            MADE.incrementAndGet();
        }

        @Override
        public AwsCredentials resolveCredentials() {
            return signIn.get();
        }

        @Override
        public void close() {
            CLOSED.incrementAndGet();
        }
    }

    private static final DriverConfig.AwsAuth OWN = new DriverConfig.CustomProvider(Provider.class.getName(), Map.of());

    @BeforeEach
    void reset() {
        MADE.set(0);
        CLOSED.set(0);
        signIn = CredentialsTest::good;
    }

    private static Credentials credentials(DriverConfig.AwsAuth auth) {
        return new Credentials(auth, "eu-west-1", new Network(NetworkConfig.NONE), InstantSource.system());
    }

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of(new DriverConfig.DefaultChain(), "the default chain", false),
                Arguments.of(TestConfig.KEYS, "the given keys", true),
                Arguments.of(new DriverConfig.Profile("dev"), "profile dev", false),
                Arguments.of(
                        new DriverConfig.AssumedRole(TestConfig.KEYS, "arn:aws:iam::1:role/r", null, null),
                        "role arn:aws:iam::1:role/r",
                        false),
                Arguments.of(OWN, "class " + Provider.class.getName(), false));
    }

    @ParameterizedTest
    @MethodSource("names")
    void messagesNameTheSource(DriverConfig.AwsAuth auth, String name, boolean areAtHand) {
        try (var credentials = credentials(auth)) {
            assertThat(credentials.name()).isEqualTo(name);
            assertThat(credentials.areAtHand()).isEqualTo(areAtHand);
        }
    }

    @Test
    void givenKeysAreTakenWithTheirSessionTokenIfThereIsOne() {
        try (var plain = credentials(TestConfig.KEYS);
                var ofSession = credentials(new DriverConfig.StaticKeys("AKID", "s", "token"))) {
            assertThat(plain.fetch()).isEqualTo(AwsBasicCredentials.create("AKIDEXAMPLE", "very-secret"));
            assertThat(ofSession.fetch()).isEqualTo(AwsSessionCredentials.create("AKID", "s", "token"));
            plain.refused();
            assertThat(plain.fetch().accessKeyId()).isEqualTo("AKIDEXAMPLE");
        }
    }

    @Test
    void aProviderOfTheUserIsMadeOnceAndClosedAtTheEnd() {
        var credentials = credentials(OWN);
        credentials.fetch();
        credentials.refused();
        credentials.fetch();
        assertThat(MADE).hasValue(1);
        assertThat(CLOSED).hasValue(0);
        credentials.close();
        assertThat(CLOSED).hasValue(1);
    }

    @Test
    void aRoleOnTopOfAProviderOfTheUserIsMadeAnewWithoutIt() {
        var role = new DriverConfig.AssumedRole(OWN, "arn:aws:iam::1:role/r", "session", "external");
        signIn = () -> {
            throw new IllegalStateException("not signed in");
        };
        var credentials = credentials(role);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(credentials::fetch)
                    .isInstanceOf(CredentialsFailedException.class)
                    .hasMessageContaining("no AWS credentials from role arn:aws:iam::1:role/r: ")
                    .hasMessageContaining("not signed in");
            assertThat(CLOSED).hasValue(0);
        }
        assertThat(MADE).hasValue(1);
        credentials.close();
        assertThat(CLOSED).hasValue(1);
    }

    /** The SDK would fail while it signs, which looks as if the request were at fault. */
    @Test
    void aProviderThatGivesNothingIsASignInThatFailed() {
        AwsCredentials withoutSecret = new AwsCredentials() {
            @Override
            public String accessKeyId() {
                return "AKIDGOOD";
            }

            @Override
            @SuppressWarnings("NullAway") // that is the fault
            public String secretAccessKey() {
                return null;
            }
        };
        try (var credentials = credentials(OWN)) {
            signIn = () -> null;
            assertThatThrownBy(credentials::fetch)
                    .isInstanceOf(CredentialsFailedException.class)
                    .hasMessageContaining(Provider.class.getName())
                    .hasMessageContaining("it gave null");
            signIn = () -> withoutSecret;
            assertThatThrownBy(credentials::fetch)
                    .isInstanceOf(CredentialsFailedException.class)
                    .hasMessageContaining("it gave no secret access key");
            signIn = CredentialsTest::good;
            assertThat(credentials.fetch().accessKeyId()).isEqualTo("AKIDGOOD");
        }
    }

    @Test
    void keysThatAreBlankAreNone() {
        for (boolean isSecret : new boolean[] {true, false}) {
            AwsCredentials blank = new AwsCredentials() {
                @Override
                public String accessKeyId() {
                    return isSecret ? "AKIDGOOD" : " ";
                }

                @Override
                public String secretAccessKey() {
                    return isSecret ? "\t" : "secret";
                }
            };
            signIn = () -> blank;
            try (var credentials = credentials(OWN)) {
                assertThatThrownBy(credentials::fetch)
                        .isInstanceOf(CredentialsFailedException.class)
                        .hasMessageContaining("it gave no " + (isSecret ? "secret access key" : "access key ID"));
            }
        }
    }

    @Test
    void theDefaultChainFindsThePropertiesOfTheJvm() {
        System.setProperty("aws.accessKeyId", "AKIDOFTHEJVM");
        System.setProperty("aws.secretAccessKey", "secret");
        try (var credentials = credentials(new DriverConfig.DefaultChain())) {
            assertThat(credentials.fetch().accessKeyId()).isEqualTo("AKIDOFTHEJVM");
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    @Test
    void aFailureSaysItsReasonAndWhatToDo() {
        try (var credentials = credentials(OWN)) {
            var start = "no AWS credentials from class " + Provider.class.getName() + ": ";
            var advice = " (sign in again, or check the credential properties of the URL, the environment and the"
                    + " profile)";
            signIn = () -> {
                throw new IllegalStateException("the session ended");
            };
            assertThatThrownBy(credentials::fetch).hasMessage(start + "the session ended" + advice);
            signIn = () -> {
                throw new IllegalStateException();
            };
            assertThatThrownBy(credentials::fetch).hasMessage(start + "java.lang.IllegalStateException" + advice);
            signIn = () -> {
                throw new IllegalStateException(new UnknownHostException("sts"));
            };
            assertThatThrownBy(credentials::fetch)
                    .hasMessage(
                            start
                                    + "the name sts is not known here. Check the network (VPN, DNS); or set proxyHost and proxyPort.");
            signIn = () -> {
                throw new NoClassDefFoundError("x/Y");
            };
            assertThatThrownBy(credentials::fetch)
                    .isInstanceOf(CredentialsFailedException.class)
                    .hasMessage(start + "x/Y" + advice);
        }
    }

    // ---------------------------------------------------------------- the sign-in

    private final java.util.concurrent.ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong now = new AtomicLong();
    private final List<CountDownLatch> held = new ArrayList<>();

    @AfterEach
    void release() {
        held.forEach(CountDownLatch::countDown);
        threads.shutdownNow();
    }

    /** What asks for credentials next hangs, until the end of the test or its interrupt; tells when it is asked. */
    private CountDownLatch hangs(CountDownLatch interrupted) {
        var asked = new CountDownLatch(1);
        var hanging = new CountDownLatch(1);
        held.add(hanging);
        signIn = () -> {
            asked.countDown();
            try {
                hanging.await();
            } catch (InterruptedException taken) {
                interrupted.countDown();
            }
            return good();
        };
        return asked;
    }

    private Future<AwsCredentials> waiting(SignIn signing) {
        return threads.submit(() -> signing.within(Duration.ofMinutes(1)));
    }

    @Test
    void aSignInThatHangsIsGivenUpByTheNextWhoWaits() throws Exception {
        try (var credentials = credentials(OWN)) {
            var signing = new SignIn(credentials, threads, now::get);
            var interrupted = new CountDownLatch(1);
            var asked = hangs(interrupted);
            var first = waiting(signing);
            asked.await();
            signIn = () -> AwsBasicCredentials.create("AKIDNEXT", "secret");
            now.addAndGet(Duration.ofMinutes(10).toNanos() - 1);
            assertThat(catchThrowableOfType(TimeoutException.class, () -> signing.within(Duration.ofMillis(1))))
                    .isNotNull();
            assertThat(interrupted.getCount()).isEqualTo(1);
            now.incrementAndGet();
            assertThat(signing.within(Duration.ofMinutes(1)).accessKeyId()).isEqualTo("AKIDNEXT");
            interrupted.await();
            assertThat(first.get().accessKeyId()).isEqualTo("AKIDGOOD");
        }
    }

    @Test
    void whoComesWhileASignInIsUnderWayGetsItsCredentialsAndWhoComesLaterAsksAnew() throws Exception {
        try (var credentials = credentials(OWN)) {
            var signing = new SignIn(credentials, threads, now::get);
            var asked = hangs(new CountDownLatch(1));
            var first = waiting(signing);
            asked.await();
            signIn = () -> AwsBasicCredentials.create("AKIDNEXT", "secret");
            assertThat(catchThrowableOfType(TimeoutException.class, () -> signing.within(Duration.ofMillis(1))))
                    .isNotNull();
            held.get(0).countDown();
            assertThat(first.get().accessKeyId()).isEqualTo("AKIDGOOD");
            assertThat(signing.within(Duration.ofMinutes(1)).accessKeyId()).isEqualTo("AKIDNEXT");
        }
    }

    @Test
    void eachWhoWaitsGetsAFailureOfItsOwn() throws Exception {
        try (var credentials = credentials(OWN)) {
            var signing = new SignIn(credentials, threads, now::get);
            signIn = () -> {
                throw new IllegalStateException("not signed in");
            };
            var thrown = catchThrowableOfType(
                    ExecutionException.class, () -> waiting(signing).get());
            assertThat(thrown.getCause())
                    .isInstanceOf(CredentialsFailedException.class)
                    .hasMessageContaining("not signed in")
                    .hasCauseInstanceOf(CredentialsFailedException.class);
            signIn = () -> {
                throw new AssertionError("odd");
            };
            assertThatThrownBy(() -> signing.within(Duration.ofMinutes(1)))
                    .isInstanceOf(CredentialsFailedException.class)
                    .hasMessageContaining("no AWS credentials from class " + Provider.class.getName())
                    .hasMessageContaining("odd");
            assertThat(signing.source()).isEqualTo("class " + Provider.class.getName());
            assertThat(signing.canBeRenewed()).isTrue();
        }
    }

    @Test
    void givenKeysNeedNoSignIn() throws Exception {
        try (var credentials = credentials(TestConfig.KEYS)) {
            threads.shutdownNow();
            var signing = new SignIn(credentials, threads, now::get);
            assertThat(signing.within(Duration.ofNanos(1)).accessKeyId()).isEqualTo("AKIDEXAMPLE");
            assertThat(signing.canBeRenewed()).isFalse();
        }
    }
}
