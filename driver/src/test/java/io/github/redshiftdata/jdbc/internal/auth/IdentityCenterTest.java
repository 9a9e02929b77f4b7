package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.redshiftdata.jdbc.RedshiftDataSignInPrompt;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SsoFlow;
import io.github.redshiftdata.jdbc.internal.config.NetworkConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sign-in of a person by IAM Identity Center, from the browser to the credentials of a role. */
class IdentityCenterTest {

    private static final String START = "https://company.example/start";
    private static final Instant BEGIN = Instant.parse("2030-01-01T00:00:00.123456Z");

    @TempDir
    Path folder;

    private final AtomicReference<Instant> time = new AtomicReference<>(BEGIN);
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private FakePortal portal;
    private IdentityCenter center;
    private Browser browser;
    private Duration longest = Duration.ofSeconds(20);

    @BeforeEach
    void start() throws IOException {
        portal = new FakePortal();
        browser = portal::signInAt;
        center = anotherJvm();
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    /** Knows the same cache of the user, and nothing else. */
    private IdentityCenter anotherJvm() {
        return new IdentityCenter(START, new TokenCache(folder, START, "eu-west-1", List.of()), time::get);
    }

    private Network network() {
        var address = URI.create(portal.address());
        return new Network(new NetworkConfig(null, null, null, null, address, address, null, null, null, true));
    }

    private static DriverConfig.IdentityCenter config(@Nullable SsoFlow flow) {
        return new DriverConfig.IdentityCenter(START, "eu-west-1", null, null, flow, null, null);
    }

    private SsoGrants.Means means() {
        return new SsoGrants.Means(
                browser,
                time::get,
                pause -> {
                    pauses.add(pause);
                    time.set(time.get().plus(pause));
                },
                longest);
    }

    private @Nullable PendingSignIn begin(DriverConfig.IdentityCenter config, boolean byAPool) {
        return center.signIn(
                new IdentityCenterAsking(center, config, new IdentityCenterAsking.Way(network(), means(), byAPool)));
    }

    private @Nullable PendingSignIn begin(DriverConfig.IdentityCenter config) {
        return begin(config, false);
    }

    private void signIn(DriverConfig.IdentityCenter config) {
        var attempt = begin(config);
        if (attempt != null) {
            attempt.end().orTimeout(30, TimeUnit.SECONDS).join();
        }
    }

    private String failure(DriverConfig.IdentityCenter config) {
        var thrown = catchThrowable(() -> signIn(config));
        return thrown instanceof CredentialsFailedException
                ? String.valueOf(thrown.getMessage())
                : String.valueOf(thrown.getCause().getMessage());
    }

    private String key(DriverConfig.IdentityCenter config) {
        try (var credentials = new IdentityCenterCredentials(config, center, network(), time::get)) {
            return credentials.resolveCredentials().accessKeyId();
        }
    }

    @Test
    void theBrowserBringsACodeAndTheOnlyRoleIsFound() {
        signIn(config(null));
        assertThat(key(config(null))).isEqualTo("ASIA111122223333Reader");
        assertThat(portal.requests)
                .containsExactly(
                        "register",
                        "authorization_code",
                        "/assignment/accounts",
                        "/assignment/roles",
                        "/federation/credentials");
        var page = FakePortal.parameters(URI.create(portal.pages.get(0)).getRawQuery());
        assertThat(portal.pages.get(0)).startsWith(portal.address() + "/authorize?");
        assertThat(page)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "client-1")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("scopes", "sso:account:access");
        assertThat(page.get("redirect_uri")).matches("http://127[.]0[.]0[.]1:\\d+/oauth/callback");
        assertThat(page.get("state")).hasSizeGreaterThan(40);
    }

    @Test
    void whoIsSignedInIsNotAskedAgain() {
        signIn(config(null));
        signIn(config(null));
        assertThat(portal.pages).hasSize(1);
        assertThat(begin(config(null))).isNull();
    }

