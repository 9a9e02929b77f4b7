package io.github.redshiftdata.jdbc.internal.auth;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.ProfileFile;

/** The configuration files as one connection finds them: read when they are needed, and not again. For one thread. */
public final class Profiles {

    private @Nullable ProfileFile file;

    /**
     * The profiles.
     *
     * @throws RuntimeException if the files cannot be read
     */
    ProfileFile file() {
        if (file == null) {
            file = ProfileFile.defaultProfileFile();
        }
        return file;
    }
}
