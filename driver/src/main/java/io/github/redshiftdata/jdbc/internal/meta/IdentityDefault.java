package io.github.redshiftdata.jdbc.internal.meta;

import java.util.Locale;

/** The default of a column by which Redshift shows that it counts by itself. */
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
