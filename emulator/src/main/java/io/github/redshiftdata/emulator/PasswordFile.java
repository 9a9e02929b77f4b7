package io.github.redshiftdata.emulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The password of the embedded PostgreSQL in the form that psql and pgjdbc read, in a file that only its owner reads. */
final class PasswordFile {

    private static final Pattern URL =
            Pattern.compile("jdbc:postgresql://([^:/]+):(\\d+)/[^?]*\\?user=([^&]+)&password=([^&]+)");

    private PasswordFile() {}

    /** Writes the file, which goes with the process. */
    static Path write(String postgresUrl) throws IOException {
        var parts = URL.matcher(postgresUrl);
        if (!parts.matches()) {
            throw new IllegalStateException("The URL of the embedded PostgreSQL has another form");
        }
        // Java makes temporary files for the owner alone.
        var file = Files.createTempFile("redshift-data-emulator", ".pgpass");
        file.toFile().deleteOnExit();
        Files.writeString(
                file,
                String.join(":", parts.group(1), parts.group(2), "*", parts.group(3), parts.group(4)) + "\n",
                StandardCharsets.UTF_8);
        return file;
    }
}
