package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.ExpiredTokenException;
import software.amazon.awssdk.services.sts.model.IdpRejectedClaimException;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;
import software.amazon.awssdk.services.sts.model.StsException;

/** The credentials of a role that is assumed with the token of an OpenID provider (AssumeRoleWithWebIdentity). */
final class WebIdentityCredentials implements AwsCredentialsProvider, AutoCloseable {

    /** Credentials that end so soon are renewed. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final DriverConfig.WebIdentity config;
    private final StsClient sts;
    private final InstantSource clock;
    private final RoleKeys keys;

    WebIdentityCredentials(DriverConfig.WebIdentity config, Network network, Region region, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.keys = new RoleKeys(clock, MARGIN);
        this.sts = network.sts(region)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        var known = keys.get();
        if (known != null) {
            return known;
        }
        return keys.keep(assumed(new WebIdentityToken(config.tokenFile(), config.token()).read()));
    }

    private AwsSessionCredentials assumed(String token) {
        try {
            var answer = sts.assumeRoleWithWebIdentity(request -> request.roleArn(config.roleArn())
                    .roleSessionName(
                            config.sessionName() == null ? Credentials.DEFAULT_SESSION_NAME : config.sessionName())
                    .webIdentityToken(token));
            return StsAnswers.keys(answer.credentials(), answer, clock);
        } catch (ExpiredTokenException late) {
            throw StsAnswers.refused(
                    late,
                    "the web identity token has expired: "
                            + (config.tokenFile() == null
                                    ? "connect with a fresh one"
                                    : "whatever writes webIdentityTokenFile must renew it"));
        } catch (InvalidIdentityTokenException | IdpRejectedClaimException wrong) {
            throw StsAnswers.refused(
                    wrong,
                    "AWS does not take the web identity token: its issuer and audience must be those of an identity"
                            + " provider of the account");
        } catch (StsException refused) {
            throw StsAnswers.refused(
                    refused, "AWS does not give the role for the web identity token; its trust policy decides that");
        }
    }

    @Override
    public void close() {
        sts.close();
    }
}
