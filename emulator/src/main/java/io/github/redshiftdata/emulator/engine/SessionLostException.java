package io.github.redshiftdata.emulator.engine;

import org.jspecify.annotations.Nullable;

/** The database session has ended under a statement. What the statement had not committed is rolled back. */
public final class SessionLostException extends EngineException {

    private static final long serialVersionUID = 1L;

    public SessionLostException(String message, @Nullable Throwable cause) {
        super(message, false, cause);
    }
}
