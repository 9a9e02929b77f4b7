package io.github.redshiftdata.jdbc.internal.config;

import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.ACCESS_KEY_ID;
import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.CREDENTIALS_PROVIDER;
import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.PROFILE;
import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.ROLE_ARN;
import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.ROLE_EXTERNAL_ID;
import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.ROLE_SESSION_NAME;
import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.SECRET_ACCESS_KEY;
import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.SESSION_TOKEN;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.AssumedRole;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.AwsAuth;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.CustomProvider;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.DefaultChain;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.GivenProvider;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.Profile;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.StaticKeys;
import java.util.List;
import java.util.stream.Stream;

/** Decides how requests are signed. */
final class AwsAuthReader {

    private static final List<Property<?>> OWN = List.of(
            PROFILE,
            ACCESS_KEY_ID,
            SECRET_ACCESS_KEY,
            SESSION_TOKEN,
            ROLE_ARN,
            ROLE_SESSION_NAME,
            ROLE_EXTERNAL_ID,
            CREDENTIALS_PROVIDER);

    /** An emulator takes any signature. */
    static final AwsAuth PLACEHOLDER = new StaticKeys("emulator", "emulator", null);

    private AwsAuthReader() {}

    /** Whether nothing says how to sign. */
    static boolean isSilent(Settings settings) {
        return Stream.of(OWN, SignInProperties.ALL, SsoProperties.ALL)
                        .flatMap(List::stream)
                        .noneMatch(settings::has)
                && SignInProperties.ways(settings).isEmpty();
    }

    static AwsAuth read(Settings settings) throws ConfigurationException {
        PropagatedIdentityReader.refuseContradictions(settings);
        refuseTwoWays(settings);
        var withRole = SignInProperties.withRole(settings);
        if (withRole != null) {
            SsoProperties.refuseParts(settings);
            refuseHalfAKey(settings);
            return withRole;
        }
        var base = SignInProperties.withMfa(settings, base(settings));
        var role = settings.optional(ROLE_ARN);
        if (role != null) {
            return PropagatedIdentityReader.with(
                    settings,
                    new AssumedRole(
                            base, role, settings.optional(ROLE_SESSION_NAME), settings.optional(ROLE_EXTERNAL_ID)));
        }
        for (var property : List.of(ROLE_SESSION_NAME, ROLE_EXTERNAL_ID)) {
            if (settings.has(property)) {
                throw new ConfigurationException("The property '" + property.name()
                        + "' is set without a role. Set roleArn too, or leave both out.");
            }
        }
        return base;
    }

    private static AwsAuth base(Settings settings) throws ConfigurationException {
        var startUrl = settings.optional(SsoProperties.SSO_START_URL);
        if (startUrl != null) {
            refuseHalfAKey(settings);
            return SsoProperties.read(settings, startUrl);
        }
        SsoProperties.refuseParts(settings);
        var accessKey = settings.optional(ACCESS_KEY_ID);
        var secret = settings.optional(SECRET_ACCESS_KEY);
        if (accessKey != null && secret != null) {
            return new StaticKeys(accessKey, secret, settings.optional(SESSION_TOKEN));
        }
        refuseHalfAKey(settings);
        var profile = settings.optional(PROFILE);
        if (profile != null) {
            return new Profile(profile);
        }
        var given = settings.givenProvider();
        if (given != null) {
            return new GivenProvider(given);
        }
        var provider = settings.optional(CREDENTIALS_PROVIDER);
        return provider == null ? new DefaultChain() : new CustomProvider(provider, settings.providerProperties());
    }

    private static void refuseTwoWays(Settings settings) throws ConfigurationException {
        var ways = List.of(PROFILE, ACCESS_KEY_ID, CREDENTIALS_PROVIDER, SsoProperties.SSO_START_URL);
        var set = Stream.concat(
                        ways.stream().filter(settings::has).map(Property::name),
                        SignInProperties.ways(settings).stream())
                .toList();
        if (set.size() > 1) {
            throw new ConfigurationException("Requests can be signed in one way only, but " + String.join(" and ", set)
                    + " are set. Leave one.");
        }
    }

    private static void refuseHalfAKey(Settings settings) throws ConfigurationException {
        if (settings.has(ACCESS_KEY_ID)) {
            throw new ConfigurationException("accessKeyId is set without secretAccessKey. Set secretAccessKey as a"
                    + " property of the connection or of the DataSource, not in the URL.");
        }
        for (var property : List.of(SECRET_ACCESS_KEY, SESSION_TOKEN)) {
            if (settings.has(property)) {
                throw new ConfigurationException(
                        property.name() + " is set without the rest of the access key. Set accessKeyId and"
                                + " secretAccessKey (and sessionToken if the key is temporary).");
            }
        }
    }
}
