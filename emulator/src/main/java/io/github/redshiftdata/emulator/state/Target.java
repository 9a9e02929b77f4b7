package io.github.redshiftdata.emulator.state;

import org.jspecify.annotations.Nullable;

/** The cluster or workgroup, the database and the login that a request names. */
public record Target(
        @Nullable String clusterIdentifier,
        @Nullable String workgroupName,
        String database,
        @Nullable String dbUser,
        @Nullable String secretArn) {

    /** The user to log in as; null for the engine's own, which is also the case with a secret. */
    public @Nullable String loginUser() {
        return secretArn == null ? dbUser : null;
    }
}
