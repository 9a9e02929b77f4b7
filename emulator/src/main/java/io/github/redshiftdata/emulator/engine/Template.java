package io.github.redshiftdata.emulator.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of an embedded PostgreSQL that was prepared once, kept in the user's cache: a start copies it, which is
 * several times faster than to prepare another. Whatever goes wrong with it costs only time.
 *
 * <p>Its name says what it was made of, so that a new version of the emulator makes another. Nobody but the user may look
 * into it. The password that is kept with it ends with the first moment of each server that starts from it.
 */
final class Template {

    private static final Logger LOG = LoggerFactory.getLogger(Template.class);

    private static final String CACHE = "redshift-data-emulator";
    private static final String DATA = "data";
    private static final String PASSWORD = "password";

    /** How much there was, so that a template of which the disk has lost something is not used. */
    private static final String EXTENT = "extent";

    private static final Duration UNUSED = Duration.ofDays(30);

    /** What decides about the contents of the directory. */
    private static final List<String> MADE_BY = List.of(
            "EmbeddedServer.class",
            "Logins.class",
            "PostgresEngine.class",
            "SystemObjects.class",
            "admission.sql",
            "hand-over.sql",
            "sample-data.sql");

    private final Path place;

    /** @param cache where templates are kept */
    Template(Path cache, EngineOptions options) {
        this.place = cache.resolve(key(options));
    }

    /** The template for these options; null where the user has no place for one. */
    static @Nullable Template of(EngineOptions options) {
        if (options.jdbcUrl() != null) {
            return null;
        }
        Path cache = cache(
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT),
                System.getenv(),
                Path.of(System.getProperty("user.home", "")));
        try {
            return cache == null || !ownDirectory(cache) ? null : new Template(cache, options);
        } catch (IOException | UncheckedIOException | UnsupportedOperationException e) {
            LOG.debug("There is no cache for a prepared PostgreSQL", e);
            return null;
        }
    }

    /** Where this system wants caches to be; null where it does not say. */
    static @Nullable Path cache(String system, Map<String, String> environment, Path home) {
        String named = environment.getOrDefault(system.startsWith("windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME", "");
        if (!named.isBlank() && Path.of(named).isAbsolute()) {
            return Path.of(named, CACHE);
        }
        if (!home.isAbsolute() || !Files.isDirectory(home)) {
            return null;
        }
        return home.resolve(system.startsWith("mac") ? "Library/Caches" : ".cache")
                .resolve(CACHE);
    }

    /** Makes sure that the directory is there, and that nobody else can put anything into it. */
    static boolean ownDirectory(Path directory) throws IOException {
        if (!Files.getFileStore(existing(directory)).supportsFileAttributeView(PosixFileAttributeView.class)) {
            // The directories of a Windows user are his own.
            Files.createDirectories(directory);
            return true;
        }
        var onlyOwner = PosixFilePermissions.fromString("rwx------");
        Path parent = directory.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (!Files.isDirectory(directory)) {
            try {
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(onlyOwner));
            } catch (FileAlreadyExistsException e) {
                LOG.trace("Another emulator was faster", e);
            }
        }
        return Files.getPosixFilePermissions(directory).equals(onlyOwner)
                && Files.getOwner(directory).getName().equals(System.getProperty("user.name"));
    }

    private static Path existing(Path directory) {
        Path found = directory;
        while (!Files.exists(found) && found.getParent() != null) {
            found = found.getParent();
        }
        return found;
    }

    boolean isThere() {
        return Files.isDirectory(place);
    }

    /**
     * Starts a server from a copy.
     *
     * @return null where the template is not there or turned out to be damaged
     */
    @Nullable
    EmbeddedServer start(int connections) {
        @Nullable Path directory = null;
        boolean started = false;
        try {
            String password = Files.readString(place.resolve(PASSWORD), StandardCharsets.US_ASCII);
            directory = EmbeddedServer.newDirectory();
            String expected = Files.readString(place.resolve(EXTENT), StandardCharsets.US_ASCII);
            String copied = DirectoryTree.copy(place.resolve(DATA), directory);
            if (!copied.equals(expected)) {
                throw new IOException("There are " + copied + " instead of " + expected);
            }
            var server = EmbeddedServer.startOn(directory, password, connections);
            started = true;
            Files.setLastModifiedTime(place, FileTime.from(Instant.now()));
            return server;
        } catch (IOException | RuntimeException e) {
            discard(e);
            return null;
        } finally {
            if (!started && directory != null) {
                DirectoryTree.delete(directory);
            }
        }
    }

    /** Deletes a template that cannot be used, so that a later start makes another. */
    void discard(Exception reason) {
        LOG.info("The prepared PostgreSQL in {} cannot be used; it is made anew", place, reason);
        DirectoryTree.delete(place);
    }

    /** Ends a server that is prepared, and keeps its directory. */
    void keep(EmbeddedServer server) {
        @Nullable Path unfinished = null;
        try {
            Path stopped = server.stop();
            unfinished = Files.createTempDirectory(place.toAbsolutePath().getParent(), "unfinished-");
            Path data = Files.createDirectory(unfinished.resolve(DATA));
            String extent = DirectoryTree.copy(stopped, data);
            DirectoryTree.delete(stopped);
            Files.writeString(unfinished.resolve(EXTENT), extent, StandardCharsets.US_ASCII);
            Files.writeString(unfinished.resolve(PASSWORD), server.password(), StandardCharsets.US_ASCII);
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
            deleteOthers();
        } catch (IOException e) {
            LOG.debug("The prepared PostgreSQL is not kept", e);
            if (unfinished != null) {
                DirectoryTree.delete(unfinished);
            }
        }
    }

    /** Those that no version of the emulator has used for long. */
    private void deleteOthers() throws IOException {
        Instant limit = Instant.now().minus(UNUSED);
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(place.toAbsolutePath().getParent())) {
            for (Path other : all) {
                if (Files.getLastModifiedTime(other).toInstant().isBefore(limit)) {
                    DirectoryTree.delete(other);
                }
            }
        }
    }

    private static String key(EngineOptions options) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var sources = new ArrayList<>(MADE_BY);
            sources.addAll(SystemObjects.SCRIPTS);
            for (String source : sources) {
                try (InputStream stream = Template.class.getResourceAsStream(source)) {
                    digest.update(stream == null ? new byte[0] : stream.readAllBytes());
                }
            }
            digest.update(
                    (binaries() + options.sampleData() + options.enforcedKeys()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Which PostgreSQL this class path has for this machine. */
    private static String binaries() throws IOException {
        var text = new StringBuilder(System.getProperty("os.name") + System.getProperty("os.arch"));
        ClassLoader loader = Template.class.getClassLoader();
        for (String machine : List.of(
                "linux-x86_64",
                "linux-x86_64-alpine_linux",
                "linux-arm_64",
                "darwin-x86_64",
                "darwin-arm_64",
                "windows-x86_64")) {
            for (URL found : Collections.list(loader.getResources("postgres-" + machine + ".txz"))) {
                text.append(found.openConnection().getContentLengthLong()).append(' ');
            }
        }
        return text.toString();
    }
}
