package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.NetworkConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.Region;

/** Every request of the driver goes the way that the settings say. */
class NetworkTest {

    private static final String URL = "jdbc:redshift-data://sales:eu-west-1/dev";

    @TempDir
    Path folder;

    private RecordingProxy proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = new RecordingProxy("403 Forbidden");
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        System.clearProperty("aws.configFile");
    }

    private RedshiftDataDataSource source() {
        var source = new RedshiftDataDataSource();
        source.setUrl(URL);
        source.setProxyHost("127.0.0.1");
        source.setProxyPort(proxy.port());
        return source;
    }

    private static RedshiftDataDataSource withKeys(RedshiftDataDataSource source) {
        source.setAccessKeyId("AKIDEXAMPLE");
        source.setSecretAccessKey("hush");
        return source;
    }

    private Network network() throws Exception {
        var properties = new Properties();
        properties.setProperty("proxyHost", "127.0.0.1");
        properties.setProperty("proxyPort", String.valueOf(proxy.port()));
        return new Network(config(properties));
    }

    private static NetworkConfig config(Properties properties) throws Exception {
        return ConfigReader.read(URL, properties, 0, () -> URI.create("http://localhost:1"))
                .network();
    }

    private void profiles(String text) throws IOException {
        System.setProperty(
                "aws.configFile",
                Files.writeString(folder.resolve("config"), text).toString());
    }

    private List<String> targetsOf(RedshiftDataDataSource source) {
        assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
        return proxy.targets();
    }

    @Test
    void theDataApiIsReachedOverTheProxyOfTheProperties() {
        assertThat(targetsOf(withKeys(source()))).containsExactly("redshift-data.eu-west-1.amazonaws.com:443");
    }

    @Test
    void aRoleIsAssumedOverIt() {
        var source = withKeys(source());
        source.setRoleArn("arn:aws:iam::123456789012:role/r");
        assertThat(targetsOf(source)).containsExactly("sts.eu-west-1.amazonaws.com:443");
    }

    @Test
    void theRoleOfAProfileIsAssumedOverItInTheRegionOfTheProfile() throws Exception {
        profiles(
                """
                [profile base]
                aws_access_key_id = AKIDBASE
                aws_secret_access_key = hush
                [profile work]
                role_arn = arn:aws:iam::123456789012:role/r
                source_profile = base
                region = eu-central-1
                """);
        var source = source();
        source.setProfile("work");
        assertThat(targetsOf(source)).containsExactly("sts.eu-central-1.amazonaws.com:443");
    }

    @Test
    void aWebIdentityOfAProfileGoesOverIt() throws Exception {
        profiles(
                """
                [profile work]
                role_arn = arn:aws:iam::123456789012:role/r
                web_identity_token_file = %s
                """
                        .formatted(Files.writeString(folder.resolve("token"), "a-token")));
        var source = source();
        source.setProfile("work");
        assertThat(targetsOf(source)).containsExactly("sts.eu-west-1.amazonaws.com:443");
    }

    @Test
    void keysOfAProfileSignWhatGoesOverIt() throws Exception {
        profiles(
                """
                [profile work]
                aws_access_key_id = AKIDBASE
                aws_secret_access_key = hush
                """);
        var source = source();
        source.setProfile("work");
        assertThat(targetsOf(source)).containsExactly("redshift-data.eu-west-1.amazonaws.com:443");
    }

    @ParameterizedTest
    @CsvSource({
        "one, is its own source_profile",
        "none, Profile file contained no credentials for profile 'none'",
        "half, neither source_profile nor credential_source",
        "session, 'the sso-session ''absent'', which does not exist'"
    })
    void aProfileThatGivesNothingSaysWhy(String name, String reason) throws Exception {
        profiles(
                """
                [profile one]
                role_arn = arn:aws:iam::123456789012:role/r
                source_profile = two
                [profile two]
                role_arn = arn:aws:iam::123456789012:role/r
                source_profile = one
                [profile half]
                role_arn = arn:aws:iam::123456789012:role/r
                [profile session]
                sso_session = absent
                """);
        var source = source();
        source.setProfile(name);
        assertThatThrownBy(source::getConnection)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"))
                .hasMessageContaining("no AWS credentials from profile " + name + ": ")
                .hasMessageContaining(reason);
        assertThat(proxy.heads()).isEmpty();
    }

    @Test
    void aProfileWithTheStartUrlInItselfGoesOverItToo() throws Exception {
        profiles(
                """
                [profile old]
                sso_start_url = https://company.example/start#/
                sso_region = eu-central-1
                sso_account_id = 123456789012
                sso_role_name = Reader
                """);
        System.setProperty("aws.ssoCacheDirectory", folder.toString());
        try {
            var source = source();
            source.setProfile("old");
            assertThatThrownBy(source::getConnection)
                    .hasMessageContaining("nobody is signed in at https://company.example/start#/")
                    .hasMessageContaining("use `aws sso login --profile old`");
            assertThat(proxy.heads()).isEmpty();
            var digest = MessageDigest.getInstance("SHA-1")
                    .digest("https://company.example/start#/".getBytes(StandardCharsets.UTF_8));
            Files.writeString(
                    folder.resolve(HexFormat.of().formatHex(digest) + ".json"),
                    "{\"accessToken\":\"hush\",\"expiresAt\":\"2100-01-01T00:00:00Z\"}");
            assertThat(targetsOf(source)).containsExactly("portal.sso.eu-central-1.amazonaws.com:443");
        } finally {
            System.clearProperty("aws.ssoCacheDirectory");
        }
    }

    static Stream<Arguments> clients() {
        Consumer<Network> sso = network -> network.sso(Region.EU_WEST_1).listAccounts(r -> r.accessToken("t"));
        Consumer<Network> oidc = network -> network.ssoOidc(Region.EU_WEST_1)
                .registerClient(r -> r.clientName("n").clientType("public"));
        Consumer<Network> signin = network -> network.signin(Region.EU_WEST_1)
                .createOAuth2Token(r -> r.tokenInput(t -> t.clientId("c").grantType("refresh_token")));
        return Stream.of(
                Arguments.of("portal.sso.eu-west-1.amazonaws.com:443", sso),
                Arguments.of("oidc.eu-west-1.amazonaws.com:443", oidc),
                Arguments.of("eu-west-1.signin.aws.amazon.com:443", signin));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void whatSignsInGoesOverIt(String target, Consumer<Network> request) throws Exception {
        var network = network();
        var unused = catchThrowable(() -> request.accept(network));
        assertThat(proxy.targets()).containsExactly(target);
    }

    @Test
    void theProxyIsGivenItsLogin() throws Exception {
        proxy.close();
        proxy = new RecordingProxy("407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"");
        var source = withKeys(source());
        source.setProxyUser("ann");
        source.setProxyPassword("open sesame");
        targetsOf(source);
        assertThat(proxy.heads())
                .anySatisfy(head -> assertThat(head).contains("Proxy-Authorization: Basic YW5uOm9wZW4gc2VzYW1l"));
    }

    @Test
    void aProxyThatWantsALoginIsToldSo() throws Exception {
        proxy.close();
        proxy = new RecordingProxy("407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"");
        var source = withKeys(source());
        assertThatThrownBy(source::getConnection)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                .hasMessageContaining("the proxy on the way asks for a user and a password")
                .hasMessageContaining("proxyUser and proxyPassword");
        source.setRoleArn("arn:aws:iam::123456789012:role/r");
        assertThatThrownBy(source::getConnection)
                .hasMessageContaining("the proxy on the way asks for a user and a password")
                .hasMessageContaining("proxyUser and proxyPassword");
    }

    @Test
    void hostsThatNeedNoProxyAreReachedDirectly() throws Exception {
        var properties = new Properties();
        properties.setProperty("proxyHost", "proxy.example.com");
        properties.setProperty("proxyPort", "3128");
        properties.setProperty("nonProxyHosts", "*.internal.example.com, other.example.com|10.*");
        var chosen = Proxies.to(null, config(properties).proxy());
        assertThat(chosen.host()).isEqualTo("proxy.example.com");
        assertThat(chosen.port()).isEqualTo(3128);
        for (var host : List.of("a.internal.example.com", "other.example.com", "10.1.2.3")) {
            assertThat(chosen.nonProxyHosts()).anyMatch(host::matches);
        }
        assertThat(chosen.nonProxyHosts()).noneMatch("internal.example.com"::matches);
        assertThat(Proxies.to(
                                URI.create("http://localhost:8192"),
                                config(properties).proxy())
                        .host())
                .isNull();
    }

    /** All partitions, and AWS's addresses for FIPS and IPv6. */
    @ParameterizedTest
    @CsvSource({
        "eu-west-1, , , redshift-data.eu-west-1.amazonaws.com",
        "us-east-1, true, , redshift-data-fips.us-east-1.amazonaws.com",
        "us-east-1, , true, redshift-data.us-east-1.api.aws",
        "us-east-1, true, true, redshift-data-fips.us-east-1.api.aws",
        "us-gov-west-1, , , redshift-data.us-gov-west-1.amazonaws.com",
        "us-gov-west-1, true, , redshift-data-fips.us-gov-west-1.amazonaws.com",
        "cn-north-1, , , redshift-data.cn-north-1.amazonaws.com.cn",
        "cn-north-1, , true, redshift-data.cn-north-1.api.amazonwebservices.com.cn",
        "us-iso-east-1, , , redshift-data.us-iso-east-1.c2s.ic.gov",
        "us-isob-east-1, , , redshift-data.us-isob-east-1.sc2s.sgov.gov",
        "eusc-de-east-1, , , redshift-data.eusc-de-east-1.amazonaws.eu"
    })
    void theAddressFollowsFromRegionAndChoice(String region, String fips, String dualStack, String host) {
        var source = withKeys(source());
        source.setUrl("jdbc:redshift-data://sales:" + region + "/dev");
        if (fips != null) {
            source.setFips(Boolean.parseBoolean(fips));
        }
        if (dualStack != null) {
            source.setDualStack(Boolean.parseBoolean(dualStack));
        }
        assertThat(targetsOf(source)).containsExactly(host + ":443");
    }

    /** As the SDK's own clients take it. */
    @Test
    void anAddressThatTheEnvironmentNamesTakesThePlaceOfAwss() throws Exception {
        System.setProperty("aws.endpointUrlRedshiftData", "https://own.example.com");
        try {
            assertThat(targetsOf(withKeys(source()))).containsExactly("own.example.com:443");
        } finally {
            System.clearProperty("aws.endpointUrlRedshiftData");
        }
        profiles(
                """
                [default]
                services = own
                [services own]
                redshift_data =
                  endpoint_url = https://profile.example.com
                """);
        assertThat(targetsOf(withKeys(source()))).contains("profile.example.com:443");
    }

    /** The choice of the profile that the connection names, else that of the environment. */
    @ParameterizedTest
    @CsvSource({
        ", , redshift-data-fips.us-east-1.amazonaws.com",
        "work, , redshift-data.us-east-1.api.aws",
        "plain, , redshift-data.us-east-1.amazonaws.com",
        "work, true, redshift-data-fips.us-east-1.api.aws",
    })
    void theCheckLooksWhereTheDriverCalls(String profile, String ofTheJvm, String host) throws Exception {
        profiles(
                """
                [default]
                use_fips_endpoint = true
                aws_access_key_id = AKIDEXAMPLE
                aws_secret_access_key = hush
                [profile work]
                use_dualstack_endpoint = true
                aws_access_key_id = AKIDEXAMPLE
                aws_secret_access_key = hush
                [profile plain]
                aws_access_key_id = AKIDEXAMPLE
                aws_secret_access_key = hush
                """);
        if (ofTheJvm != null) {
            System.setProperty("aws.useFipsEndpoint", ofTheJvm);
        }
        try {
            var properties = new Properties();
            properties.setProperty("proxyHost", "127.0.0.1");
            properties.setProperty("proxyPort", String.valueOf(proxy.port()));
            if (profile == null) {
                properties.setProperty("accessKeyId", "AKIDEXAMPLE");
                properties.setProperty("secretAccessKey", "hush");
            } else {
                properties.setProperty("profile", profile);
            }
            var url = "jdbc:redshift-data://sales:us-east-1/dev";
            assertThatThrownBy(() -> new RedshiftDataDriver().connect(url, properties))
                    .isInstanceOf(SQLException.class);
            assertThat(proxy.targets()).containsExactly(host + ":443");
            assertThat(RedshiftDataDriver.check(url, properties).toString()).contains("it looks up " + host);
            assertThat(proxy.targets())
                    .filteredOn(target -> target.startsWith("redshift-data"))
                    .containsOnly(host + ":443");
        } finally {
            System.clearProperty("aws.useFipsEndpoint");
        }
    }

    /** As the SDK refuses it: whoever wants FIPS and mistypes it must not be sent elsewhere. */
    @ParameterizedTest
    @CsvSource({
        "work, use_fips_endpoint, The choice of AWS's addresses with the profile work is wrong.",
        "work, use_dualstack_endpoint, The choice of AWS's addresses with the profile work is wrong.",
        "default, use_fips_endpoint, The choice of AWS's addresses is wrong."
    })
    void aChoiceThatIsNeitherTrueNorFalseIsAnErrorOfTheSettings(String name, String key, String said) throws Exception {
        profiles("[profile " + name + "]\n" + key + " = yes\naws_access_key_id = a\naws_secret_access_key = hush\n");
        var source = source();
        if (name.equals("default")) {
            withKeys(source);
        } else {
            source.setProfile(name);
        }
        var sdk = "Profile property '" + key + "' must be set to 'true', 'false' or unset, but was set to 'yes'.";
        for (var lazy : List.of(false, true)) {
            source.setLazyConnect(lazy);
            assertThatThrownBy(source::getConnection)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                    .hasMessage(said + " " + sdk);
        }
        var properties = new Properties();
        properties.setProperty("profile", name);
        var check = RedshiftDataDriver.check(URL, properties);
        assertThat(check.toString()).startsWith("FAILED     settings").contains(sdk);
        assertThat(proxy.heads()).isEmpty();
    }

    /** Then the driver needs none of AWS's addresses of the Data API, but it may need one to sign in. */
    @Test
    void withAnEndpointAWrongChoiceStopsOnlyWhatNeedsIt() throws Exception {
        profiles("[default]\nuse_fips_endpoint = yes\n");
        var source = withKeys(source());
        source.setEndpoint("https://vpce-1.redshift-data.eu-west-1.vpce.amazonaws.com");
        source.setUrl("jdbc:redshift-data:///dev?workgroupName=sales&region=eu-west-1");
        assertThat(targetsOf(source)).containsExactly("vpce-1.redshift-data.eu-west-1.vpce.amazonaws.com:443");
        source.setRoleArn("arn:aws:iam::123456789012:role/r");
        assertThatThrownBy(source::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("must be set to 'true', 'false' or unset, but was set to 'yes'");
    }

    /** The page of the browser is no request of a client. */
    @Test
    void thePageOfTheBrowserIsWhereTheTokensComeFrom() throws Exception {
        profiles("[default]\nuse_fips_endpoint = true\n");
        var network = network();
        var unused = catchThrowable(() -> network.ssoOidc(Region.US_EAST_1)
                .registerClient(r -> r.clientName("n").clientType("public")));
        assertThat(proxy.targets())
                .containsExactly(network.ssoOidcAddress(Region.US_EAST_1).getHost() + ":443");
        assertThat(proxy.targets().get(0)).contains("fips");
    }

    @Test
    void stsHasAnAddressOfItsOwn() throws Exception {
        var source = withKeys(source());
        source.setRoleArn("arn:aws:iam::123456789012:role/r");
        source.setStsEndpoint("https://vpce-1.sts.eu-west-1.vpce.amazonaws.com");
        source.setFips(true);
        assertThat(targetsOf(source)).containsExactly("vpce-1.sts.eu-west-1.vpce.amazonaws.com:443");
    }

    @Test
    void identityCenterHasAddressesOfItsOwn() throws Exception {
        var properties = new Properties();
        properties.setProperty("proxyHost", "127.0.0.1");
        properties.setProperty("proxyPort", String.valueOf(proxy.port()));
        properties.setProperty("ssoEndpoint", "https://portal.example.com");
        properties.setProperty("ssoOidcEndpoint", "https://oidc.example.com");
        properties.setProperty("signinEndpoint", "https://signin.example.com");
        var network = new Network(config(properties));
        for (var client : clients().toList()) {
            @SuppressWarnings("unchecked")
            var request = (Consumer<Network>) client.get()[1];
            var unused = catchThrowable(() -> request.accept(network));
        }
        assertThat(proxy.targets())
                .containsExactly("portal.example.com:443", "oidc.example.com:443", "signin.example.com:443");
    }

    /** Otherwise connections of one JVM would share the client that goes another way. */
    @Test
    void connectionsWithAnotherWayHaveAnotherClient() throws Exception {
        var direct = withKeys(source());
        direct.setLazyConnect(true);
        direct.setProxyHost("proxy.invalid");
        try (var open = direct.getConnection()) {
            assertThat(open.isClosed()).isFalse();
            assertThat(targetsOf(withKeys(source()))).hasSize(1);
        }
    }
}
