package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The token of an OpenID provider; one of file and value is there.
 *
 * @param file read anew each time
 */
record WebIdentityToken(@Nullable String file, @Nullable String value) {

    /**
     * The token as it is now.
     *
     * @throws IllegalStateException if the file cannot be read, or is empty
     */
    String read() {
        var given = value == null ? read(String.valueOf(file)) : value;
        if (given.isBlank()) {
            throw new IllegalStateException("the file of webIdentityTokenFile, " + Shown.quoted(file) + ", is empty");
        }
        return given.strip();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException unreadable) {
            throw new IllegalStateException(
                    "the file of webIdentityTokenFile, " + Shown.quoted(file) + ", cannot be read ("
                            + unreadable.getClass().getSimpleName() + ")",
                    unreadable);
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "WebIdentityToken[" + (file == null ? "" : Shown.value(file)) + "]";
    }
}
