package io.github.redshiftdata.jdbc.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of the way to AWS, and which contradict each other. */
class NetworkPropertiesTest {

    private static final String URL = "jdbc:redshift-data://sales:eu-west-1/dev";

    private static DriverConfig read(String url, String... settings) throws ConfigurationException {
        var properties = new Properties();
        for (var number = 0; number < settings.length; number += 2) {
            properties.setProperty(settings[number], settings[number + 1]);
        }
        return ConfigReader.read(url, properties, 0, () -> URI.create("http://localhost:1"));
    }

    @Test
    void nothingIsSetByDefault() throws Exception {
        assertThat(read(URL).network()).isEqualTo(NetworkConfig.NONE);
    }

    /** Tools with forms send all fields. */
    @Test
    void emptyValuesCountAsAbsent() throws Exception {
        var settings = NetworkProperties.ALL.stream()
                .flatMap(property -> List.of(property.name(), " ").stream())
                .toArray(String[]::new);
        assertThat(read(URL, settings).network()).isEqualTo(NetworkConfig.NONE);
        assertThat(read(URL + "?proxyHost=&fips=&caCertificates=").network()).isEqualTo(NetworkConfig.NONE);
    }

    @Test
    void allAreRead() throws Exception {
        var network = read(
                        URL
                                + "?proxyHost=proxy&proxyPort=3128&proxyUser=ann&nonProxyHosts=a%7Cb&fips=true&dualStack=FALSE",
                        "proxyPassword",
                        "hush",
                        "trustStore",
                        "store.p12",
                        "trustStorePassword",
                        "hush",
                        "trustStoreType",
                        "PKCS12",
                        "caCertificates",
                        "ca.pem",
                        "stsEndpoint",
                        "https://sts",
                        "ssoEndpoint",
                        "https://sso",
                        "ssoOidcEndpoint",
                        "https://oidc",
                        "signinEndpoint",
                        "https://signin",
                        "compressedResults",
                        "false")
                .network();
        assertThat(network)
                .isEqualTo(new NetworkConfig(
                        new NetworkConfig.ProxyServer("proxy", 3128, "ann", "hush", List.of("a", "b")),
                        new NetworkConfig.TrustStore("store.p12", "PKCS12", "hush"),
                        "ca.pem",
                        URI.create("https://sts"),
                        URI.create("https://sso"),
                        URI.create("https://oidc"),
                        URI.create("https://signin"),
                        true,
                        false,
                        false));
        assertThat(network.toString()).doesNotContain("hush").contains("proxy:3128");
    }

