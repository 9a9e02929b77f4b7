package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cache of the AWS command line, which others write too. */
class TokenCacheTest {

    private static final String START = "https://company.example/start";
    /** SHA-1 of START. */
    private static final String NAME = "6de5429f0b053f08cede2b3ac6756f2de80f894e";

    @TempDir
    Path folder;

    private TokenCache cache() {
        return new TokenCache(folder, START, "eu-west-1", List.of());
    }

    private void file(String text) throws IOException {
        Files.writeString(folder.resolve(NAME + ".json"), text);
    }

    @AfterEach
    void reset() {
        System.clearProperty("aws.configFile");
        System.clearProperty("aws.ssoCacheDirectory");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        var token = new SsoToken(
                "a", Instant.parse("2030-01-01T00:00:00Z"), "r", "c", "s", Instant.parse("2031-01-01T00:00:00Z"));
        cache().write(token);
        assertThat(cache().read()).isEqualTo(token);
        assertThat(folder.resolve(NAME + ".json")).exists();
        assertThat(folder.toFile().list()).hasSize(1);
        assertThat(token.toString()).isEqualTo("SsoToken[until 2030-01-01T00:00:00Z]");
    }

    /** What other versions of the command line have written. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"accessToken\":\"a\",\"expiresAt\":\"2030-01-01T00:00:00Z\"}",
                "{\"accessToken\":\"a\",\"expiresAt\":\"2030-01-01T00:00:00UTC\",\"region\":\"eu-west-1\"}",
                "{\"accessToken\":\"a\",\"expiresAt\":\"2030-01-01T01:00:00+01:00\",\"new\":{\"x\":[1]},\"clientId\":5}"
            })
    void formsOfOtherVersionsAreRead(String text) throws IOException {
        file(text);
        assertThat(cache().read())
                .isEqualTo(new SsoToken("a", Instant.parse("2030-01-01T00:00:00Z"), null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"accessToken\":\"a\"}",
                "{\"accessToken\":{\"v\":2},\"expiresAt\":\"2030-01-01T00:00:00Z\"}",
                "{\"accessToken\":\"a\",\"expiresAt\":\"tomorrow\"}"
            })
    void aDamagedFileCountsAsNoneAndIsReplaced(String text) throws IOException {
        file(text);
        assertThat(cache().read()).isNull();
        var token = new SsoToken("a", Instant.parse("2030-01-01T00:00:00Z"), null, null, null, null);
        cache().write(token);
        assertThat(cache().read()).isEqualTo(token);
    }

    @Test
    void aFolderThatCannotBeWrittenIsBorne() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        var cache = new TokenCache(file, START, "eu-west-1", List.of());
        cache.write(new SsoToken("a", Instant.parse("2030-01-01T00:00:00Z"), null, null, null, null));
        assertThat(cache.read()).isNull();
        assertThat(cache.lock()).isNotNull();
    }

    /** The name of the file is that of the session: so the command line finds it. */
    @Test
    void aSessionOfTheConfigurationWithTheSameUrlIsShared() throws IOException {
        var config = Files.writeString(
                folder.resolve("config"),
                """
                [profile work]
                sso_session = company
                sso_account_id = 111122223333
                sso_role_name = Reader
                [sso-session company]
                sso_start_url = https://company.example/start/#/
                sso_region = eu-west-1
                """);
        System.setProperty("aws.configFile", config.toString());
        System.setProperty("aws.ssoCacheDirectory", folder.toString());
        TokenCache.ofUser(START, "eu-west-1")
                .write(new SsoToken("a", Instant.parse("2030-01-01T00:00:00Z"), null, null, null, null));
        assertThat(folder.resolve("71b21161ffa1e6516bcc072aaf5ef38cbe85b511.json"))
                .exists();
    }
}
