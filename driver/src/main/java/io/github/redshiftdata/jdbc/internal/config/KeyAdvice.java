package io.github.redshiftdata.jdbc.internal.config;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What to write instead of a key that the driver does not know. */
final class KeyAdvice {

    /** Keys of the official driver that stand for something else here, or for nothing; in lower case. */
    private static final Set<String> OFFICIAL = Set.of(
            "uid",
            "pwd",
            "clusterid",
            "plugin_name",
            "autocreate",
            "ssl",
            "sslmode",
            "sslrootcert",
            "sockettimeout",
            "tcpkeepalive",
            "defaultrowfetchsize",
            "blockingrowsmode",
            "fetchringbuffersize",
            "maxresultbuffer",
            "connectiontimezone",
            "rewritebatchedinserts",
            "enablemultisqlsupport",
            "databasemetadatacurrentdbonly",
            "preferquerymode",
            "stringtype",
            "loggerlevel",
            "logpath");

    private KeyAdvice() {}

    static String on(String unknown) {
        if (OFFICIAL.contains(unknown.toLowerCase(Locale.ROOT))) {
            return "It is a key of the official driver: see \"Coming from the official driver\" in the documentation.";
        }
        return NearestName.of(unknown)
                .map(near -> "Did you mean '" + near + "'?")
                // Whoever has the jar alone has no other list.
                .orElseGet(() -> "The keys are: "
                        + DriverProperties.all().stream().map(Property::name).collect(Collectors.joining(", ")) + ".");
    }
}