    @ParameterizedTest
    @CsvSource({
        "proxyPort, 3128, proxyPort is set without proxyHost.",
        "proxyUser, ann, proxyUser is set without proxyHost.",
        "proxyPassword, hush, proxyPassword is set without proxyHost.",
        "nonProxyHosts, a, nonProxyHosts is set without proxyHost.",
        "proxyHost, proxy, proxyHost is set without proxyPort.",
        "trustStorePassword, hush, trustStorePassword is set without trustStore.",
        "proxyPort, 0, The property 'proxyPort' must be a whole number from 1 to 65535.",
        "fips, perhaps, 'The property ''fips'' must be one of true, false.'",
        "stsEndpoint, sts.example.com, The property 'stsEndpoint' must be an address"
    })
    void oneSettingMayBeTooFewOrWrong(String property, String value, String message) {
        assertThatThrownBy(() -> read(URL, property, value))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @CsvSource({"http://proxy", "proxy:3128", "ann@proxy:1/", "proxy/"})
    void theHostOfAProxyIsAHostAlone(String host) {
        assertThatThrownBy(() -> read(URL, "proxyHost", host, "proxyPort", "3128"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("proxyHost must be a host alone");
    }

    @Test
    void aPasswordNeedsItsUser() {
        assertThatThrownBy(() -> read(URL, "proxyHost", "proxy", "proxyPort", "1", "proxyPassword", "hush"))
                .hasMessageContaining("proxyPassword is set without proxyUser.");
    }

    @ParameterizedTest
    @CsvSource({"fips", "dualStack"})
    void anEndpointLeavesNothingToChoose(String property) throws Exception {
        assertThatThrownBy(() -> read(URL, property, "true", "endpoint", "https://vpce.example.com"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Both " + property + " and endpoint are set");
        assertThat(read(URL, property, "false", "endpoint", "https://vpce.example.com")
                        .endpoint())
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"proxyPassword", "trustStorePassword"})
    void passwordsAreRefusedInTheUrlAndLeftOutOfIt(String property) throws Exception {
        var complete = URL + "?proxyHost=p&proxyPort=1&proxyUser=ann&trustStore=s&" + property + "=hush";
        assertThatThrownBy(() -> read(complete))
                .hasMessageContaining("The key '" + property + "' is refused in the URL")
                .hasMessageNotContaining("hush");
        assertThat(read(
                                URL,
                                "proxyHost",
                                "p",
                                "proxyPort",
                                "1",
                                "proxyUser",
                                "ann",
                                "trustStore",
                                "s",
                                property,
                                "hush")
                        .sanitizedUrl())
                .doesNotContain("hush")
                .contains("proxyHost=p");
    }

    @Test
    void aRegionOfTheEnvironmentCountsWhereNoneIsGiven() throws Exception {
        var url = "jdbc:redshift-data://sales/dev?profile=work";
        ConfigReader.AmbientRegion region = profile -> "of-" + profile;
        var config = ConfigReader.read(url, new Properties(), 0, () -> URI.create("http://localhost:1"), region);
        assertThat(config.region()).isEqualTo("of-work");
        assertThat(config.sanitizedUrl()).contains("region=of-work");
        assertThat(ConfigReader.read(
                                url + "&region=eu-west-1",
                                new Properties(),
                                0,
                                () -> URI.create("http://localhost:1"),
                                region)
                        .region())
                .isEqualTo("eu-west-1");
        // An emulator needs none.
        assertThat(ConfigReader.read(
                                "jdbc:redshift-data://localhost:1/dev",
                                new Properties(),
                                0,
                                () -> URI.create("http://localhost:1"),
                                region)
                        .region())
                .isEqualTo("us-east-1");
    }

    @Test
    void aRegionOfTheEnvironmentIsCheckedLikeAnyOther() {
        assertThatThrownBy(() -> ConfigReader.read(
                        "jdbc:redshift-data://sales/dev",
                        new Properties(),
                        0,
                        () -> URI.create("http://localhost:1"),
                        profile -> "evil.example.com"))
                .hasMessageContaining("The property 'region' must be an AWS region");
    }

    @ParameterizedTest
    @CsvSource({
        "sales.abc123.us-gov-west-1.redshift.amazonaws.com, us-gov-west-1",
        "sales.abc123.cn-north-1.redshift.amazonaws.com.cn, cn-north-1",
        "sales.abc123.us-iso-east-1.redshift.c2s.ic.gov, us-iso-east-1",
        "sales.abc123.us-isob-east-1.redshift.sc2s.sgov.gov, us-isob-east-1",
        "sales.abc123.us-isof-south-1.redshift.csp.hci.ic.gov, us-isof-south-1",
        "sales.abc123.eu-isoe-west-1.redshift.cloud.adc-e.uk, eu-isoe-west-1",
        "sales.abc123.eusc-de-east-1.redshift.amazonaws.eu, eusc-de-east-1",
        "redshift-data.eusc-de-east-1.amazonaws.eu, eusc-de-east-1",
        "redshift-data.cn-north-1.api.amazonwebservices.com.cn, cn-north-1",
        "sales.abc123.eu-west-1.redshift.amazonaws.com.evil.example, "
    })
    void hostsOfAllPartitionsTellTheirRegion(String host, @Nullable String region) {
        var url = "jdbc:redshift-data://" + host + "/dev" + (host.startsWith("sales") ? "" : "?workgroupName=wg");
        if (region == null) {
            assertThatThrownBy(() -> read(url)).isInstanceOf(ConfigurationException.class);
        } else {
            assertThat(catchRegion(url)).isEqualTo(region);
        }
    }

    private static String catchRegion(String url) {
        try {
            return read(url).region();
        } catch (ConfigurationException e) {
            return e.getMessage();
        }
    }
}
