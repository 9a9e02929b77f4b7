package io.github.redshiftdata.jdbc.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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
    void anAddressThatIsNoneIsIgnored() {
        for (var text : new String[] {"::not an address::", "socks5://proxy.example.com:1080", " "}) {
            assertThat(proxy(null, Map.of(), Map.of("https_proxy", text)).host())
                    .isNotEqualTo("proxy.example.com");
        }
    }

    private static ProxyConfiguration proxy(
            @Nullable URI endpoint, Map<String, String> properties, Map<String, String> environment) {
        return Proxies.to(endpoint, properties::get, environment::get);
    }

    private static boolean bypasses(ProxyConfiguration proxy, String host) {
        return proxy.nonProxyHosts().stream().anyMatch(host::matches);
    }
}
