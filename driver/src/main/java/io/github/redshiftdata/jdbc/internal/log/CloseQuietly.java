package io.github.redshiftdata.jdbc.internal.log;

/** Closes what is no longer needed; a failure to do so is worth a line in the log, not an exception. */
public final class CloseQuietly {

    private CloseQuietly() {}

    public static void quietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            Logs.CALLS.debug("{} could not be closed", resource.getClass().getName(), failed);
        }
    }
}
