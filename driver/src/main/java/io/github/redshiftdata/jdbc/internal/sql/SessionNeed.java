package io.github.redshiftdata.jdbc.internal.sql;

/** Whether a statement needs the session it runs in, or could run anywhere. */
public final class SessionNeed {

    private SessionNeed() {}

    /** Whether the statement provably neither reads nor leaves any state of its session. */
    public static boolean isStateless(String sql) {
        return sql.isBlank();
    }
}
