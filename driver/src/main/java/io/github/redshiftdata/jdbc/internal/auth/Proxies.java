package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.config.NetworkConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/**
 * The proxy on the way to an address, as the JDK and other programs choose it. The SDK by itself looks at the settings
 * for plain http only, and sends even requests to this machine to the proxy.
 */
public final class Proxies {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final String STANDARD_PORT = "443";

    private Proxies() {}

    /**
     * The proxy to an endpoint.
     *
     * @param endpoint null for AWS's own
     */
    public static ProxyConfiguration to(@Nullable URI endpoint) {
        return to(endpoint, System::getProperty, System::getenv);
    }

    /**
     * The proxy to an endpoint.
     *
     * @param endpoint null for AWS's own
     * @param chosen the proxy of the settings; null where the JVM and the environment decide
     */
    static ProxyConfiguration to(@Nullable URI endpoint, NetworkConfig.@Nullable ProxyServer chosen) {
        if (chosen == null || isThisMachine(endpoint)) {
            return to(endpoint);
        }
        return onlyWhatIsSaid()
                .endpoint(URI.create("http://" + chosen.host() + ":" + chosen.port()))
                .username(chosen.user())
                .password(chosen.password())
                .nonProxyHosts(patterns(String.join("|", chosen.directHosts()), "\\|", false))
                .build();
    }

    private static boolean isThisMachine(@Nullable URI endpoint) {
        return endpoint != null
                && LOOPBACK.matcher(endpoint.getHost().toLowerCase(Locale.ROOT)).matches();
    }

    public static ProxyConfiguration to(
            @Nullable URI endpoint,
            Function<String, @Nullable String> properties,
            Function<String, @Nullable String> environment) {
        if (isThisMachine(endpoint)) {
            return onlyWhatIsSaid().build();
        }
        if (endpoint == null || "https".equalsIgnoreCase(endpoint.getScheme())) {
            var host = properties.apply("https.proxyHost");
            if (host != null && !host.isBlank()) {
                return byProperties(host.strip(), properties);
            }
            var address = address(either(environment, "https_proxy", "HTTPS_PROXY"));
            if (address != null) {
                return byEnvironment(address, environment);
            }
        }
        return ProxyConfiguration.builder().build();
    }

    private static ProxyConfiguration byProperties(String host, Function<String, @Nullable String> properties) {
        var port = properties.apply("https.proxyPort");
        var address = address("http://" + host + ":" + (port == null || port.isBlank() ? STANDARD_PORT : port.strip()));
        if (address == null) {
            return ProxyConfiguration.builder().build();
        }
        return onlyWhatIsSaid()
                .endpoint(address)
                .username(properties.apply("https.proxyUser"))
                .password(properties.apply("https.proxyPassword"))
                // There is one list for both schemes, as in the JDK.
                .nonProxyHosts(patterns(properties.apply("http.nonProxyHosts"), "\\|", false))
                .build();
    }

    private static ProxyConfiguration byEnvironment(URI address, Function<String, @Nullable String> environment) {
        var proxy = onlyWhatIsSaid()
                .endpoint(URI.create(address.getScheme() + "://" + address.getHost() + ":" + port(address)))
                .nonProxyHosts(patterns(either(environment, "no_proxy", "NO_PROXY"), ",", true));
        var user = address.getUserInfo();
        if (user != null) {
            var colon = user.indexOf(':');
            proxy.username(colon < 0 ? user : user.substring(0, colon));
            proxy.password(colon < 0 ? null : user.substring(colon + 1));
        }
        return proxy.build();
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
    }

    private static ProxyConfiguration.Builder onlyWhatIsSaid() {
        return ProxyConfiguration.builder().useSystemPropertyValues(false).useEnvironmentVariableValues(false);
    }

    private static @Nullable String either(Function<String, @Nullable String> environment, String one, String other) {
        var value = environment.apply(one);
        return value == null || value.isBlank() ? environment.apply(other) : value;
    }

    /** The address of a proxy, with or without a scheme; null if it is none that speaks HTTP. */
    private static @Nullable URI address(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            var address = new URI(text.contains("://") ? text.strip() : "http://" + text.strip());
            return address.getHost() != null && SCHEMES.contains(address.getScheme()) ? address : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /**
     * What the SDK compares host names with.
     *
     * @param withSubdomains whether a name means all names below it too
     */
    private static Set<String> patterns(@Nullable String hosts, String separator, boolean withSubdomains) {
        return Stream.of((hosts == null ? "" : hosts).split(separator, -1))
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .map(host -> withSubdomains && !host.startsWith("*")
                        ? "(.*\\.)?" + pattern(host.startsWith(".") ? host.substring(1) : host)
                        : pattern(host))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String pattern(String host) {
        return Pattern.quote(host).replace("*", "\\E.*\\Q");
    }
}
