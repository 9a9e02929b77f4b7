package io.github.redshiftdata.jdbc.internal.config;

import static io.github.redshiftdata.jdbc.internal.config.SsoProperties.SSO_APPLICATION_ARN;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.AssumedRole;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.AwsAuth;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.PropagatedIdentity;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads how a person of IAM Identity Center reaches the database, by {@code ssoApplicationArn}. */
final class PropagatedIdentityReader {

    private PropagatedIdentityReader() {}

    /** Refuses what contradicts it, and what it lacks; does nothing without it. */
    static void refuseContradictions(Settings settings) throws ConfigurationException {
        if (!settings.has(SSO_APPLICATION_ARN)) {
            return;
        }
        for (var user : List.of(DriverProperties.DB_USER, DriverProperties.SECRET_ARN)) {
            if (settings.has(user)) {
                throw new ConfigurationException("Both ssoApplicationArn and " + user.name()
                        + " are set. With ssoApplicationArn the database user is the person: leave one.");
            }
        }
        var others = SignInProperties.ways(settings);
        if (!others.isEmpty()) {
            throw new ConfigurationException("Both ssoApplicationArn and " + others.get(0)
                    + " are set, but an application of IAM Identity Center takes no answer of a SAML identity provider."
                    + " Leave one.");
        }
        refuseNoOrTwoPersons(settings);
        if (!settings.has(DriverProperties.ROLE_ARN)) {
            throw new ConfigurationException(
                    "ssoApplicationArn is set without roleArn. Set the role whose sessions carry the person too.");
        }
        if (!settings.has(SsoProperties.SSO_REGION)) {
            throw new ConfigurationException(
                    "ssoApplicationArn is set without ssoRegion. Set the AWS region of IAM Identity Center too.");
        }
    }

    private static void refuseNoOrTwoPersons(Settings settings) throws ConfigurationException {
        var persons = Stream.concat(Stream.of(SsoProperties.SSO_START_URL), SignInProperties.TOKENS.stream())
                .filter(settings::has)
                .map(Property::name)
                .toList();
        if (persons.isEmpty()) {
            throw new ConfigurationException(
                    "ssoApplicationArn is set, but nothing says who the person is. Set ssoStartUrl, to sign in at IAM"
                            + " Identity Center, or webIdentityTokenFile or webIdentityToken.");
        }
        if (persons.size() > 1) {
            throw new ConfigurationException("One thing only can say to ssoApplicationArn who the person is, but "
                    + String.join(" and ", persons) + " are set. Leave one.");
        }
    }

    /** The role with the person, if that is wanted; else the role. */
    static AwsAuth with(Settings settings, AssumedRole role) throws ConfigurationException {
        var application = settings.optional(SSO_APPLICATION_ARN);
        return application == null
                ? role
                : new PropagatedIdentity(
                        role,
                        application,
                        Objects.requireNonNull(settings.optional(SsoProperties.SSO_REGION)),
                        settings.optional(SignInProperties.WEB_IDENTITY_TOKEN_FILE),
                        settings.optional(SignInProperties.WEB_IDENTITY_TOKEN));
    }
}
