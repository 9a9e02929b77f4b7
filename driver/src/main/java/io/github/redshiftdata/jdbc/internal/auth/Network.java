package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverProperties;
import io.github.redshiftdata.jdbc.internal.config.NetworkConfig;
import io.github.redshiftdata.jdbc.internal.config.NetworkProperties;
import io.github.redshiftdata.jdbc.internal.config.Property;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
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
    private final Tls tls;
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
        this.tls = new Tls(Trust.of(config));
    }

    /** Makes TLS ready ahead of the first request. What fails here fails again there, and is told there. */
    public void prepareTls() {
        try {
            tls.made();
        } catch (IOException | RuntimeException failed) {
            Logs.CALLS.debug("TLS could not be made ready early: {}", failed.getClass());
        }
    }

    NetworkConfig config() {
        return config;
    }

    /** Whether the settings say nothing, so that whatever the SDK makes by itself goes the same way. */
    boolean isPlain() {
        return config.equals(NetworkConfig.NONE) && !addresses.areChosenByTheProfile();
    }

    /**
     * An HTTP client on the way to the Data API, whose failures are told as {@link NoWayException}.
     *
     * @param endpoint null for AWS's own
     * @param settings sets its limits
     */
    public SdkHttpClient.Builder<?> http(
            @Nullable URI endpoint, Region region, Consumer<Apache5HttpClient.Builder> settings) {
        return http(endpoint, DriverProperties.ENDPOINT, region, settings);
    }

    private SdkHttpClient.Builder<?> http(
            @Nullable URI endpoint,
            Property<URI> property,
            Region region,
            Consumer<Apache5HttpClient.Builder> settings) {
        var proxy = proxy(endpoint);
        var builder = Apache5HttpClient.builder().proxyConfiguration(proxy).tlsSocketStrategy(tls);
        settings.accept(builder);
        var name = endpoint == null ? null : property.name();
        return new ToldHttpClient.Builder(builder, host -> Way.to(host, proxy, name, region));
    }

    private SdkHttpClient.Builder<?> http(@Nullable URI endpoint, Property<URI> property, Region region) {
        return http(endpoint, property, region, usual -> {});
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

    /**
     * Where requests to the Data API go.
     *
     * @param endpoint null for AWS's own, or what the environment or the profile names instead of it
     */
    public URI dataApi(Region region, @Nullable URI endpoint) {
        return endpoint == null ? addresses.dataApiOrOverride(region) : endpoint;
    }

    /** A client of STS, which signs unless told otherwise. */
    StsClientBuilder sts(Region region) {
        return place(StsClient.builder().region(region), config.stsEndpoint())
                .httpClientBuilder(http(config.stsEndpoint(), NetworkProperties.STS_ENDPOINT, region));
    }

    private ProxyConfiguration proxy(@Nullable URI endpoint) {
        return Proxies.to(endpoint, config.proxy());
    }

    /**
     * The way to the Data API.
     *
     * @param endpoint null for AWS's own
     */
    Way way(String host, @Nullable URI endpoint, Region region) {
        return Way.to(host, proxy(endpoint), endpoint == null ? null : DriverProperties.ENDPOINT.name(), region);
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
                .httpClientBuilder(http(config.ssoEndpoint(), NetworkProperties.SSO_ENDPOINT, region))
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
                .httpClientBuilder(http(config.ssoOidcEndpoint(), NetworkProperties.SSO_OIDC_ENDPOINT, region))
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
                .httpClientBuilder(http(config.signinEndpoint(), NetworkProperties.SIGNIN_ENDPOINT, region))
                .build();
    }
}
