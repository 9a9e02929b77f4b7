package io.github.redshiftdata.emulator.engine;

import org.jspecify.annotations.Nullable;

/** The database session has ended while it committed, and nobody can tell whether the commit was carried out. */
public final class OutcomeUnknownException extends EngineException {

    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(String message, @Nullable Throwable cause) {
        super(message, false, cause);
    }
}
