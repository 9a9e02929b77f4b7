package io.github.redshiftdata.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * Asks a person for the code of an MFA device.
 *
 * @see RedshiftDataDataSource#setMfaPrompt
 */
@FunctionalInterface
public interface RedshiftDataMfaPrompt {

    /**
     * Called when a connection is opened and a code is needed, in a thread of the driver, for one connection at a time. It may
     * wait for the person; after a wrong code it is called again.
     *
     * @param device the value of {@code mfaSerial}
     * @return the six digits that the device shows; null if the person gives none
     */
    @Nullable
    String code(String device);
}
