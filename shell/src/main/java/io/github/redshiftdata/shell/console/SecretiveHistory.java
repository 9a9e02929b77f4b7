package io.github.redshiftdata.shell.console;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jline.reader.impl.history.DefaultHistory;
import org.jspecify.annotations.Nullable;

/** What was typed, without statements that may hold a secret, in a file that only its owner can read. */
public final class SecretiveHistory extends DefaultHistory {

    private static final Pattern SECRET = Pattern.compile(
            "password|passwd|secret|credential|access_?key|session_?token|symmetric_?key|private_?key|api_?key",
            Pattern.CASE_INSENSITIVE);

    @Override
    public void add(Instant time, String line) {
        if (!SECRET.matcher(line).find()) {
            super.add(time, line);
        }
    }

    /**
     * The file of this user, which exists then; null where none can be made. An empty SQL_HISTORY is for none.
     *
     * @param environment SQL_HISTORY names another file
     */
    public static @Nullable Path file(Map<String, String> environment, Path home) {
        var named = environment.get("SQL_HISTORY");
        if (named != null && named.isEmpty()) {
            return null;
        }
        var file = named == null ? home.resolve(".redshift_data_sql_history") : Path.of(named);
        try {
            prepare(file);
            return file;
        } catch (IOException e) {
            return null;
        }
    }

    private static void prepare(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return; // Windows keeps the profile of a user from others
        }
        var owner = PosixFilePermissions.fromString("rw-------");
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
        } catch (FileAlreadyExistsException e) {
            Files.setPosixFilePermissions(file, owner);
        }
    }
}
