package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.NetworkConfig;
import java.io.UncheckedIOException;
import java.net.URI;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.signin.SigninClient;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/** Makes what reaches AWS in the way that the settings say: HTTP clients, and the clients of the sign-in. */
public final class Network {

    private final NetworkConfig config;
    private final TrustManager @Nullable [] trust;
    private final Addresses addresses;

    /**
     * The way of the settings.
     *
     * @throws UncheckedIOException if certificates to trust cannot be read
     */
    public Network(NetworkConfig config) {
        this(config, new DriverConfig.DefaultChain());
    }

    /**
     * The way of the settings, and of the profile that a connection names.
     *
     * @throws UncheckedIOException if certificates to trust cannot be read
     */
    public Network(NetworkConfig config, DriverConfig.AwsAuth auth) {
        this.config = config;
        this.addresses = new Addresses(config, Addresses.profile(auth));
        this.trust = Trust.of(config);
    }

    NetworkConfig config() {
        return config;
    }

    /** Whether the settings say nothing, so that whatever the SDK makes by itself goes the same way. */
    boolean isPlain() {
        return config.equals(NetworkConfig.NONE) && !addresses.areChosenByTheProfile();
    }

    /**
     * An HTTP client on the way to an address.
     *
     * @param endpoint null for AWS's own
     */
    public Apache5HttpClient.Builder http(@Nullable URI endpoint) {
        var builder = Apache5HttpClient.builder().proxyConfiguration(Proxies.to(endpoint, config.proxy()));
        var managers = trust;
        return managers == null ? builder : builder.tlsTrustManagersProvider(() -> managers.clone());
    }

    /**
     * Points a client to its address.
     *
     * @param endpoint null for AWS's own
     */
    public <B extends AwsClientBuilder<B, ?>> B place(B builder, @Nullable URI endpoint) {
        if (endpoint != null) {
            // The SDK refuses an address together with a choice of AWS's own, which the environment may make.
            return builder.endpointOverride(endpoint).fipsEnabled(false).dualstackEnabled(false);
        }
        return addresses.choose(builder);
    }

    /** A client of STS, which signs unless told otherwise. */
    StsClientBuilder sts(Region region) {
        return place(StsClient.builder().region(region), config.stsEndpoint())
                .httpClientBuilder(http(config.stsEndpoint()));
    }

    /** The proxy on the way to an address; null for AWS's own. */
    ProxyConfiguration proxy(@Nullable URI endpoint) {
        return Proxies.to(endpoint, config.proxy());
    }

    /** AWS's own address of the Data API. */
    URI dataApiAddress(Region region) {
        return addresses.dataApi(region);
    }

    /** Whether STS has an address of the settings' own. */
    public boolean hasStsEndpoint() {
        return config.stsEndpoint() != null;
    }

    /** A client of the portal of IAM Identity Center. */
    SsoClient sso(Region region) {
        return place(SsoClient.builder().region(region), config.ssoEndpoint())
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(http(config.ssoEndpoint()))
                .build();
    }

    /** A client of what gives out the tokens of IAM Identity Center. */
    SsoOidcClient ssoOidc(Region region) {
        return ssoOidc(region, AnonymousCredentialsProvider.create());
    }

    /** The same for what only an AWS identity may ask. */
    SsoOidcClient ssoOidc(Region region, AwsCredentialsProvider signer) {
        return place(SsoOidcClient.builder().region(region), config.ssoOidcEndpoint())
                .credentialsProvider(signer)
                .httpClientBuilder(http(config.ssoOidcEndpoint()))
                .build();
    }

    /** Where {@link #ssoOidc} asks, for the page of the browser, which no client opens. */
    URI ssoOidcAddress(Region region) {
        if (config.ssoOidcEndpoint() != null) {
            return config.ssoOidcEndpoint();
        }
        return addresses.ssoOidc(region);
    }

    /** A client of what renews the logins of {@code aws login}. */
    SigninClient signin(Region region) {
        return place(SigninClient.builder().region(region), config.signinEndpoint())
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(http(config.signinEndpoint()))
                .build();
    }
}
