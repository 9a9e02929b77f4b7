package io.github.redshiftdata.jdbc.internal.api;

/**
 * Whether the endpoint runs a batch as its member {@code ExecutionMode} says, as the connections of one client have learnt
 * together. Until that is proved a batch with {@code AUTO_COMMIT} may be one transaction all the same.
 */
public final class ExecutionModes {

    private volatile boolean supported = true;
    private volatile boolean proved;

    /** True until a connection has noticed the contrary. */
    public boolean supported() {
        return supported;
    }

    /** Whether a batch has shown that {@code AUTO_COMMIT} is obeyed. */
    public boolean proved() {
        return proved;
    }

    /** From now on no connection sends {@code AUTO_COMMIT} to this endpoint. */
    public void noticedUnsupported() {
        supported = false;
        proved = false;
    }

    /** A batch of this endpoint was run as {@code AUTO_COMMIT}. */
    public void noticedObeyed() {
        proved = supported;
    }
}
