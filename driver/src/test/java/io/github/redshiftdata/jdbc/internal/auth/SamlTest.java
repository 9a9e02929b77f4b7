package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SsoFlow;
import io.github.redshiftdata.jdbc.internal.config.NetworkConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in by a SAML identity provider: in the browser, or with an answer that a program has. */
class SamlTest {

    private static final String ACCOUNT = "arn:aws:iam::123456789012:";
    private static final String READER = ACCOUNT + "role/Reader";
    private static final String WRITER = ACCOUNT + "role/Writer";
    private static final String PROVIDER = ACCOUNT + "saml-provider/Okta";

    private final RedshiftDataDataSource source = new RedshiftDataDataSource();
    private final List<String> pages = new CopyOnWriteArrayList<>();
    private Duration clockIsOff = Duration.ZERO;
    private final PersonSession session = new PersonSession(() -> Instant.now().plus(clockIsOff));
    private FakeSts sts;
    private RecordingProxy service;
    private int port;
    private Browser browser;
    private Duration longest = Duration.ofSeconds(20);

    @BeforeEach
    void start() throws IOException {
        sts = new FakeSts();
        service = new RecordingProxy("403 Forbidden");
        source.setUrl("jdbc:redshift-data://localhost:" + service.port() + "/dev?workgroupName=wg");
        source.setStsEndpoint(sts.address());
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        browser = page -> signInAt(page, answer(READER + "," + PROVIDER));
    }

    @AfterEach
    void stop() throws IOException {
        sts.close();
        service.close();
    }

    private static String answer(String... roles) {
        var values = new StringBuilder();
        for (var role : roles) {
            values.append("<saml:AttributeValue>").append(role).append("</saml:AttributeValue>");
        }
        var xml = "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""
                + " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"><saml:Assertion><saml:AttributeStatement>"
                + "<saml:Attribute Name=\"https://aws.amazon.com/SAML/Attributes/Role\">" + values
                + "</saml:Attribute></saml:AttributeStatement></saml:Assertion></samlp:Response>";
        return Base64.getMimeEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
    }

