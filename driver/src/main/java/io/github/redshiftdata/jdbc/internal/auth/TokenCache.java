package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.utils.UserHomeDirectoryUtils;

/**
 * The token of one start URL in the cache of the AWS command line, in its format: the command line, other tools and the
 * driver share one sign-in, over restarts too. A file is named after the {@code sso-session} of the configuration that has
 * this start URL, else after the start URL itself.
 */
final class TokenCache {

    private final Path folder;
    private final String startUrl;
    private final String region;
    private final List<String> names;

    TokenCache(Path folder, String startUrl, String region, List<String> sessions) {
        this.folder = folder;
        this.startUrl = startUrl;
        this.region = region;
        this.names = new ArrayList<>(sessions.stream().map(TokenCache::name).toList());
        this.names.add(name(startUrl));
        if (startUrl.indexOf('?') < 0) {
            // People write the URL with and without the slash.
            this.names.add(name(startUrl + "/"));
        }
    }

    /** The cache of this user. */
    static TokenCache ofUser(String startUrl, String region) {
        return new TokenCache(folderOfUser(), startUrl, region, sessions(startUrl));
    }

    /** The same for a start URL that stands in a profile itself, in which the command line calls it as it is written there. */
    static TokenCache ofStartUrl(String startUrl, String region) {
        return new TokenCache(folderOfUser(), startUrl, region, List.of());
    }

    private static Path folderOfUser() {
        var chosen = System.getProperty("aws.ssoCacheDirectory");
        return chosen == null
                ? Path.of(UserHomeDirectoryUtils.userHomeDirectory(), ".aws", "sso", "cache")
                : Path.of(chosen);
    }

    /** The names of the sessions of the configuration with this start URL. */
    private static List<String> sessions(String startUrl) {
        try {
            var file = ProfileFile.defaultProfileFile();
            return file.profiles().values().stream()
                    .flatMap(profile -> profile.property("sso_session").stream())
                    .distinct()
                    .sorted()
                    .filter(name -> file.getSection("sso-session", name)
                            .flatMap(session -> session.property("sso_start_url"))
                            .filter(url -> isSame(url, startUrl))
                            .isPresent())
                    .toList();
        } catch (RuntimeException unreadable) {
            return List.of();
        }
    }

    private static boolean isSame(String url, String startUrl) {
        return url.strip().replaceFirst("#.*$", "").replaceFirst("/$", "").equals(startUrl);
    }

    private static String name(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    /** The token that lasts longest, or null. A file that cannot be read counts as none: a new sign-in replaces it. */
    @Nullable
    SsoToken read() {
        SsoToken best = null;
        for (var name : names) {
            var token = read(folder.resolve(name + ".json"));
            if (token != null && (best == null || token.expiresAt().isAfter(best.expiresAt()))) {
                best = token;
            }
        }
        return best;
    }

    private static @Nullable SsoToken read(Path file) {
        try {
            var json = JsonNode.parser().parse(Files.readString(file));
            var token = text(json, "accessToken");
            var end = time(text(json, "expiresAt"));
            return token == null || end == null
                    ? unreadable(file, "it lacks accessToken or expiresAt")
                    : new SsoToken(
                            token,
                            end,
                            text(json, "refreshToken"),
                            text(json, "clientId"),
                            text(json, "clientSecret"),
                            time(text(json, "registrationExpiresAt")));
        } catch (NoSuchFileException none) {
            return null;
        } catch (IOException | RuntimeException damaged) {
            // Its message may show a part of the file.
            return unreadable(file, damaged.getClass().getSimpleName());
        }
    }

    private static @Nullable SsoToken unreadable(Path file, String why) {
        Logs.CONFIG.warn("The cached sign-in {} is of no use ({}).", Shown.value(file.toString()), why);
        return null;
    }

    private static @Nullable String text(JsonNode json, String name) {
        return json.field(name).filter(JsonNode::isString).map(JsonNode::text).orElse(null);
    }

    /** The command line writes times in more than one form. */
    private static @Nullable Instant time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text.replace("UTC", "Z")).toInstant();
        } catch (DateTimeException unknownForm) {
            return null;
        }
    }

    /** Keeps a token, readable for this user alone. A cache that cannot be written costs a sign-in after a restart. */
    void write(SsoToken token) {
        try {
            Files.createDirectories(folder);
            var fresh = Files.createTempFile(folder, "token", ".tmp", ownerOnly());
            try {
                Files.write(fresh, json(token));
                move(fresh, folder.resolve(names.get(0) + ".json"));
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException | RuntimeException failed) {
            Logs.CONFIG.warn(
                    "The sign-in cannot be kept in {}: {}",
                    Shown.value(folder.toString()),
                    Shown.oneLine(failed.toString()));
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException notHere) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private byte[] json(SsoToken token) {
        var json = JsonWriter.create();
        json.writeStartObject();
        write(json, "startUrl", startUrl);
        write(json, "region", region);
        write(json, "accessToken", token.accessToken());
        write(json, "expiresAt", text(token.expiresAt()));
        write(json, "clientId", token.clientId());
        write(json, "clientSecret", token.clientSecret());
        write(
                json,
                "registrationExpiresAt",
                token.registrationExpiresAt() == null ? null : text(token.registrationExpiresAt()));
        write(json, "refreshToken", token.refreshToken());
        json.writeEndObject();
        return json.getBytes();
    }

    private static void write(JsonWriter json, String name, @Nullable String value) {
        if (value != null) {
            json.writeFieldName(name);
            json.writeValue(value);
        }
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * Waits until no other JVM of this user asks somebody to sign in here. Where the file system has no locks, or another
     * copy of the driver in this JVM holds it, nothing is waited for.
     */
    AutoCloseable lock() {
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(
                    folder.resolve(names.get(0) + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                var unused = channel.lock();
            } catch (IOException | OverlappingFileLockException without) {
                // Two sign-ins at once are a nuisance, no mistake.
                Logs.CONFIG.debug("No lock on the cache of sign-ins: {}", without.toString());
            }
            return channel;
        } catch (IOException | RuntimeException without) {
            return () -> {};
        }
    }
}
