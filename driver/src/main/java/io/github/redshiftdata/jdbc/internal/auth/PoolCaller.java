package io.github.redshiftdata.jdbc.internal.auth;

import java.util.List;

/** Whether a connection pool opens the connection, maybe in the background, where nobody sits in front of a browser. */
public final class PoolCaller {

    private static final List<String> POOLS = List.of(
            "com.zaxxer.hikari.",
            "org.apache.tomcat.jdbc.pool.",
            "org.apache.commons.dbcp",
            "org.apache.tomcat.dbcp.",
            "com.mchange.v2.",
            "io.agroal.",
            "oracle.ucp.",
            "com.alibaba.druid.pool.",
            "org.vibur.dbcp.");

    private PoolCaller() {}

    /** Whether one of the known pools is among the callers of this thread. */
    public static boolean isThere() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> POOLS.stream().anyMatch(frame.getClassName()::startsWith)));
    }
}