    /** The browser shows the page, the person signs in, and the page posts the answer to this machine. */
    private boolean signInAt(URI page, String answer) {
        pages.add(page.toString());
        var unused = HttpClient.newHttpClient()
                .sendAsync(
                        post("http://localhost:" + port + "/", "RelayState=&SAMLResponse=" + encoded(answer)),
                        HttpResponse.BodyHandlers.ofString());
        return true;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpRequest post(String address, String form) {
        return HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
    }

    private DriverConfig.Saml config(@Nullable String role, @Nullable SsoFlow flow) {
        return new DriverConfig.Saml(role, null, URI.create("https://login.example/app?id=7"), null, null, flow, port);
    }

    private SamlCredentials credentials(DriverConfig.Saml config) {
        var way = new NetworkConfig(null, null, null, URI.create(sts.address()), null, null, null, null, null, true);
        return new SamlCredentials(
                config,
                session,
                new Network(way),
                software.amazon.awssdk.regions.Region.EU_WEST_1,
                new SamlCredentials.Means(browser, longest));
    }

    private void signIn(DriverConfig.Saml config, boolean byAPool) {
        var pending = credentials(config).signIn(byAPool);
        if (pending != null) {
            pending.end().orTimeout(30, TimeUnit.SECONDS).join();
        }
    }

    private String failure(DriverConfig.Saml config, boolean byAPool) {
        var thrown = catchThrowable(() -> signIn(config, byAPool));
        return String.valueOf(
                thrown instanceof CredentialsFailedException
                        ? thrown.getMessage()
                        : thrown.getCause().getMessage());
    }

    @Test
    void theBrowserBringsTheAnswerAndAwsGivesTheOnlyRoleForIt() {
        signIn(config(null, null), false);
        assertThat(pages).containsExactly("https://login.example/app?id=7");
        assertThat(sts.requests.get(0))
                .containsEntry("Action", "AssumeRoleWithSAML")
                .containsEntry("RoleArn", READER)
                .containsEntry("PrincipalArn", PROVIDER)
                .containsEntry("SAMLAssertion", answer(READER + "," + PROVIDER).replaceAll("\\s", ""));
        assertThat(sts.authorizations).containsExactly("null");
        assertThat(credentials(config(null, null)).resolveCredentials().accessKeyId())
                .isEqualTo("ASIAAssumeRoleWithSAML1");
    }

    @Test
    void whoIsSignedInIsNotAskedAgain() {
        signIn(config(null, null), false);
        signIn(config(null, null), false);
        assertThat(pages).hasSize(1);
    }

    /** To a clock that is ahead, the keys of an hour would have ended when they come, and each connection would ask again. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aClockThatIsOffByAnHourAsksNobodyAgain(int hours) {
        sts.expiration = Instant.now()
                .plus(Duration.ofHours(1))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        clockIsOff = Duration.ofHours(hours);
        signIn(config(null, null), false);
        assertThat(credentials(config(null, null)).resolveCredentials().accessKeyId())
                .isEqualTo("ASIAAssumeRoleWithSAML1");
        signIn(config(null, null), false);
        assertThat(pages).hasSize(1);
        // By its own clock it uses them no longer than AWS does.
        clockIsOff = Duration.ofHours(hours + 1);
        assertThatThrownBy(() -> credentials(config(null, null)).resolveCredentials())
                .hasMessageContaining("or the role has ended");
    }

    @Test
    void severalAtOnceShareOneBrowser() {
        browser = page -> pages.add(page.toString());
        var first = credentials(config(null, null)).signIn(false);
        var second = credentials(config(null, null)).signIn(false);
        assertThat(second).isSameAs(first).isNotNull();
        while (pages.isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(first.shown()).isEqualTo("https://login.example/app?id=7");
        signInAt(URI.create("https://second"), answer(PROVIDER + " , " + READER));
        first.end().orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(sts.requests).hasSize(1);
    }

    @Test
    void ofSeveralRolesOneIsChosenByRoleArn() {
        browser = page -> signInAt(page, answer(READER + "," + PROVIDER, WRITER + "," + PROVIDER));
        assertThat(failure(config(null, null), false))
                .isEqualTo("the sign-in by SAML failed: the SAML answer offers several roles. Set roleArn to one of "
                        + READER + ", " + WRITER);
        assertThat(sts.requests).isEmpty();
    }

    @Test
    void theRoleOfTheSettingsMustBeOffered() {
        assertThat(failure(config(WRITER, null), false))
                .contains("the SAML answer does not offer this role. Set roleArn to one of " + READER);
    }

    @Test
    void aFailureIsRememberedForAMinute() {
        sts.refuses("AssumeRoleWithSAML", 403, "AccessDenied", "no");
        assertThat(failure(config(null, null), false))
                .contains(
                        "AWS does not give the role " + READER + " for the SAML answer; its trust policy decides that");
        assertThat(failure(config(null, null), false)).contains("it is not tried again before");
        assertThat(pages).hasSize(1);
    }

    @Test
    void aPoolOpensNoBrowserUnlessItIsTold() {
        assertThat(failure(config(null, null), true)).contains("a connection pool opens no browser by itself");
        assertThat(pages).isEmpty();
        var other = new SamlCredentials(
                config(null, SsoFlow.BROWSER),
                new PersonSession(InstantSource.system()),
                new Network(new NetworkConfig(
                        null, null, null, URI.create(sts.address()), null, null, null, null, null, true)),
                software.amazon.awssdk.regions.Region.EU_WEST_1,
                new SamlCredentials.Means(browser, longest));
        other.signIn(true).end().orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(pages).hasSize(1);
    }

    @Test
    void noneOpensNoBrowser() {
        assertThat(failure(config(null, SsoFlow.NONE), false)).contains("samlFlow=none opens no browser");
    }

    @Test
    void whoDoesNotComeBackIsToldTheAddressOfTheApplication() {
        browser = page -> true;
        longest = Duration.ofMillis(1);
        assertThat(failure(config(null, null), false))
                .contains("its application must answer to http://localhost:" + port + "/");
    }

    @Test
    void aPortThatIsTakenIsToldWithItsProperty() throws IOException {
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertThat(failure(config(null, null), false))
                    .contains("the port " + port + " of samlPort is in use on this machine")
                    .contains("choose another one here and at the identity provider");
        }
    }

    @Test
    void whatDoesNotBringAnAnswerChangesNothing() throws Exception {
        try (var listener = CallbackListener.forSaml(port)) {
            var client = HttpClient.newHttpClient();
            var text = HttpResponse.BodyHandlers.ofString();
            var here = "http://localhost:" + port;
            assertThat(client.send(
                                    HttpRequest.newBuilder(URI.create(here + "/favicon.ico"))
                                            .build(),
                                    text)
                            .statusCode())
                    .isEqualTo(404);
            var without = client.send(post(here + "/redshift/", "code=x"), text);
            assertThat(without.statusCode()).isEqualTo(400);
            assertThat(without.body()).contains("must use the POST binding");
            var right = client.send(post("http://127.0.0.1:" + port + "/redshift/", "SAMLResponse=abc%2B"), text);
            assertThat(right.body()).contains("You can close this window.");
            assertThat(listener.await(Duration.ofSeconds(5))).isEqualTo("abc+");
        }
    }

    @Test
    void aPageOfAnotherNameThatLeadsHereIsRefused() throws Exception {
        try (var listener = CallbackListener.forSaml(port);
                var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("POST / HTTP/1.1\r\nHost: rebound.example:" + port
                                    + "\r\nContent-Length: 14\r\nConnection: close\r\n\r\nSAMLResponse=x")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 404");
            assertThatThrownBy(() -> listener.await(Duration.ofMillis(1)))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
        }
    }

    // ---------------------------------------------------------------- an answer that a program has

    private void assertRefused(String... said) {
        assertThatThrownBy(source::getConnection)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"))
                .satisfies(e -> assertThat(e.getMessage()).contains(said));
        assertThat(service.heads()).isEmpty();
    }

    private void assertSigned() {
        assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
        assertThat(service.heads()).isNotEmpty().allSatisfy(head -> assertThat(head)
                .contains("Credential=ASIAAssumeRoleWithSAML"));
    }

    @Test
    void anAnswerThatIsHandedInSignsIn() {
        source.setRoleArn(WRITER);
        source.setSamlAssertion(answer(READER + "," + PROVIDER, WRITER + "," + PROVIDER));
        assertSigned();
        assertThat(sts.requests.get(0)).containsEntry("RoleArn", WRITER);
    }

    @Test
    void theAnswerOfOnePersonIsNoSignInOfAnother() {
        source.setSamlAssertion(answer(READER + "," + PROVIDER));
        assertSigned();
        source.setSamlAssertion(answer(WRITER + "," + PROVIDER));
        assertSigned();
        assertThat(sts.requests).extracting(request -> request.get("RoleArn")).contains(READER, WRITER);
    }

    @Test
    void aLazyConnectionTakesAnAnswerThatIsThere() throws SQLException {
        source.setSamlAssertion(answer(READER + "," + PROVIDER));
        source.setLazyConnect(true);
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
        }
        assertThat(service.heads()).isNotEmpty();
    }

    @Test
    void aProgramGivesTheAnswer() {
        source.setSamlSource(() -> answer(READER + "," + PROVIDER));
        assertSigned();
    }

    @Test
    void aProgramThatGivesNoneIsToldSo() {
        source.setSamlSource(() -> " ");
        assertRefused("the sign-in by SAML failed: the source of the program gave no answer");
        source.setSamlSource(() -> {
            throw new IOException("the portal is closed");
        });
        assertRefused("the sign-in by SAML failed: the portal is closed");
    }

    @Test
    void aPoolTakesWhatAProgramGives() {
        source.setSamlSource(() -> answer(READER + "," + PROVIDER));
        var config = new HikariConfig();
        config.setDataSource(source);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(1);
        assertThatThrownBy(() -> new HikariDataSource(config).close()).isInstanceOf(RuntimeException.class);
        assertThat(sts.actions()).contains("AssumeRoleWithSAML");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "aGVsbG8=", "PCFET0NUWVBFIHggU1lTVEVNICJmaWxlOi8vL2V0Yy9wYXNzd2QiPjx4Lz4="})
    void whatIsNoAnswerIsNotSentAnywhere(String answer) {
        source.setSamlAssertion(answer);
        assertRefused("what came from the identity provider is no SAML answer in Base64");
        assertThat(sts.requests).isEmpty();
    }

    @Test
    void anEncryptedAnswerNeedsBothNames() {
        source.setSamlAssertion(answer());
        assertRefused("names no role of AWS, or is encrypted: set roleArn and samlProviderArn");
        source.setRoleArn(READER);
        source.setSamlProviderArn(PROVIDER);
        assertSigned();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | ExpiredTokenException | the SAML answer has expired, which takes some minutes",
                "400 | InvalidIdentityToken | AWS does not take the SAML answer: its signature, audience and provider",
                "403 | IDPRejectedClaim | AWS does not take the SAML answer",
                "403 | AccessDenied | AWS does not give the role",
                "407 | x | the proxy on the way asks for a user and a password",
            })
    void aRefusalIsASentence(int status, String code, String sentence) {
        source.setSamlAssertion(answer(READER + "," + PROVIDER));
        sts.refuses("AssumeRoleWithSAML", status, code, "no good");
        assertRefused(sentence);
    }

    @Test
    void theAnswerIsShownNowhere() {
        var answer = answer(READER + "," + PROVIDER);
        source.setSamlAssertion(answer);
        sts.refuses("AssumeRoleWithSAML", 403, "AccessDenied", "no");
        assertThatThrownBy(source::getConnection)
                .satisfies(e -> assertThat(org.assertj.core.util.Throwables.getStackTrace(e))
                        .doesNotContain(answer.substring(0, 60)));
    }
}
