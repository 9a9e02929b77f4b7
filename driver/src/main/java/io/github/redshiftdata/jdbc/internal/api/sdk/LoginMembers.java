package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import org.jspecify.annotations.Nullable;

/** The members of a request that say where and as whom to log in; a member that does not apply is null. */
record LoginMembers(
        @Nullable String clusterIdentifier,
        @Nullable String workgroupName,
        @Nullable String database,
        @Nullable String dbUser,
        @Nullable String secretArn) {

    static final LoginMembers NONE = new LoginMembers(null, null, null, null, null);

    /**
     * The members by which a list is narrowed to the warehouse. A role session that carries a person must send them, and
     * then the service takes no id of a session besides.
     */
    LoginMembers place() {
        return new LoginMembers(clusterIdentifier, workgroupName, null, null, null);
    }

    static LoginMembers of(DriverConfig config) {
        return new LoginMembers(
                config.target() instanceof DriverConfig.Cluster cluster ? cluster.identifier() : null,
                config.target() instanceof DriverConfig.Workgroup workgroup ? workgroup.name() : null,
                config.database(),
                config.databaseAuth() instanceof DriverConfig.DbUser user ? user.name() : null,
                config.databaseAuth() instanceof DriverConfig.Secret secret ? secret.arn() : null);
    }
}
