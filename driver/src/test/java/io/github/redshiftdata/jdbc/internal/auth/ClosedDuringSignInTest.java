package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.OwnThread;
import io.github.redshiftdata.jdbc.RedshiftDataMfaPrompt;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.NetworkConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several clients wait for one sign-in: the end of the one that has begun it is no refusal for the others. */
class ClosedDuringSignInTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/Analyst";

    @TempDir
    Path folder;

    private FakePortal portal;
    private FakeSts sts;

    @BeforeEach
    void start() throws IOException {
        portal = new FakePortal();
        sts = new FakeSts();
        System.setProperty("aws.ssoCacheDirectory", folder.toString());
    }

    @AfterEach
    void stop() {
        System.clearProperty("aws.ssoCacheDirectory");
        System.clearProperty("aws.configFile");
        portal.close();
        sts.close();
    }

    private Network network() {
        var address = URI.create(portal.address());
        return new Network(new NetworkConfig(
                null, null, null, URI.create(sts.address()), address, address, null, null, null, true));
    }

    private Credentials credentials(DriverConfig.AwsAuth auth) {
        return new Credentials(auth, "eu-west-1", network(), InstantSource.system());
    }

    /** A person is signed in, and another one of the same identity waits for the role. */
    @Test
    void whoWaitsForThePropagationOfAnotherGetsItThoughThatOneCloses() throws Exception {
        var startUrl = "https://" + UUID.randomUUID() + ".example/start";
        portal.valid.add("token");
        new TokenCache(folder, startUrl, "eu-west-1", List.of())
                .write(new SsoToken("token", Instant.parse("2100-01-01T00:00:00Z"), null, null, null, null));
        var center = new DriverConfig.IdentityCenter(startUrl, "eu-west-1", null, null, null, null, null);
        var role = new DriverConfig.AssumedRole(center, ROLE, null, null);
        var person = new DriverConfig.PropagatedIdentity(role, FakePortal.APPLICATION, "eu-west-1", null, null);
        var arrived = new CountDownLatch(1);
        var mayGoOn = new CountDownLatch(1);
        portal.before = path -> {
            if (path.equals("/assignment/accounts")) {
                arrived.countDown();
                await(mayGoOn);
            }
        };
        try (var other = credentials(person)) {
            var closing = credentials(person);
            var first = OwnThread.supply(closing::fetch);
            await(arrived);
            closing.close();
            var second = OwnThread.supply(other::fetch);
            mayGoOn.countDown();
            assertThat(second.get(30, TimeUnit.SECONDS).accessKeyId()).isEqualTo("ASIAAssumeRole1");
            assertThat(first.get(30, TimeUnit.SECONDS).accessKeyId()).isEqualTo("ASIAAssumeRole1");
            assertThatThrownBy(() -> sign(closing)).hasMessageContaining("the connection was closed");
        }
        assertThat(sts.requests).hasSize(1);
    }

    /** Nothing is at hand any more, and a client that is closed must begin nothing. */
    private static void sign(Credentials closed) {
        closed.refused();
        closed.fetch();
    }

    @Test
    void whoWaitsForTheCodeOfAnotherGetsTheSessionThoughThatOneCloses() throws Exception {
        System.setProperty(
                "aws.configFile",
                Files.writeString(
                                folder.resolve("config"),
                                """
                                [profile keys]
                                aws_access_key_id = AKIDEXAMPLE
                                aws_secret_access_key = hush
                                [profile work]
                                role_arn = arn:aws:iam::123456789012:role/r
                                source_profile = keys
                                """)
                        .toString());
        // The keys of the role end at once: each code that is sent needs the client of the profile.
        sts.expiration = Instant.now().minusSeconds(10).toString();
        sts.refuses("GetSessionToken", 403, "AccessDenied", "MultiFactorAuthentication failed with invalid MFA code");
        var asked = new CountDownLatch(2);
        var mayGoOn = new CountDownLatch(1);
        RedshiftDataMfaPrompt prompt = serial -> {
            asked.countDown();
            if (asked.getCount() == 1) {
                return "000000";
            }
            await(mayGoOn);
            return "123456";
        };
        var device = new DriverConfig.MfaSession(
                new DriverConfig.Profile("work"), "arn:aws:iam::123456789012:mfa/" + UUID.randomUUID(), null, prompt);
        try (var other = credentials(device)) {
            var closing = credentials(device);
            var begun = closing.signIn(false);
            await(asked);
            assertThat(sts.actions()).containsExactly("AssumeRole", "GetSessionToken");
            closing.close();
            sts.takesAgain("GetSessionToken");
            sts.expiration = "2100-01-01T00:00:00Z";
            mayGoOn.countDown();
            assertThat(begun).isNotNull();
            begun.end().orTimeout(30, TimeUnit.SECONDS).join();
            assertThat(other.fetch().accessKeyId()).startsWith("ASIAGetSessionToken");
            assertThat(sts.actions()).endsWith("AssumeRole", "GetSessionToken").hasSize(4);
            assertThatThrownBy(() -> closing.signIn(false)).hasMessageContaining("the connection was closed");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
