package io.github.redshiftdata.jdbc.internal.config;

import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of all requests to AWS, those of the sign-in included.
 *
 * @param proxy null where the JVM and the environment decide
 * @param trustStore whom to trust instead of the JVM's authorities, or null
 * @param caCertificates a file with more certificates to trust, as PEM, or null
 * @param stsEndpoint where STS is, or null for AWS's own address
 * @param ssoEndpoint where the portal of IAM Identity Center is, or null
 * @param ssoOidcEndpoint where the tokens of IAM Identity Center are given out, or null
 * @param signinEndpoint where logins of {@code aws login} are renewed, or null
 * @param fips whether AWS's addresses for FIPS count; null where the environment and the profile decide
 * @param dualStack whether AWS's addresses for IPv6 count; null where the environment and the profile decide
 * @param compressed whether the rows of results may come compressed
 */
public record NetworkConfig(
        @Nullable ProxyServer proxy,
        @Nullable TrustStore trustStore,
        @Nullable String caCertificates,
        @Nullable URI stsEndpoint,
        @Nullable URI ssoEndpoint,
        @Nullable URI ssoOidcEndpoint,
        @Nullable URI signinEndpoint,
        @Nullable Boolean fips,
        @Nullable Boolean dualStack,
        boolean compressed) {

    /** Nothing is set. */
    public static final NetworkConfig NONE =
            new NetworkConfig(null, null, null, null, null, null, null, null, null, true);

    /**
     * A proxy that speaks HTTP.
     *
     * @param directHosts the names of hosts that are reached without it; a star stands for any characters
     */
    public record ProxyServer(
            String host, int port, @Nullable String user, @Nullable String password, List<String> directHosts) {
        /** Without the password. */
        @Override
        public String toString() {
            return "ProxyServer[" + Shown.value(host) + ":" + port + "]";
        }
    }

    /**
     * A store of trusted certificates.
     *
     * @param file null for a store that is no file, such as {@code Windows-ROOT}
     * @param type null for the default of the JVM
     */
    public record TrustStore(@Nullable String file, @Nullable String type, @Nullable String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "TrustStore[" + Shown.value(String.valueOf(file)) + ", " + Shown.value(String.valueOf(type)) + "]";
        }
    }
}
