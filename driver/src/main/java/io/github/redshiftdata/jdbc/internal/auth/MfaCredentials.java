package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.RedshiftDataMfaPrompt;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * The session of an IAM user who has shown the code of an MFA device. A role is assumed with the session, not with the code: so
 * the role can be renewed for the twelve hours of the session, and the person is asked once.
 */
final class MfaCredentials implements PersonalCredentials {

    /** How often a person may mistype the code. */
    private static final int TRIES = 3;

    private final DriverConfig.MfaSession config;
    private final AwsCredentialsProvider base;
    private final UntilSignedIn ofTheBase;
    private final PersonSession session;
    private final Network network;
    private final Region region;

    /** @param ofTheBase what the base has open */
    MfaCredentials(
            DriverConfig.MfaSession config,
            AwsCredentialsProvider base,
            UntilSignedIn ofTheBase,
            PersonSession session,
            Network network,
            Region region) {
        this.config = config;
        this.base = base;
        this.ofTheBase = ofTheBase;
        this.session = session;
        this.network = network;
        this.region = region;
    }

    private String device() {
        return Shown.value(config.serial());
    }

    @Override
    public @Nullable PendingSignIn signIn(boolean byAPool) {
        return ofTheBase.during(
                () -> session.signIn("the sign-in with the MFA device " + device(), with(), shown -> ask()));
    }

    private String with() {
        return config.code() == null ? "" : config.code();
    }

    @Override
    public void ended() {
        session.forget();
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return session.keys(
                config.code() == null ? null : () -> signIn(false),
                "no code of the MFA device " + device()
                        + " was given, or its session has ended. Open a new connection with the code that the device shows now");
    }

    private AwsSessionCredentials ask() {
        if (config.code() != null) {
            return sessionBy(config.code(), false);
        }
        for (var tries = 1; ; tries++) {
            var code = config.prompt() instanceof RedshiftDataMfaPrompt prompt ? prompt.code(config.serial()) : null;
            if (code == null || code.isBlank()) {
                throw new IllegalStateException("no code was given");
            }
            var keys = sessionBy(code.strip(), tries < TRIES);
            if (keys != null) {
                return keys;
            }
        }
    }

    /** The session, or null if the code is wrong and the person may try again. */
    @SuppressWarnings("NullAway") // null only where another try is allowed
    private AwsSessionCredentials sessionBy(String code, boolean mayTryAgain) {
        try (var sts = network.sts(region)
                .credentialsProvider(() -> base.resolveCredentials())
                .build()) {
            var answer = sts.getSessionToken(
                    request -> request.serialNumber(config.serial()).tokenCode(code));
            return StsAnswers.keys(answer.credentials(), answer, session.clock());
        } catch (StsException refused) {
            var isOfTheCode = String.valueOf(refused.getMessage()).contains("MultiFactorAuthentication failed");
            if (isOfTheCode && mayTryAgain) {
                return null;
            }
            throw StsAnswers.refused(
                    refused,
                    isOfTheCode
                            ? "AWS does not take the code: a code counts once, for about half a minute, and for its device"
                            : "AWS gives no session to this user");
        }
    }
}
