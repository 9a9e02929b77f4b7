package io.github.redshiftdata.jdbc.internal.auth;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Temporary keys, as long as they are good. */
final class RoleKeys {

    private final InstantSource clock;
    private final Duration margin;
    private @Nullable AwsSessionCredentials known;

    /** @param margin keys that end so soon are not used any more */
    RoleKeys(InstantSource clock, Duration margin) {
        this.clock = clock;
        this.margin = margin;
    }

    /** The keys; null if there are none, or they end too soon. */
    synchronized @Nullable AwsSessionCredentials get() {
        var keys = known;
        return keys != null
                        && keys.expirationTime()
                                .filter(end -> clock.instant().plus(margin).isBefore(end))
                                .isPresent()
                ? keys
                : null;
    }

    synchronized AwsSessionCredentials keep(AwsSessionCredentials fresh) {
        known = fresh;
        return fresh;
    }

    synchronized void forget() {
        known = null;
    }
}
