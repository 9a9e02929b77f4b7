package io.github.redshiftdata.jdbc.internal.api;

/** Whether the endpoint knows {@code WaitTimeSeconds}; shared by everyone who uses the same client. */
public final class LongPolling {

    private volatile boolean supported = true;

    /** True until something showed otherwise. */
    public boolean supported() {
        return supported;
    }

    /** The endpoint refused or ignored a wait. */
    public void noticedUnsupported() {
        supported = false;
    }
}
