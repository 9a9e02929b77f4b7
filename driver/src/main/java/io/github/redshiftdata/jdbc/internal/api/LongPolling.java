package io.github.redshiftdata.jdbc.internal.api;

/** What a client's connections have learnt together of the endpoint: whether it knows {@code WaitTimeSeconds}. */
public final class LongPolling {

    private volatile boolean supported = true;

    /** True until someone has noticed the contrary. */
    public boolean supported() {
        return supported;
    }

    /** From now on nobody asks this endpoint to wait. */
    public void noticedUnsupported() {
        supported = false;
    }
}
