package io.github.redshiftdata.emulator.engine;

import org.jspecify.annotations.Nullable;

/** A statement or a login that failed. The message is the text that the service shows as Error. */
public class EngineException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean cancelled;

    public EngineException(String message, boolean cancelled, @Nullable Throwable cause) {
        super(message, cause);
        this.cancelled = cancelled;
    }

    /** Whether the statement ended because {@link EngineSession#cancel()} asked for it. */
    public boolean cancelled() {
        return cancelled;
    }
}
