package io.github.redshiftdata.jdbc.internal.config;

import io.github.redshiftdata.jdbc.internal.error.Shown;
import org.jspecify.annotations.Nullable;

/** The URL or a property is wrong. The message says, on one line, what to set instead and never holds a secret. */
public final class ConfigurationException extends Exception {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(Shown.oneLine(message));
    }

    public ConfigurationException(String message, @Nullable Throwable cause) {
        super(Shown.oneLine(message), cause);
    }
}
