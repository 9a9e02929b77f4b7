package io.github.redshiftdata.jdbc.internal.meta;

import java.util.Locale;

/** Recognizes the default by which Redshift marks an IDENTITY column. */
public final class IdentityDefault {

    private IdentityDefault() {}

    /** Whether a default is that of an IDENTITY column: {@code "identity"(…)}, or {@code default_identity(…)}. */
    public static boolean is(String defaultValue) {
        var text = defaultValue.toLowerCase(Locale.ROOT);
        return text.startsWith("\"identity\"(")
                || text.startsWith("identity(")
                || text.startsWith("\"default_identity\"(")
                || text.startsWith("default_identity(");
    }
}
