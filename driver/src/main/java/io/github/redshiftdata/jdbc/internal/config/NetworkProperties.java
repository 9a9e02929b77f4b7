package io.github.redshiftdata.jdbc.internal.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The properties of the way to AWS. Each counts for all requests, those of the sign-in included, unless its
 * description says otherwise. */
public final class NetworkProperties {

    public static final Property<String> PROXY_HOST = Property.text(
            "proxyHost",
            "Name or address of an HTTP proxy, for all requests of the driver. Without it the settings of the JVM and of the"
                    + " environment count.");
    public static final Property<Integer> PROXY_PORT = Property.port("proxyPort", "Port of proxyHost.");
    public static final Property<String> PROXY_USER = Property.text("proxyUser", "User for a proxy that asks for one.");
    public static final Property<String> PROXY_PASSWORD =
            Property.secret("proxyPassword", "Password of proxyUser. Refused in the URL, which tools log.");
    public static final Property<String> NON_PROXY_HOSTS = Property.text(
            "nonProxyHosts",
            "Hosts that are reached without proxyHost, with | or commas between them; * stands for any characters.");
    public static final Property<String> TRUST_STORE = Property.text(
            "trustStore",
            "File with the certificates to trust, instead of those of the JVM. Its type is trustStoreType.");
    public static final Property<String> TRUST_STORE_PASSWORD =
            Property.secret("trustStorePassword", "Password of trustStore. Refused in the URL, which tools log.");
    public static final Property<String> TRUST_STORE_TYPE = Property.text(
            "trustStoreType",
            "Type of trustStore, such as PKCS12 or JKS. Alone, a store of the operating system: Windows-ROOT or"
                    + " KeychainStore.");
    public static final Property<String> CA_CERTIFICATES = Property.text(
            "caCertificates", "File with certificates to trust as well, as PEM: for a company's proxy that opens TLS.");
    public static final Property<URI> STS_ENDPOINT =
            Property.address("stsEndpoint", "Address of AWS STS, which gives out roles, instead of AWS's own.");
    public static final Property<URI> SSO_ENDPOINT =
            Property.address("ssoEndpoint", "Address of the portal of IAM Identity Center, instead of AWS's own.");
    public static final Property<URI> SSO_OIDC_ENDPOINT =
            Property.address("ssoOidcEndpoint", "Address of the tokens of IAM Identity Center, instead of AWS's own.");
    public static final Property<URI> SIGNIN_ENDPOINT =
            Property.address("signinEndpoint", "Address that renews what aws login has begun, instead of AWS's own.");
    public static final Property<Boolean> FIPS = Property.truth(
            "fips",
            null,
            "Whether requests go to AWS's addresses with FIPS 140 cryptography. Without it, AWS_USE_FIPS_ENDPOINT and the"
                    + " profile count.");
    public static final Property<Boolean> DUAL_STACK = Property.truth(
            "dualStack",
            null,
            "Whether requests go to AWS's addresses that IPv6 reaches too. Without it, AWS_USE_DUALSTACK_ENDPOINT and the"
                    + " profile count.");

    public static final Property<Boolean> COMPRESSED_RESULTS = Property.truth(
            "compressedResults",
            "true",
            "Whether the rows of results may come compressed (gzip), if the service does that.");

    static final List<Property<?>> ALL = List.of(
            PROXY_HOST,
            PROXY_PORT,
            PROXY_USER,
            PROXY_PASSWORD,
            NON_PROXY_HOSTS,
            TRUST_STORE,
            TRUST_STORE_PASSWORD,
            TRUST_STORE_TYPE,
            CA_CERTIFICATES,
            STS_ENDPOINT,
            SSO_ENDPOINT,
            SSO_OIDC_ENDPOINT,
            SIGNIN_ENDPOINT,
            FIPS,
            DUAL_STACK,
            COMPRESSED_RESULTS);

    private NetworkProperties() {}

    /** Reads them. */
    static NetworkConfig read(Settings settings) throws ConfigurationException {
        return new NetworkConfig(
                proxy(settings),
                trustStore(settings),
                settings.optional(CA_CERTIFICATES),
                settings.optional(STS_ENDPOINT),
                settings.optional(SSO_ENDPOINT),
                settings.optional(SSO_OIDC_ENDPOINT),
                settings.optional(SIGNIN_ENDPOINT),
                variant(settings, FIPS),
                variant(settings, DUAL_STACK),
                settings.value(COMPRESSED_RESULTS));
    }

    private static NetworkConfig.@Nullable ProxyServer proxy(Settings settings) throws ConfigurationException {
        var host = settings.optional(PROXY_HOST);
        var port = settings.optional(PROXY_PORT);
        if (host == null) {
            for (var property : List.of(PROXY_PORT, PROXY_USER, PROXY_PASSWORD, NON_PROXY_HOSTS)) {
                refuse(settings, property, "proxyHost");
            }
            return null;
        }
        if (port == null) {
            throw new ConfigurationException("proxyHost is set without proxyPort. Set the port of the proxy too.");
        }
        if (host.contains("/") || (host.contains(":") && !host.startsWith("["))) {
            throw new ConfigurationException("proxyHost must be a host alone, such as proxy.example.com: the port is"
                    + " proxyPort, the login proxyUser and proxyPassword.");
        }
        var user = settings.optional(PROXY_USER);
        if (user == null) {
            refuse(settings, PROXY_PASSWORD, "proxyUser");
        }
        var direct = settings.optional(NON_PROXY_HOSTS);
        return new NetworkConfig.ProxyServer(
                host.strip(),
                port,
                user,
                settings.optional(PROXY_PASSWORD),
                direct == null ? List.of() : List.of(direct.split("[|,]")));
    }

    private static NetworkConfig.@Nullable TrustStore trustStore(Settings settings) throws ConfigurationException {
        var file = settings.optional(TRUST_STORE);
        var type = settings.optional(TRUST_STORE_TYPE);
        if (file == null && type == null) {
            refuse(settings, TRUST_STORE_PASSWORD, "trustStore");
            return null;
        }
        return new NetworkConfig.TrustStore(file, type, settings.optional(TRUST_STORE_PASSWORD));
    }

    private static void refuse(Settings settings, Property<?> property, String without) throws ConfigurationException {
        if (settings.has(property)) {
            throw new ConfigurationException(
                    property.name() + " is set without " + without + ". Set " + without + " too, or leave it out.");
        }
    }

    /** A choice among AWS's own addresses, which an address of the user's own leaves nothing to choose. */
    private static @Nullable Boolean variant(Settings settings, Property<Boolean> property)
            throws ConfigurationException {
        var value = settings.optional(property);
        if (Boolean.TRUE.equals(value) && settings.has(DriverProperties.ENDPOINT)) {
            throw new ConfigurationException("Both " + property.name()
                    + " and endpoint are set, but an endpoint is one address already. Leave one: for a VPC endpoint, write"
                    + " its own address of that kind.");
        }
        return value;
    }
}
