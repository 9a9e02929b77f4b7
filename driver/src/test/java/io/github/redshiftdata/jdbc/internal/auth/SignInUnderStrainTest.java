package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.redshiftdata.jdbc.OwnThread;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SsoFlow;
import io.github.redshiftdata.jdbc.internal.config.NetworkConfig;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Browsers, other programs of this machine, and services that behave oddly while somebody signs in. */
class SignInUnderStrainTest {

    private static final String START = "https://company.awsapps.com/start";
    private static final Instant BEGIN = Instant.parse("2030-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private final AtomicReference<Instant> time = new AtomicReference<>(BEGIN);
    private FakePortal portal;
    private IdentityCenter center;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        portal = new FakePortal();
        browser = portal::signInAt;
        center = new IdentityCenter(START, cache(), time::get);
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    private TokenCache cache() {
        return new TokenCache(folder, START, "eu-west-1", List.of());
    }

    private Network network() {
        var address = URI.create(portal.address());
        return new Network(new NetworkConfig(null, null, null, null, address, address, null, null, null, true));
    }

    private static DriverConfig.IdentityCenter config(@Nullable SsoFlow flow) {
        return new DriverConfig.IdentityCenter(START, "eu-west-1", null, null, flow, null, null);
    }

    private @Nullable PendingSignIn begin(@Nullable SsoFlow flow) {
        var means = new SsoGrants.Means(browser, time::get, pause -> {}, Duration.ofSeconds(20));
        return center.signIn(
                new IdentityCenterAsking(center, config(flow), new IdentityCenterAsking.Way(network(), means, false)));
    }

    private void signIn(@Nullable SsoFlow flow) {
        var attempt = begin(flow);
        if (attempt != null) {
            attempt.end().orTimeout(30, TimeUnit.SECONDS).join();
        }
    }

    private String key() {
        try (var credentials = new IdentityCenterCredentials(config(null), center, network(), time::get)) {
            return credentials.resolveCredentials().accessKeyId();
        }
    }

    /** The browser as a program that writes what it likes to the listener. */
    private void browserWrites(UnaryOperator<String> redirect, List<String> heads) {
        browser = page -> {
            var asked = FakePortal.parameters(page.getRawQuery());
            var back = URI.create(asked.get("redirect_uri"));
            var path = back.getPath() + "?code=" + portal.codeFor(page) + "&state=" + asked.get("state");
            try (var socket = new Socket(back.getHost(), back.getPort())) {
                var out = socket.getOutputStream();
                for (var each : redirect.apply(path).getBytes(StandardCharsets.US_ASCII)) {
                    out.write(each);
                    out.flush();
                }
                heads.add(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return true;
        };
    }

    @Test
    void aBrowserMayAskForAnIconFirst() {
        browser = page -> {
            var back = FakePortal.parameters(page.getRawQuery()).get("redirect_uri");
            var icon =
                    FakePortal.comeBack(URI.create(back).resolve("/favicon.ico").toString());
            assertThat(icon.join().statusCode()).isEqualTo(404);
            return portal.signInAt(page);
        };
        signIn(null);
        assertThat(key()).startsWith("ASIA");
    }

    @Test
    void aRedirectByteByByteIsAnsweredWithItsPage() {
        var heads = new ArrayList<String>();
        browserWrites(path -> "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", heads);
        signIn(null);
        assertThat(heads.get(0)).startsWith("HTTP/1.1 200 ").contains("You are signed in.");
    }

    @Test
    void aVeryLongRedirectIsBorne() {
        var heads = new ArrayList<String>();
        browserWrites(
                path -> "GET " + path + "&more=" + "x".repeat(60_000) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", heads);
        signIn(null);
        assertThat(heads.get(0)).contains("You are signed in.");
    }

    /** A scanner of links, or the browser itself, looks at the page before it shows it. */
    @Test
    void aLookWithHeadTakesNothingAway() {
        browser = page -> {
            var asked = FakePortal.parameters(page.getRawQuery());
            var back = URI.create(asked.get("redirect_uri"));
            try (var socket = new Socket(back.getHost(), back.getPort())) {
                var head = "HEAD " + back.getPath() + "?code=looked&state=" + asked.get("state")
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 ");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return portal.signInAt(page);
        };
        signIn(null);
        assertThat(key()).startsWith("ASIA");
    }

    @Test
    void connectionsThatSendNothingHoldUpNobodyAndEndWithTheSignIn() throws Exception {
        var silent = new ArrayList<Socket>();
        browser = page -> {
            var back = URI.create(FakePortal.parameters(page.getRawQuery()).get("redirect_uri"));
            try {
                for (var each = 0; each < 60; each++) {
                    var socket = new Socket(back.getHost(), back.getPort());
                    socket.getOutputStream().write("GET /o".getBytes(StandardCharsets.US_ASCII));
                    silent.add(socket);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return portal.signInAt(page);
        };
        signIn(null);
        for (var socket : silent) {
            socket.setSoTimeout(20_000);
            // Closed, one way or the other: else this waits.
            var end = catchThrowable(
                    () -> assertThat(socket.getInputStream().read()).isNegative());
            assertThat(end == null || end instanceof java.net.SocketException).isTrue();
            socket.close();
        }
    }

    /** The thread that connects has its own time limit, and may be interrupted: it waits for no request. */
    @Test
    void whoConnectsIsNotHeldUpByARenewalThatHangs() throws Exception {
        signIn(null);
        time.set(BEGIN.plusSeconds(7200));
        var arrived = new CountDownLatch(1);
        var mayGoOn = new CountDownLatch(1);
        portal.before = path -> {
            arrived.countDown();
            try {
                mayGoOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        var ofAStatement = OwnThread.supply(this::key);
        assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
        var connecting = OwnThread.supply(() -> begin(null));
        try {
            assertThat(connecting.get(30, TimeUnit.SECONDS)).isNotNull();
        } finally {
            mayGoOn.countDown();
        }
        assertThat(ofAStatement.get(30, TimeUnit.SECONDS)).startsWith("ASIA");
        connecting.get().end().orTimeout(30, TimeUnit.SECONDS).join();
        // One renewal serves both.
        assertThat(portal.count("refresh_token")).isEqualTo(1);
        assertThat(portal.pages).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/token | {} | lacks accessToken; is ssoOidcEndpoint, if set,",
                "/token | {\"expiresIn\":5} | lacks accessToken",
                "/token | <html> | HTTP 200 came, but not as AWS answers. Something on the way",
                "/client/register | {} | lacks clientId",
                "/client/register | {\"clientId\":\"c\"} | lacks clientSecret",
                "/device_authorization | {} | lacks deviceCode",
                "/device_authorization | {\"deviceCode\":\"d\"} | lacks verificationUri",
                "/federation/credentials | {} | holds no credentials; is ssoEndpoint, if set,",
                "/federation/credentials | {\"roleCredentials\":{\"accessKeyId\":\"a\"}} | holds no credentials",
                "/assignment/accounts | {} | gives you no such account or role",
                "/assignment/roles | {} | gives you no such account or role",
            })
    void anAnswerThatLacksWhatItMustHaveIsASentence(String path, String answer, String said) {
        portal.answers.put(path, answer);
        var thrown = catchThrowable(() -> {
            signIn(path.startsWith("/device") ? SsoFlow.DEVICE : null);
            key();
        });
        assertThat(thrown).hasMessageContaining(said);
    }

    /** OAuth lets the end of a token be left out, and the code of a device may last as long as usual. */
    @Test
    void anAnswerMayLeaveOutATime() {
        portal.answers.put("/token", "{\"accessToken\":\"t\",\"refreshToken\":\"r\"}");
        portal.answers.put(
                "/device_authorization",
                "{\"deviceCode\":\"d\",\"userCode\":\"A\",\"verificationUri\":\"https://device.example/\"}");
        portal.valid.add("t");
        signIn(SsoFlow.DEVICE);
        var kept = cache().read();
        assertThat(kept).isNotNull();
        assertThat(kept.expiresAt()).isEqualTo(BEGIN.plusSeconds(3600));
        portal.answers.put(
                "/federation/credentials",
                "{\"roleCredentials\":{\"accessKeyId\":\"ASIA\",\"secretAccessKey\":\"s\",\"sessionToken\":\"t\"}}");
        assertThat(key()).isEqualTo("ASIA");
    }

    /** Another program has damaged the file, the token has ended, and nothing renews it: one browser mends all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"accessToken\":5,\"expiresAt\":true}",
                "\uFEFF{}",
                "null",
                "{\"expiresAt\":\"soon\"}"
            })
    void aDamagedCacheAndARefusedRenewalCostOneBrowser(String damaged) throws IOException {
        signIn(null);
        try (var files = Files.newDirectoryStream(folder, "*.json")) {
            for (var file : files) {
                Files.writeString(file, damaged);
            }
        }
        portal.refreshTokens.clear();
        time.set(BEGIN.plusSeconds(7200));
        assertThat(catchThrowable(this::key)).hasMessageContaining("has ended. Open a new connection to sign in");
        signIn(null);
        signIn(null);
        assertThat(key()).startsWith("ASIA");
        assertThat(portal.pages).hasSize(2);
        assertThat(cache().read()).isNotNull();
    }

    /** The refresh token is good: to ask again helps, and a person cannot. */
    @ParameterizedTest
    @ValueSource(ints = {407, 500, 502, 503})
    void aRenewalThatFailsForNowIsNotToldAsTheEndOfTheSignIn(int status) {
        signIn(null);
        time.set(BEGIN.plusSeconds(7200));
        portal.status = status;
        assertThat(catchThrowable(this::key)).hasMessageNotContaining("has ended");
        portal.status = 0;
        assertThat(key()).startsWith("ASIA");
        assertThat(portal.pages).hasSize(1);
    }

    /** Two programs, the token of both has ended, and only one may use the refresh token. */
    @Test
    void ofTwoJvmsWithAnEndedTokenThatNothingRenewsOneAsks() {
        signIn(null);
        portal.refreshTokens.clear();
        time.set(BEGIN.plusSeconds(7200));
        var first = center;
        var second = new IdentityCenter(START, cache(), time::get);
        signIn(null);
        center = second;
        signIn(null);
        center = first;
        assertThat(key()).startsWith("ASIA");
        assertThat(portal.pages).hasSize(2);
    }

    @Test
    void aRenewalWithoutATokenLeavesTheOldOneInTheCache() {
        signIn(null);
        var before = cache().read();
        time.set(BEGIN.plusSeconds(7200));
        portal.answers.put("/token", "{}");
        assertThat(catchThrowable(this::key)).hasMessageContaining("lacks accessToken");
        assertThat(cache().read()).isEqualTo(before);
    }
}
