package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.NetworkConfig;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.awscore.endpoint.DualstackEnabledProvider;
import software.amazon.awssdk.awscore.endpoint.FipsEnabledProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.redshiftdata.endpoints.RedshiftDataEndpointProvider;
import software.amazon.awssdk.services.ssooidc.endpoints.SsoOidcEndpointProvider;

/**
 * Which of AWS's own addresses count, those for FIPS and for IPv6 or the usual ones: by the settings, else by the environment,
 * else by the profile. The clients and whatever tells or looks up an address ask here, so that all mean the same host.
 */
public final class Addresses {

    private final NetworkConfig config;
    private final @Nullable String profile;

    /** @param profile the one that the connection names; null for that of the environment */
    Addresses(NetworkConfig config, @Nullable String profile) {
        this.config = config;
        this.profile = profile;
    }

    /** Where the requests of a configuration to the Data API go. */
    public static URI ofTheDataApi(DriverConfig config) {
        return config.endpoint() == null
                ? new Addresses(config.network(), profile(config.awsAuth())).dataApi(Region.of(config.region()))
                : config.endpoint();
    }

    /** The profile that a connection names, or null. */
    static @Nullable String profile(DriverConfig.AwsAuth auth) {
        if (auth instanceof DriverConfig.Profile profile) {
            return profile.name();
        }
        if (auth instanceof DriverConfig.AssumedRole role) {
            return profile(role.base());
        }
        if (auth instanceof DriverConfig.PropagatedIdentity person) {
            return profile(person.role());
        }
        return auth instanceof DriverConfig.MfaSession mfa ? profile(mfa.base()) : null;
    }

    /** Whether the profile that the connection names chooses; the SDK's own providers would ask that of the environment. */
    boolean areChosenByTheProfile() {
        return profile != null
                && known(() -> new Profiles()
                                .file()
                                .profile(profile)
                                .map(named ->
                                        named.property("use_fips_endpoint").isPresent()
                                                || named.property("use_dualstack_endpoint")
                                                        .isPresent()))
                        .orElse(false);
    }

    private @Nullable Boolean fips(Profiles profiles) {
        return chosen(config.fips(), () -> FipsEnabledProvider.builder()
                .profileFile(profiles::file)
                .profileName(profile)
                .build()
                .isFipsEnabled());
    }

    private @Nullable Boolean dualStack(Profiles profiles) {
        return chosen(config.dualStack(), () -> DualstackEnabledProvider.builder()
                .profileFile(profiles::file)
                .profileName(profile)
                .build()
                .isDualstackEnabled());
    }

    /** The setting, else what the environment or the profile says. With a profile that says nothing it is none. */
    private @Nullable Boolean chosen(@Nullable Boolean setting, Supplier<Optional<Boolean>> elsewhere) {
        return setting != null ? setting : known(elsewhere).orElse(profile == null ? null : Boolean.FALSE);
    }

    /**
     * Refuses a choice of the environment or of the profile that is neither true nor false, as the SDK does: to take it for
     * false would send requests where they must not go.
     *
     * @throws ConfigurationException with what is wrong
     */
    public static void check(DriverConfig config, Profiles profiles) throws ConfigurationException {
        if (config.endpoint() == null) {
            var chosen = new Addresses(config.network(), profile(config.awsAuth()));
            try {
                chosen.fips(profiles);
                chosen.dualStack(profiles);
            } catch (IllegalStateException wrong) {
                throw new ConfigurationException(String.valueOf(wrong.getMessage()), wrong);
            }
        }
    }

    /**
     * What a file or a variable says. A file that cannot be read is the matter of the sign-in, which says what is wrong.
     *
     * @throws IllegalStateException if it says neither true nor false
     */
    private Optional<Boolean> known(Supplier<Optional<Boolean>> choice) {
        try {
            return choice.get();
        } catch (IllegalStateException wrong) {
            throw new IllegalStateException(
                    "The choice of AWS's addresses"
                            + (profile == null ? "" : " with the profile " + Shown.value(profile)) + " is wrong. "
                            + wrong.getMessage(),
                    wrong);
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Lets a client choose so. */
    <B extends AwsClientBuilder<B, ?>> B choose(B builder) {
        var profiles = new Profiles();
        var fips = fips(profiles);
        var dualStack = dualStack(profiles);
        if (fips != null) {
            builder.fipsEnabled(fips);
        }
        if (dualStack != null) {
            builder.dualstackEnabled(dualStack);
        }
        return builder;
    }

    /** The address of the Data API that the environment or the profile names, as the SDK's own clients take it; else AWS's. */
    URI dataApiOrOverride(Region region) {
        var profiles = new Profiles();
        return AwsClientEndpointProvider.builder()
                .serviceEndpointOverrideEnvironmentVariable("AWS_ENDPOINT_URL_REDSHIFT_DATA")
                .serviceEndpointOverrideSystemProperty("aws.endpointUrlRedshiftData")
                .serviceProfileProperty("redshift_data")
                .profileFile(profiles::file)
                .resolveFromOverrides()
                .orElseGet(() -> dataApi(region, profiles));
    }

    /** The Data API. */
    URI dataApi(Region region) {
        return dataApi(region, new Profiles());
    }

    private URI dataApi(Region region, Profiles profiles) {
        return RedshiftDataEndpointProvider.defaultProvider()
                .resolveEndpoint(place -> place.region(region)
                        .useFips(Boolean.TRUE.equals(fips(profiles)))
                        .useDualStack(Boolean.TRUE.equals(dualStack(profiles))))
                .join()
                .endpointUrl()
                .toUri();
    }

    /** The tokens of IAM Identity Center. */
    URI ssoOidc(Region region) {
        var profiles = new Profiles();
        return SsoOidcEndpointProvider.defaultProvider()
                .resolveEndpoint(place -> place.region(region)
                        .useFips(Boolean.TRUE.equals(fips(profiles)))
                        .useDualStack(Boolean.TRUE.equals(dualStack(profiles))))
                .join()
                .endpointUrl()
                .toUri();
    }
}
