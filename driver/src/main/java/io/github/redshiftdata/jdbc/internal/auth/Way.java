package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;

/**
 * What lies between this machine and a host of AWS, as far as the settings decide it.
 *
 * @param proxy the host of the proxy that is asked for it, or null
 * @param property the property that names the address; null for AWS's own
 */
record Way(String host, @Nullable String proxy, @Nullable String property, Region region) {

    /** The way to a host; of a proxy that is not asked for this host it leads around. */
    static Way to(String host, ProxyConfiguration proxies, @Nullable String property, Region region) {
        var proxy = proxies.host();
        var direct = proxies.nonProxyHosts();
        var isDirect = direct != null && direct.stream().anyMatch(host.toLowerCase(Locale.ROOT)::matches);
        return new Way(host, proxy == null || proxy.isEmpty() || isDirect ? null : proxy, property, region);
    }

    /** Who is to take the connection. */
    String firstHop() {
        return proxy == null ? Shown.value(host) : "the proxy " + Shown.value(proxy);
    }

    /** What in the settings leads there. */
    String settings() {
        return property == null ? "region" : property;
    }

    String ofProxy() {
        return "Check proxyHost and proxyPort, or the settings of the JVM and the environment for proxies.";
    }

    /** What to do if the name is not known. */
    String whereToLook() {
        if (proxy != null) {
            return "Check proxyHost, or the settings of the JVM and the environment for proxies.";
        }
        if (property != null) {
            return "Check " + property + ", and the network (VPN, DNS).";
        }
        return Region.regions().contains(region)
                ? "Check the network (VPN, DNS); or set proxyHost and proxyPort."
                : "Check the region: this driver knows none of the name " + Shown.quoted(region.id()) + ".";
    }
}
