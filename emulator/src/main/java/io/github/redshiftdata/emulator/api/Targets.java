package io.github.redshiftdata.emulator.api;

import io.github.redshiftdata.emulator.state.Target;

/** Reads from a request where it wants to go. */
final class Targets {

    private Targets() {}

    /** @throws ServiceException where the request names no cluster or workgroup, or one that does not exist */
    static Target of(Request request) {
        var cluster = request.text("ClusterIdentifier");
        var workgroup = request.text("WorkgroupName");
        if (cluster == null && workgroup == null) {
            throw ServiceException.validation("Either ClusterIdentifier or WorkgroupName needs to be specified.");
        }
        if (cluster != null && workgroup != null) {
            throw ServiceException.validation("Only one of ClusterIdentifier and WorkgroupName can be specified.");
        }
        var name = cluster == null ? workgroup : cluster;
        if (name != null && name.startsWith("missing")) {
            throw ServiceException.validation("Redshift endpoint doesn't exist in this region.");
        }
        if (!request.has("Database")) {
            throw ServiceException.validation("database must not be null");
        }
        return new Target(
                cluster,
                workgroup,
                request.requiredText("Database"),
                request.text("DbUser"),
                request.text("SecretArn"));
    }

    /** A session brings its own target. */
    static void requireNone(Request request) {
        for (var member : new String[] {"ClusterIdentifier", "WorkgroupName", "Database", "DbUser", "SecretArn"}) {
            if (request.has(member)) {
                throw ServiceException.validation("SessionId can't be specified together with " + member + ".");
            }
        }
    }
}
