package io.github.redshiftdata.jdbc.internal.auth;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Another JVM of the user, in which somebody signs in: it holds the lock from the question to the answer. */
final class AnotherJvmAsking {

    private AnotherJvmAsking() {}

    /** Says "asking", waits for a line, and keeps a token. */
    public static void main(String[] folderAndStartUrl) throws Exception {
        var cache = new TokenCache(Path.of(folderAndStartUrl[0]), folderAndStartUrl[1], "eu-west-1", List.of());
        var lock = cache.lock();
        say("asking");
        var unused = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        cache.write(new SsoToken("token-of-the-other", Instant.parse("2100-01-01T00:00:00Z"), null, null, null, null));
        lock.close();
        say("done");
    }

    private static void say(String line) throws IOException {
        System.out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }
}