    @Test
    void severalAtOnceShareOneBrowser() {
        var held = new AtomicReference<URI>();
        browser = page -> {
            held.set(page);
            return true;
        };
        var first = begin(config(null));
        var second = begin(config(null));
        assertThat(second).isSameAs(first);
        while (held.get() == null) {
            Thread.onSpinWait();
        }
        portal.signInAt(held.get());
        first.end().orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(portal.pages).hasSize(1);
    }

    @Test
    void theCacheOfTheCommandLineIsWrittenAndReadByOthers() throws Exception {
        signIn(config(null));
        // The name that the command line gives it: SHA-1 of the start URL.
        var file = folder.resolve("6de5429f0b053f08cede2b3ac6756f2de80f894e.json");
        assertThat(Files.readString(file))
                .contains("\"startUrl\":\"" + START + "\"", "\"region\":\"eu-west-1\"", "\"accessToken\":\"token-2\"")
                .contains("\"expiresAt\":\"2030-01-01T01:00:00Z\"", "\"refreshToken\":\"refresh-2\"")
                .contains("\"registrationExpiresAt\":\"2100-01-01T00:00:00Z\"", "\"clientId\"", "\"clientSecret\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        center = anotherJvm();
        signIn(config(null));
        assertThat(key(config(null))).isEqualTo("ASIA111122223333Reader");
        assertThat(portal.pages).hasSize(1);
    }

    @Test
    void aTokenThatEndsIsRenewedSilently() {
        signIn(config(null));
        time.set(BEGIN.plus(Duration.ofHours(2)));
        portal.valid.clear();
        assertThat(key(config(null))).isEqualTo("ASIA111122223333Reader");
        assertThat(portal.count("refresh_token")).isEqualTo(1);
        assertThat(portal.pages).hasSize(1);
    }

    @Test
    void inTheMiddleOfWorkNobodyIsAskedAndOneSentenceSaysSo() {
        signIn(config(null));
        time.set(BEGIN.plus(Duration.ofHours(2)));
        portal.refreshTokens.clear();
        assertThatThrownBy(() -> key(config(null)))
                .hasMessage("the sign-in at " + START
                        + " has ended. Open a new connection to sign in, or use `aws sso login`");
        assertThat(portal.pages).hasSize(1);
        signIn(config(null));
        assertThat(portal.pages).hasSize(2);
    }

    /** Its end is a matter of the clock, of which there may be two opinions. */
    @Test
    void aTokenThatIsRefusedThoughItLooksValidIsRenewedOnce() {
        signIn(config(null));
        portal.valid.clear();
        assertThat(key(config(null))).isEqualTo("ASIA111122223333Reader");
        assertThat(portal.count("refresh_token")).isEqualTo(1);
    }

    @Test
    void aClockThatIsAheadCostsARenewalAndNoBrowser() {
        signIn(config(null));
        time.set(BEGIN.plus(Duration.ofDays(1)));
        center = anotherJvm();
        signIn(config(null));
        assertThat(portal.pages).hasSize(1);
        assertThat(portal.count("refresh_token")).isEqualTo(1);
    }

    /** To it, the token of an hour has ended when it comes from a cache, and so have the keys of a role when they are given. */
    @Test
    void aClockAnHourAheadCostsOneRenewalAndKeysAreUsed() {
        portal.expiration = Instant.now().plus(Duration.ofHours(1)).toEpochMilli();
        time.set(Instant.now());
        signIn(config(null));
        time.set(Instant.now().plus(Duration.ofHours(1)));
        center = anotherJvm();
        signIn(config(null));
        try (var credentials = new IdentityCenterCredentials(config(null), center, network(), time::get)) {
            assertThat(credentials.resolveCredentials()).isSameAs(credentials.resolveCredentials());
        }
        signIn(config(null));
        assertThat(portal.pages).hasSize(1);
        assertThat(portal.count("refresh_token")).isEqualTo(1);
        assertThat(portal.count("/federation/credentials")).isEqualTo(1);
    }

    /** To it, a token that has ended looks valid: it is refused, and renewed once. */
    @Test
    void aClockAnHourBehindCostsOneRenewal() {
        time.set(Instant.now());
        signIn(config(null));
        portal.valid.clear();
        time.set(Instant.now().minus(Duration.ofHours(1)));
        assertThat(key(config(null))).isEqualTo("ASIA111122223333Reader");
        assertThat(portal.count("refresh_token")).isEqualTo(1);
        assertThat(portal.pages).hasSize(1);
    }

    /** Nothing renews it: one sentence tells of the clock, and whoever opens a connection is asked once. */
    @Test
    void aTokenThatHasEndedByTheClockOfTheServiceAloneIsSaidSoAndAskedForOnce() {
        signIn(config(null));
        portal.valid.clear();
        portal.refreshTokens.clear();
        time.set(BEGIN.minus(Duration.ofHours(1)));
        assertThatThrownBy(() -> key(config(null)))
                .hasMessage(
                        "the sign-in at " + START + " has ended, though not by the clock of this machine: it was ended"
                                + " elsewhere, or the clock is wrong. Open a new connection to sign in, or use `aws sso login`");
        signIn(config(null));
        assertThat(portal.pages).hasSize(2);
        assertThat(key(config(null))).isEqualTo("ASIA111122223333Reader");
        signIn(config(null));
        assertThat(portal.pages).hasSize(2);
    }

    /** Both have read the same refresh token, and it counts once. */
    @Test
    void ofTwoJvmsThatRenewAtOnceTheSecondTakesWhatTheFirstHasGot() {
        signIn(config(null));
        time.set(BEGIN.plus(Duration.ofHours(2)));
        var first = center;
        var second = anotherJvm();
        center = first;
        key(config(null));
        center = second;
        assertThat(key(config(null))).isEqualTo("ASIA111122223333Reader");
        assertThat(portal.count("refresh_token")).isEqualTo(1);
    }

    /** The other one is a process of its own: locks of files count between JVMs. */
    @Test
    void whileAnotherJvmAsksNobodyIsAskedHereAndItsTokenServes() throws Exception {
        var other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AnotherJvmAsking.class.getName(),
                        folder.toString(),
                        START)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var answers = other.inputReader();
                var orders = other.outputWriter()) {
            assertThat(answers.readLine()).isEqualTo("asking");
            var pending = begin(config(null));
            assertThat(pending).isNotNull();
            while (Thread.getAllStackTraces().entrySet().stream()
                    .noneMatch(thread -> thread.getKey().getName().equals("redshift-data-sign-in")
                            && Arrays.stream(thread.getValue())
                                    .anyMatch(frame -> frame.getMethodName().equals("lock")
                                            && frame.getClassName().equals(TokenCache.class.getName())))) {
                assertThat(pending.end()).isNotDone();
                Thread.onSpinWait();
            }
            assertThat(portal.pages).isEmpty();
            portal.valid.add("token-of-the-other");
            orders.write("signed in\n");
            orders.flush();
            pending.end().orTimeout(30, TimeUnit.SECONDS).join();
            assertThat(answers.readLine()).isEqualTo("done");
        } finally {
            other.destroy();
        }
        assertThat(portal.pages).isEmpty();
        assertThat(portal.requests).isEmpty();
        assertThat(key(config(null))).isEqualTo("ASIA111122223333Reader");
    }

    @Test
    void anotherStateChangesNothing() throws Exception {
        var answers = new ArrayList<CompletableFuture<String>>();
        browser = page -> {
            var back = FakePortal.parameters(page.getRawQuery()).get("redirect_uri");
            for (var query :
                    List.of("?code=evil&state=guessed", "?code=evil", "?error=access_denied&state=guessed", "")) {
                answers.add(FakePortal.comeBack(back + query).thenApply(a -> a.statusCode() + " " + a.body()));
            }
            answers.add(FakePortal.comeBack(back.replace("/oauth/callback", "/favicon.ico"))
                    .thenApply(a -> a.statusCode() + " " + a.body()));
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
            return portal.signInAt(page);
        };
        signIn(config(null));
        assertThat(answers.subList(0, 4))
                .allSatisfy(
                        answer -> assertThat(answer.get()).startsWith("400 ").contains("does not belong to"));
        assertThat(answers.get(4).get()).startsWith("404 ");
    }

    @Test
    void aBrowserMayOpenConnectionsAheadAndSendItsRequestInPieces() {
        var page = new AtomicReference<String>();
        browser = asked -> {
            var back = URI.create(FakePortal.parameters(asked.getRawQuery()).get("redirect_uri"));
            try (var ahead = new Socket(back.getHost(), back.getPort());
                    var slow = new Socket(back.getHost(), back.getPort())) {
                slow.getOutputStream().write("GET /oauth/call".getBytes(StandardCharsets.US_ASCII));
                slow.getOutputStream().flush();
                portal.signInAt(asked);
                page.set(String.valueOf(ahead.isConnected()));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return true;
        };
        signIn(config(null));
        assertThat(page.get()).isEqualTo("true");
    }

    @Test
    void aRefusalInTheBrowserIsToldAndRememberedForAMinute() {
        browser = page -> {
            portal.pages.add(page.toString());
            var asked = FakePortal.parameters(page.getRawQuery());
            var unused = FakePortal.comeBack(asked.get("redirect_uri")
                    + "?error=access_denied&error_description=not+you&state=" + asked.get("state"));
            return true;
        };
        assertThat(failure(config(null)))
                .isEqualTo("the sign-in by IAM Identity Center failed: the sign-in was refused in the browser"
                        + " (access_denied: not you)");
        time.set(BEGIN.plusSeconds(59));
        assertThat(failure(config(null))).contains("access_denied").contains("less than a minute ago");
        assertThat(portal.pages).hasSize(1);
        time.set(BEGIN.plusSeconds(61));
        browser = portal::signInAt;
        signIn(config(null));
        assertThat(portal.pages).hasSize(2);
    }

    @Test
    void aCodeThatWasUsedBeforeIsRefused() {
        browser = page -> {
            var asked = FakePortal.parameters(page.getRawQuery());
            var unused = FakePortal.comeBack(asked.get("redirect_uri") + "?code=used&state=" + asked.get("state"));
            return true;
        };
        assertThat(failure(config(null))).contains("does not take the code that the browser brought (InvalidGrant)");
    }

    @Test
    void aBrowserThatDoesNotComeBackEndsTheWait() {
        browser = page -> true;
        longest = Duration.ofMillis(50);
        assertThat(failure(config(null))).contains("the browser did not come back within");
    }

    @Test
    void aPortThatIsTakenIsSaid() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var config =
                    new DriverConfig.IdentityCenter(START, "eu-west-1", null, null, null, other.getLocalPort(), null);
            assertThat(failure(config)).contains("the port " + other.getLocalPort() + " of ssoPort is in use");
        }
    }

    @Test
    void aFixedPortIsWhereTheBrowserComesBack() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        signIn(new DriverConfig.IdentityCenter(START, "eu-west-1", null, null, null, port, null));
        assertThat(portal.pages.get(0)).contains("127.0.0.1%3A" + port + "%2F");
    }

    @Test
    void withoutABrowserTheAddressIsShown() {
        var shown = new ArrayList<String>();
        RedshiftDataSignInPrompt prompt = (page, code) -> {
            shown.add(code + " " + page);
            portal.signInAt(page);
        };
        browser = page -> false;
        signIn(new DriverConfig.IdentityCenter(START, "eu-west-1", null, null, null, null, prompt));
        assertThat(shown).singleElement().asString().startsWith("null " + portal.address() + "/authorize?");
    }

    @Test
    void whoDoesNotWaitIsToldTheAddressAndTheSignInStaysOpen() throws Exception {
        var opened = new CompletableFuture<URI>();
        browser = opened::complete;
        var attempt = begin(config(null));
        var page = opened.get(20, TimeUnit.SECONDS);
        assertThatThrownBy(() -> attempt.end().get(1, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        while (attempt.shown().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(attempt.shown()).isEqualTo(page.toString());
        portal.signInAt(page);
        attempt.end().get(20, TimeUnit.SECONDS);
        assertThat(begin(config(null))).isNull();
    }

    @Test
    void aDeviceShowsACodeAndAsksAtThePaceThatItIsTold() {
        var shown = new ArrayList<String>();
        RedshiftDataSignInPrompt prompt = (page, code) -> shown.add(code + " " + page);
        portal.slowDown = true;
        browser = page -> {
            throw new IllegalStateException("no browser here");
        };
        signIn(new DriverConfig.IdentityCenter(START, "eu-west-1", null, null, SsoFlow.DEVICE, null, prompt));
        assertThat(shown).containsExactly("ABCD-EFGH https://device.example/?user_code=ABCD-EFGH");
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 6L, 6L, 6L);
        assertThat(key(config(null))).isEqualTo("ASIA111122223333Reader");
    }

    @Test
    void aDeviceThatNobodyConfirmsSaysSoWithItsCode() {
        portal.pending = Integer.MAX_VALUE;
        portal.interval = 100;
        assertThat(failure(config(SsoFlow.DEVICE)))
                .contains("nobody signed in with the code ABCD-EFGH at https://device.example/?user_code=ABCD-EFGH");
    }

    @Test
    void aDeviceThatIsRefusedOrLateSaysSo() {
        portal.deviceError = "AccessDeniedException";
        assertThat(failure(config(SsoFlow.DEVICE))).contains("the sign-in with the code was refused (AccessDenied)");
        time.set(time.get().plusSeconds(61));
        portal.deviceError = "ExpiredTokenException";
        assertThat(failure(config(SsoFlow.DEVICE))).contains("nobody signed in with the code ABCD-EFGH");
    }

    @Test
    void aPoolOpensNoBrowserUnlessTheSettingsSaySo() {
        var attempt = begin(config(null), true);
        assertThatThrownBy(() -> attempt.end().get(20, TimeUnit.SECONDS))
                .hasMessageContaining("a connection pool opens no browser by itself");
        assertThat(portal.pages).isEmpty();
        time.set(BEGIN.plusSeconds(61));
        begin(config(SsoFlow.BROWSER), true)
                .end()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        assertThat(portal.pages).hasSize(1);
    }

    @Test
    void noneAsksNobodyButUsesWhatIsThere() {
        assertThat(failure(config(SsoFlow.NONE))).contains("ssoFlow=none asks nobody");
        time.set(BEGIN.plusSeconds(61));
        signIn(config(null));
        center = anotherJvm();
        signIn(config(SsoFlow.NONE));
        assertThat(key(config(SsoFlow.NONE))).isEqualTo("ASIA111122223333Reader");
    }

    @Test
    void severalRolesAreListed() {
        portal.roles.put("444455556666", List.of("Admin", "Reader"));
        signIn(config(null));
        assertThatThrownBy(() -> key(config(null)))
                .hasMessage("IAM Identity Center gives you several roles. Set ssoAccountId and ssoRoleName to one of"
                        + " 111122223333 Reader, 444455556666 Admin, 444455556666 Reader");
        assertThat(key(new DriverConfig.IdentityCenter(START, "eu-west-1", null, "Admin", null, null, null)))
                .isEqualTo("ASIA444455556666Admin");
        assertThat(key(new DriverConfig.IdentityCenter(START, "eu-west-1", "444455556666", "Reader", null, null, null)))
                .isEqualTo("ASIA444455556666Reader");
    }

    @Test
    void aRoleThatIsNotGivenIsNamedWithThoseThatAre() {
        signIn(config(null));
        assertThatThrownBy(() -> key(
                        new DriverConfig.IdentityCenter(START, "eu-west-1", "111122223333", "Admin", null, null, null)))
                .hasMessage("IAM Identity Center gives you no role 'Admin' in the account 111122223333. Yours are"
                        + " 111122223333 Reader");
        assertThatThrownBy(
                        () -> key(new DriverConfig.IdentityCenter(START, "eu-west-1", null, "Admin", null, null, null)))
                .hasMessageContaining("gives you no such account or role");
    }

    @Test
    void aServiceThatCannotBeReachedIsNamed() {
        portal.close();
        assertThat(failure(config(null))).contains("the sign-in by IAM Identity Center failed: ");
    }
}
