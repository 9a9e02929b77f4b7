package io.github.redshiftdata.jdbc.internal.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The host part of a URL.
 *
 * @param text as it stands in the URL
 * @param kind which of the five forms it has
 * @param name the cluster or workgroup of a plain name, or null
 * @param implied values of properties that follow from the host, by name
 */
record UrlHost(String text, Kind kind, @Nullable String name, Map<String, String> implied) {

    enum Kind {
        /** Everything is in properties. */
        NONE,
        /** A cluster or a workgroup: {@code serverless} decides. */
        PLAIN_NAME,
        /** The endpoint of a cluster or workgroup, as the console shows it. */
        WAREHOUSE,
        /** The emulator in this JVM. */
        EMBEDDED,
        /** The address of the Data API itself. */
        SERVICE
    }

    /** The domains of AWS's partitions: commercial and GovCloud, China, the isolated ones, and the European cloud. */
    private static final String DOMAIN =
            "(?:amazonaws\\.com|amazonaws\\.com\\.cn|amazonaws\\.eu|c2s\\.ic\\.gov|sc2s\\.sgov\\.gov"
                    + "|csp\\.hci\\.ic\\.gov|cloud\\.adc-e\\.uk)";

    private static final Pattern CLUSTER =
            Pattern.compile("([a-z0-9-]+)\\.[a-z0-9]+\\.([a-z0-9-]+)\\.redshift\\." + DOMAIN);
    private static final Pattern WORKGROUP =
            Pattern.compile("([a-z0-9-]+)\\.[a-z0-9]+\\.([a-z0-9-]+)\\.redshift-serverless\\." + DOMAIN);
    private static final Pattern WAREHOUSE_DOMAIN = Pattern.compile(".*\\.redshift(-serverless)?\\." + DOMAIN);
    private static final Pattern SERVICE_WITH_REGION =
            Pattern.compile("(?:.+\\.)?redshift-data(?:-fips)?\\.([a-z0-9-]+)\\.(?:vpce\\.)?(?:" + DOMAIN
                    + "|api\\.aws|api\\.amazonwebservices\\.(?:com\\.cn|eu))");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9-]+");
    private static final Pattern DOTTED = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final Pattern BRACKETED = Pattern.compile("\\[[0-9A-Fa-f:.]+]");
    private static final Pattern LOOPBACK_4 = Pattern.compile("127(\\.\\d{1,3}){3}");

    static UrlHost parse(String text, UrlQuotes quotes) throws ConfigurationException {
        if (text.isEmpty()) {
            return new UrlHost(text, Kind.NONE, null, Map.of());
        }
        if (text.indexOf('@') >= 0) {
            throw new ConfigurationException("The host of the URL contains '@'. The Data API takes no user and"
                    + " password there: use the properties dbUser or secretArn.");
        }
        var colon = text.indexOf(':', text.lastIndexOf(']') + 1);
        var host = colon < 0 ? text : text.substring(0, colon);
        var suffix = colon < 0 ? null : text.substring(colon + 1);
        if (host.equalsIgnoreCase("embedded") && suffix == null) {
            return new UrlHost(text, Kind.EMBEDDED, null, Map.of());
        }
        if (isAddress(host)) {
            return address(text, host.toLowerCase(Locale.ROOT), port(suffix, quotes), quotes);
        }
        if (PLAIN.matcher(host).matches()) {
            return plainName(text, host, suffix, quotes);
        }
        throw new ConfigurationException(
                "The host " + quotes.of(text) + " of the URL is not a name, an endpoint or an address.");
    }

    private static boolean isAddress(String host) {
        return host.equalsIgnoreCase("localhost")
                || DOTTED.matcher(host).matches()
                || BRACKETED.matcher(host).matches();
    }

    private static UrlHost plainName(String text, String name, @Nullable String suffix, UrlQuotes quotes)
            throws ConfigurationException {
        if (suffix == null) {
            return new UrlHost(text, Kind.PLAIN_NAME, name, Map.of());
        }
        if (suffix.isEmpty() || suffix.chars().allMatch(Character::isDigit)) {
            var machine = quotes.hides() ? "HOST:PORT" : text;
            throw new ConfigurationException("After the cluster or workgroup " + quotes.of(name)
                    + " the URL may name a region (NAME:eu-west-1), not a port. If " + quotes.of(name)
                    + " is a machine with the Data API, write " + ConnectionUrl.PREFIX + "///DATABASE?endpoint=http://"
                    + machine + "&…");
        }
        var region = DriverProperties.REGION.parse(suffix, quotes::of);
        return new UrlHost(text, Kind.PLAIN_NAME, name, Map.of(DriverProperties.REGION.name(), region));
    }

    private static UrlHost address(String text, String host, @Nullable Integer port, UrlQuotes quotes)
            throws ConfigurationException {
        var cluster = CLUSTER.matcher(host);
        if (cluster.matches()) {
            return warehouse(text, DriverProperties.CLUSTER_IDENTIFIER, cluster);
        }
        var workgroup = WORKGROUP.matcher(host);
        if (workgroup.matches()) {
            return warehouse(text, DriverProperties.WORKGROUP_NAME, workgroup);
        }
        if (WAREHOUSE_DOMAIN.matcher(host).matches()) {
            throw new ConfigurationException(
                    "The host " + quotes.of(host) + " is not an endpoint as the console shows it:"
                            + " NAME.HASH.REGION.redshift.amazonaws.com or NAME.ACCOUNT.REGION.redshift-serverless.amazonaws.com.");
        }
        return service(text, host, port, quotes);
    }

    private static UrlHost warehouse(String text, Property<String> target, Matcher parts) {
        // The port is the one of the wire protocol, which the Data API does not need.
        var implied = Map.of(target.name(), parts.group(1), DriverProperties.REGION.name(), parts.group(2));
        return new UrlHost(text, Kind.WAREHOUSE, null, implied);
    }

    private static UrlHost service(String text, String host, @Nullable Integer port, UrlQuotes quotes)
            throws ConfigurationException {
        var scheme = isLoopback(host) ? "http" : "https";
        var implied = new LinkedHashMap<String, String>();
        var address = scheme + "://" + host + (port == null ? "" : ":" + port);
        DriverProperties.ENDPOINT.parse(address, quotes::of);
        implied.put(DriverProperties.ENDPOINT.name(), address);
        var withRegion = SERVICE_WITH_REGION.matcher(host);
        if (withRegion.matches()) {
            implied.put(DriverProperties.REGION.name(), withRegion.group(1));
        }
        return new UrlHost(text, Kind.SERVICE, null, implied);
    }

    private static @Nullable Integer port(@Nullable String text, UrlQuotes quotes) throws ConfigurationException {
        if (text == null) {
            return null;
        }
        try {
            var port = Integer.parseInt(text);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new ConfigurationException("The port " + quotes.of(text) + " in the URL is not a number from 1 to 65535."
                + " A region can follow a name without dots only; here set region=…");
    }

    /** Whether a host is this machine by its text alone; no name is looked up. */
    static boolean isLoopback(@Nullable URI address) {
        return address != null && address.getHost() != null && isLoopback(address.getHost());
    }

    private static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost") || LOOPBACK_4.matcher(host).matches()) {
            return true;
        }
        if (!BRACKETED.matcher(host).matches()) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
