package io.github.redshiftdata.jdbc.internal.api;

/**
 * Whether the endpoint takes {@code SessionKeepAliveSeconds} in a session that is open already, as the connections of
 * one client have learnt together.
 */
public final class KeepAliveChanges {

    private volatile boolean supported = true;

    /** True until a connection has noticed the contrary. */
    public boolean supported() {
        return supported;
    }

    /** From now on each session keeps the idle time that it was opened with. */
    public void noticedUnsupported() {
        supported = false;
    }
}
