package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.OwnThread;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.api.sdk.ClientLease;
import io.github.redshiftdata.jdbc.internal.api.sdk.ClientPool;
import io.github.redshiftdata.jdbc.internal.api.sdk.FakeService;
import io.github.redshiftdata.jdbc.internal.api.sdk.TestConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** The sign-in has limits of its own, and its failures are none of a statement. */
class SignInTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(250);

    /** What the provider does next; the driver makes its instance. */
    private static volatile Supplier<AwsCredentials> signIn = SignInTest::good;

    /** A sign-in of the user's own. */
    public static final class Provider implements AwsCredentialsProvider {
        @Override
        public AwsCredentials resolveCredentials() {
            return signIn.get();
        }
    }

    private final ClientPool pool = new ClientPool();
    private final FakeService service = new FakeService();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger fetches = new AtomicInteger();
    private ClientLease lease;

    @BeforeEach
    void connect() throws DataApiException {
        lease = pool.lease(with(new DriverConfig.CustomProvider(Provider.class.getName(), Map.of())));
    }

    @AfterEach
    void close() {
        release.countDown();
        lease.close();
        service.close();
        signIn = SignInTest::good;
    }

    private DriverConfig with(DriverConfig.AwsAuth auth) {
        return TestConfig.of(service.uri(), TestConfig.WORKGROUP, new DriverConfig.IamIdentity(), auth);
    }

    private static AwsCredentials good() {
        return AwsBasicCredentials.create("AKIDGOOD", "secret");
    }

    /** As a login helper that waits for its user. */
    private AwsCredentials slow() {
        fetches.incrementAndGet();
        asked.countDown();
        await(release);
        return good();
    }

    @Test
    void aSubmissionThatWaitsForItsSignInIsTakenBackAndNeverSent() throws InterruptedException {
        signIn = this::slow;
        var begun = lease.api().begin(() -> lease.api().executeStatement(submission(), LONG));
        asked.await();
        assertThat(lease.api().withdraw(begun)).isTrue();
        release.countDown();
        assertThatThrownBy(begun::join).hasCauseInstanceOf(DataApiException.class);
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void aSubmissionThatWasAnsweredIsNotTakenBack() {
        service.answers("{\"Id\":\"s1\"}");
        var begun = lease.api().begin(() -> lease.api().executeStatement(submission(), LONG));
        begun.join();
        assertThat(lease.api().withdraw(begun)).isFalse();
    }

    @Test
    void aSlowSignInEndsWithTheTimeOfTheCallAndNobodyIsInterrupted() {
        signIn = this::slow;
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> lease.api().executeStatement(submission(), SHORT),
                () -> lease.api().describeStatement("s1", 0, SHORT),
                () -> lease.catalog().databases(TestConfig.limits(SHORT)))) {
            var failure = failure(call);
            assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(failure.code()).isEqualTo("CredentialsTimedOut");
            assertThat(failure.sent()).isFalse();
            assertThat(failure.message()).contains("the sign-in (class " + Provider.class.getName() + ")", " s");
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
        assertThat(service.requests()).isEmpty();
        assertThat(fetches).hasValue(1);
    }

    @Test
    void aSignInThatGoesOnServesTheNextCall() throws DataApiException {
        signIn = this::slow;
        assertThat(failure(() -> lease.api().executeStatement(submission(), SHORT))
                        .code())
                .isEqualTo("CredentialsTimedOut");
        service.answers("{\"Id\":\"s1\"}");
        var next = lease.api().begin(() -> lease.api().executeStatement(submission(), LONG));
        release.countDown();
        assertThat(next.join().statementId()).isEqualTo("s1");
    }

    @Test
    void allWhoWaitShareOneSignIn() {
        signIn = this::slow;
        var calls = Stream.generate(() -> lease.api().begin(() -> lease.api().executeStatement(submission(), LONG)))
                .limit(5)
                .toList();
        calls.forEach(call -> service.answers("{\"Id\":\"s1\"}"));
        await(asked);
        release.countDown();
        calls.forEach(call -> assertThat(call.join().statementId()).isEqualTo("s1"));
        assertThat(fetches.get()).isBetween(1, calls.size());
    }

    @Test
    void anInterruptWhileSigningInSendsNothingAndStays() {
        signIn = this::slow;
        var caller = Thread.currentThread();
        var interrupting = OwnThread.run(() -> {
            await(asked);
            caller.interrupt();
        });
        var failure = failure(() -> lease.api().executeStatement(submission(), LONG));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.kind()).isEqualTo(Kind.INTERRUPTED);
        assertThat(failure.sent()).isFalse();
        assertThat(service.requests()).isEmpty();
        interrupting.join();
    }

    @Test
    void aSignInThatFailsIsNamedAndAskedForAgain() throws DataApiException {
        signIn = () -> {
            throw new IllegalStateException("the SSO session ended");
        };
        var failure = failure(() -> lease.api().executeStatement(submission(), LONG));
        assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(failure.code()).isEqualTo("CredentialsFailed");
        assertThat(failure.sent()).isFalse();
        assertThat(failure.message())
                .contains("class " + Provider.class.getName(), "the SSO session ended", "sign in again");
        assertThat(service.requests()).isEmpty();
        signIn = SignInTest::good;
        service.answers("{\"Id\":\"s1\"}");
        assertThat(lease.api().executeStatement(submission(), LONG).statementId())
                .isEqualTo("s1");
    }

    @Test
    void aProviderThatSpeaksOfAnInterruptInterruptsNobody() {
        signIn = () -> {
            throw new IllegalStateException("broken off", new InterruptedException("its own"));
        };
        var failure = failure(() -> lease.api().describeStatement("s1", 0, LONG));
        assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void expiredCredentialsAreRenewedByTheNextAttempt() throws DataApiException {
        var keys = new AtomicInteger();
        signIn = () -> AwsBasicCredentials.create("AKID" + keys.incrementAndGet(), "secret");
        service.fails(400, "ExpiredTokenException", "").answers("{\"Id\":\"s1\",\"Status\":\"FINISHED\"}");
        assertThat(lease.api().describeStatement("s1", 0, LONG).status()).isEqualTo(StatementStatus.FINISHED);
        service.fails(400, "ExpiredTokenException", "").answers("{\"Id\":\"s1\"}");
        var failure = failure(() -> lease.api().executeStatement(submission(), LONG));
        assertThat(failure.mendedByAskingAgain()).isTrue();
        assertThat(lease.api().executeStatement(submission(), LONG).statementId())
                .isEqualTo("s1");
        assertThat(service.authorizations())
                .satisfiesExactly(
                        first -> assertThat(first).contains("AKID1/"),
                        again -> assertThat(again).contains("AKID2/"),
                        submitted -> assertThat(submitted).contains("AKID3/"),
                        submittedAgain -> assertThat(submittedAgain).contains("AKID4/"));
    }

    @Test
    void whatAProviderKeepsIsDroppedOnceTheServiceRefusesIt(@TempDir Path folder) throws Exception {
        var count = folder.resolve("count");
        var script = folder.resolve("login.sh");
        Files.writeString(
                script,
                """
                #!/bin/sh
                echo x >> %s
                n=$(wc -l < %s | tr -d ' ')
                echo '{"Version":1,"AccessKeyId":"AKID'$n'","SecretAccessKey":"s","SessionToken":"t",'\
                '"Expiration":"2099-01-01T00:00:00Z"}'
                """
                        .formatted(count, count));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        var config = folder.resolve("config");
        Files.writeString(config, "[profile helper]\ncredential_process = " + script + "\n");
        System.setProperty("aws.configFile", config.toString());
        try (var other = pool.lease(with(new DriverConfig.Profile("helper")))) {
            service.answers("{\"Id\":\"s1\"}")
                    .answers("{\"Id\":\"s2\"}")
                    .fails(400, "ExpiredTokenException", "")
                    .answers("{\"Id\":\"s3\"}");
            other.api().executeStatement(submission(), LONG);
            other.api().executeStatement(submission(), LONG);
            failure(() -> other.api().executeStatement(submission(), LONG));
            other.api().executeStatement(submission(), LONG);
            assertThat(service.authorizations())
                    .satisfiesExactly(
                            first -> assertThat(first).contains("AKID1/"),
                            kept -> assertThat(kept).contains("AKID1/"),
                            refused -> assertThat(refused).contains("AKID1/"),
                            renewed -> assertThat(renewed).contains("AKID2/"));
        } finally {
            System.clearProperty("aws.configFile");
        }
    }

    @Test
    void closingWaitsForNoSignIn() {
        signIn = () -> {
            asked.countDown();
            awaitDeaf(release);
            return good();
        };
        var begun = lease.api().begin(() -> lease.api().executeStatement(submission(), LONG));
        await(asked);
        lease.close();
        var thrown = catchThrowableOfType(CompletionException.class, begun::join);
        assertThat(thrown.getCause()).isInstanceOfSatisfying(DataApiException.class, failed -> {
            assertThat(failed.failure().isClosed()).isTrue();
            assertThat(failed.failure().sent()).isFalse();
        });
        assertThat(release.getCount()).isEqualTo(1);
        assertThat(service.requests()).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new UncheckedIOException(new IOException(interrupted));
        }
    }

    /** As a helper that takes no notice of an interrupt. */
    private static void awaitDeaf(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException taken) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static SubmitRequest submission() {
        return new SubmitRequest(List.of("select 1"), List.of(), "token-1", null, null, null, 0, ResultFormat.JSON);
    }

    private static ServiceFailure failure(ThrowingCallable call) {
        var thrown = catchThrowableOfType(DataApiException.class, call);
        assertThat(thrown).isNotNull();
        return thrown.failure();
    }
}
