package io.github.redshiftdata.jdbc.internal.api;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what is no longer needed; a failure to do so is worth a line in the log, not an exception. */
final class Closing {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    static void quietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            LOG.debug("{} could not be closed", resource.getClass().getName(), failed);
        }
    }
}
