package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

class ProxiesTest {

    private static final URI VPC_ENDPOINT = URI.create("https://vpce.example.com");
    private static final Map<String, String> PROPERTIES = Map.of(
            "https.proxyHost", "proxy.example.com",
            "https.proxyPort", "3128",
            "https.proxyUser", "ann",
            "https.proxyPassword", "pw",
            "http.nonProxyHosts", "localhost|*.internal.example.com");
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "HTTPS_PROXY", "http://bob:p%40w@env.example.com:8080",
            "NO_PROXY", "localhost, .internal.example.com,other.example.com");

    @Test
    void thePropertiesOfTheJdkForHttpsCount() {
        for (var endpoint : new URI[] {null, VPC_ENDPOINT}) {
            var proxy = proxy(endpoint, PROPERTIES, ENVIRONMENT);

            assertThat(proxy.scheme()).isEqualTo("http");
            assertThat(proxy.host()).isEqualTo("proxy.example.com");
            assertThat(proxy.port()).isEqualTo(3128);
            assertThat(proxy.username()).isEqualTo("ann");
            assertThat(proxy.password()).isEqualTo("pw");
            assertThat(bypasses(proxy, "a.internal.example.com")).isTrue();
            assertThat(bypasses(proxy, "axinternal.example.com")).isFalse();
            assertThat(bypasses(proxy, "redshift-data.eu-west-1.amazonaws.com")).isFalse();
        }
    }

    @Test
    void withoutThemTheEnvironmentCounts() {
        var proxy = proxy(null, Map.of(), ENVIRONMENT);

        assertThat(proxy.host()).isEqualTo("env.example.com");
        assertThat(proxy.port()).isEqualTo(8080);
        assertThat(proxy.username()).isEqualTo("bob");
        assertThat(proxy.password()).isEqualTo("p@w");
        assertThat(bypasses(proxy, "a.internal.example.com")).isTrue();
        assertThat(bypasses(proxy, "b.other.example.com")).isTrue();
        assertThat(bypasses(proxy, "another.example.com")).isFalse();
    }

    @Test
    void theEnvironmentMayLeaveOutTheScheme() {
        var proxy = proxy(null, Map.of(), Map.of("https_proxy", "proxy.example.com:3128"));

        assertThat(proxy.host()).isEqualTo("proxy.example.com");
        assertThat(proxy.port()).isEqualTo(3128);
    }

    @Test
    void thisMachineIsReachedWithoutAProxy() {
        for (var endpoint : new String[] {"http://localhost:8192", "https://127.0.0.1", "http://[::1]:8192"}) {
            assertThat(proxy(URI.create(endpoint), PROPERTIES, ENVIRONMENT).host())
                    .isNull();
        }
    }

    @Test
    void thisMachineIsReachedWithoutTheProxyOfTheJvmToo() {
        var proxy = Proxies.to(URI.create("http://localhost:8192"));
        assertThat(proxy.host()).isNull();
        assertThat(proxy.nonProxyHosts()).isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsIgnored() {
        for (var text : new String[] {"::not an address::", "socks5://proxy.example.com:1080", " "}) {
            assertThat(proxy(null, Map.of(), Map.of("https_proxy", text)).host())
                    .isNotEqualTo("proxy.example.com");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "proxy, proxy, 80",
        "http://proxy, proxy, 80",
        "https://proxy, proxy, 443",
        "https://proxy:0, proxy, 0",
        "' http://proxy:3128 ', proxy, 3128",
        "proxy:3128, proxy, 3128"
    })
    void aProxyOfTheEnvironmentWithoutAPortHasThatOfItsScheme(String address, String host, int port) {
        var proxy = proxy(null, Map.of(), Map.of("https_proxy", address));

        assertThat(proxy.host()).isEqualTo(host);
        assertThat(proxy.port()).isEqualTo(port);
        assertThat(proxy.scheme()).isEqualTo(address.contains("https") ? "https" : "http");
        assertThat(proxy.username()).isNull();
        assertThat(proxy.password()).isNull();
        assertThat(proxy.nonProxyHosts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ann:p:w, ann, p:w", "ann:, ann, ''", "ann, ann, ", ":pw, '', pw", "a%40b:p%2Fw, a@b, p/w"})
    void aLoginOfTheEnvironmentIsOneUserAndPerhapsAPassword(String login, String user, @Nullable String password) {
        var proxy = proxy(null, Map.of(), Map.of("https_proxy", "http://" + login + "@proxy:3128"));

        assertThat(proxy.host()).isEqualTo("proxy");
        assertThat(proxy.username()).isEqualTo(user);
        assertThat(proxy.password()).isEqualTo(password);
    }

    @Test
    void smallLettersComeBeforeCapitalsUnlessTheyAreBlank() {
        var both = Map.of(
                "https_proxy", "small:1", "HTTPS_PROXY", "capital:2", "no_proxy", "a.example", "NO_PROXY", "b.example");
        assertThat(proxy(null, Map.of(), both).host()).isEqualTo("small");
        assertThat(bypasses(proxy(null, Map.of(), both), "a.example")).isTrue();
        assertThat(bypasses(proxy(null, Map.of(), both), "b.example")).isFalse();
        assertThat(proxy(null, Map.of(), Map.of("https_proxy", " ", "HTTPS_PROXY", "capital:2"))
                        .host())
                .isEqualTo("capital");
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com, true",
        "example.com, a.b.example.com, true",
        "example.com, badexample.com, false",
        "example.com, example.com.evil, false",
        "example.com, exampleXcom, false",
        ".example.com, a.example.com, true",
        ".example.com, example.com, true",
        ".example.com, badexample.com, false",
        "EXAMPLE.com, a.example.com, true",
        "*.example.com, a.example.com, true",
        "*.example.com, example.com, false",
        "*, anything.at.all, true",
        "'a.example, b.example', b.example, true",
        "'a.example, b.example', c.example, false",
        "'a.example|b.example', b.example, false",
        "10.0.0.1, 10.0.0.1, true",
        "10.0.0.1, 10x0.0.1, false"
    })
    void noProxyNamesHostsAndAllBelowThem(String hosts, String host, boolean bypassed) {
        var proxy = proxy(null, Map.of(), Map.of("https_proxy", "proxy:3128", "no_proxy", hosts));
        assertThat(bypasses(proxy, host)).isEqualTo(bypassed);
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com, true",
        "example.com, a.example.com, false",
        "*.example.com, a.example.com, true",
        "*.example.com, example.com, false",
        "10.0.*, 10.0.3.4, true",
        "10.0.*, 10.1.3.4, false",
        "a.example|B.example, b.example, true",
        "' a.example | b.example ', a.example, true",
        "'a.example,b.example', b.example, false"
    })
    void theListOfTheJdkNamesHostsWithStars(String hosts, String host, boolean bypassed) {
        var proxy = proxy(null, Map.of("https.proxyHost", "proxy", "http.nonProxyHosts", hosts), Map.of());
        assertThat(bypasses(proxy, host)).isEqualTo(bypassed);
    }

    @Test
    void whatIsEmptyInAListNamesNobody() {
        assertThat(proxy(null, Map.of("https.proxyHost", "proxy", "http.nonProxyHosts", "|a.example||"), Map.of())
                        .nonProxyHosts())
                .hasSize(1);
        assertThat(proxy(null, Map.of(), Map.of("https_proxy", "proxy:1", "no_proxy", ", ,a.example,"))
                        .nonProxyHosts())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"3128, 3128", "' 3128 ', 3128", "' ', 443", ", 443"})
    void thePortOfThePropertiesIsThatOfHttpsWhereNoneIsGiven(@Nullable String given, int port) {
        var properties = new HashMap<String, @Nullable String>();
        properties.put("https.proxyHost", " proxy ");
        properties.put("https.proxyPort", given);

        var proxy = Proxies.to(null, properties::get, name -> null);

        assertThat(proxy.host()).isEqualTo("proxy");
        assertThat(proxy.port()).isEqualTo(port);
    }

    @Test
    void propertiesThatNameNoProxyLeaveItToTheEnvironment() {
        assertThat(proxy(null, Map.of("https.proxyHost", " "), ENVIRONMENT).host())
                .isEqualTo("env.example.com");
        assertThat(proxy(null, Map.of("https.proxyHost", "no host"), ENVIRONMENT)
                        .host())
                .isNull();
        assertThat(proxy(null, Map.of("https.proxyHost", "proxy", "https.proxyPort", "no port"), ENVIRONMENT)
                        .host())
                .isNull();
    }

    @Test
    void theProxyForHttpsIsNotThatOfAnAddressWithoutIt() {
        assertThat(proxy(URI.create("http://vpce.example.com"), PROPERTIES, ENVIRONMENT)
                        .host())
                .isNull();
        assertThat(proxy(URI.create("HTTPS://vpce.example.com"), PROPERTIES, ENVIRONMENT)
                        .host())
                .isEqualTo("proxy.example.com");
        for (var name :
                new String[] {"https://localhost.example.com", "https://128.0.0.1", "https://127.0.0.1.nip.io"}) {
            assertThat(proxy(URI.create(name), PROPERTIES, ENVIRONMENT).host()).isEqualTo("proxy.example.com");
        }
        assertThat(proxy(URI.create("https://LocalHost:8192"), PROPERTIES, ENVIRONMENT)
                        .host())
                .isNull();
    }

    private static ProxyConfiguration proxy(
            @Nullable URI endpoint, Map<String, String> properties, Map<String, String> environment) {
        return Proxies.to(endpoint, properties::get, environment::get);
    }

    private static boolean bypasses(ProxyConfiguration proxy, String host) {
        return proxy.nonProxyHosts().stream().anyMatch(host::matches);
    }
}
