package io.github.redshiftdata.jdbc.internal.auth;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token of IAM Identity Center, with what renews it.
 *
 * @param registrationExpiresAt when the registered client ends, by which it is renewed
 */
record SsoToken(
        String accessToken,
        Instant expiresAt,
        @Nullable String refreshToken,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable Instant registrationExpiresAt) {

    /** A token that ends so soon is not used any more. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    boolean isValidAt(Instant now) {
        return now.plus(MARGIN).isBefore(expiresAt);
    }

    boolean canBeRenewedAt(Instant now) {
        return refreshToken != null
                && clientId != null
                && clientSecret != null
                && (registrationExpiresAt == null || now.isBefore(registrationExpiresAt));
    }

    /** Whether the other one is this one too; the file of a token keeps its times less exactly. */
    boolean isSameAs(@Nullable SsoToken other) {
        return other != null && accessToken.equals(other.accessToken);
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "SsoToken[until " + expiresAt + "]";
    }
}
