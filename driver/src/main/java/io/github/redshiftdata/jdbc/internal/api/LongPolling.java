package io.github.redshiftdata.jdbc.internal.api;

/** Whether the endpoint knows {@code WaitTimeSeconds}, as the connections of one client have learnt together. */
public final class LongPolling {

    private volatile boolean supported = true;

    /** True until a connection has noticed the contrary. */
    public boolean supported() {
        return supported;
    }

    /** From now on no connection asks this endpoint to wait. */
    public void noticedUnsupported() {
        supported = false;
    }
}
