package io.github.redshiftdata.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateIT {

    private static final EngineOptions SAMPLE = new EngineOptions(null, true, Keeping.NEVER, 20);
    private static final EngineOptions BARE = new EngineOptions(null, false, Keeping.NEVER, 20);

    @TempDir
    private Path cache;

    private List<Path> kept() throws IOException {
        try (Stream<Path> all = Files.list(cache)) {
            return all.toList();
        }
    }

    private static String rows(PostgresEngine engine, String sql) throws EngineException {
        var session = engine.connect("dev", null);
        var rows = new Rows();
        try {
            session.execute(sql, Map.of(), rows);
            return rows.values();
        } finally {
            session.close();
        }
    }

    @Test
    void theSecondStartHasWhatTheFirstOneHadAndNothingOfItsUser() throws Exception {
        String count = "select count(*) from sales";
        try (var first = PostgresEngine.start(SAMPLE, new Template(cache, SAMPLE))) {
            rows(first, "create table mine (a int)");
            rows(first, "delete from sales");
        }
        try (var second = PostgresEngine.start(SAMPLE, new Template(cache, SAMPLE))) {
            assertThat(rows(second, count)).isEqualTo("100000");
            assertThatThrownBy(() -> rows(second, "select * from mine")).hasMessageContaining("does not exist");
            assertThat(rows(second, "select len('abc')")).isEqualTo("3");
        }
        assertThat(kept()).hasSize(1);
    }

    @Test
    void eachStartHasAPasswordOfItsOwn() throws Exception {
        String before;
        try (var first = PostgresEngine.start(BARE, new Template(cache, BARE))) {
            before = password(first);
        }
        String inTemplate = Files.readString(kept().get(0).resolve("password"));
        try (var second = PostgresEngine.start(BARE, new Template(cache, BARE))) {
            assertThat(password(second)).isNotEqualTo(before).isNotEqualTo(inTemplate);
            String url = second.postgresUrl().replace(password(second), inTemplate);
            assertThatThrownBy(() -> DriverManager.getConnection(url))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    private static String password(PostgresEngine engine) {
        return engine.postgresUrl().replaceFirst(".*password=", "");
    }

    @Test
    void otherOptionsAreAnotherTemplate() throws Exception {
        PostgresEngine.start(SAMPLE, new Template(cache, SAMPLE)).close();
        try (var bare = PostgresEngine.start(BARE, new Template(cache, BARE))) {
            assertThatThrownBy(() -> rows(bare, "select * from sales")).hasMessageContaining("does not exist");
        }
        assertThat(kept()).hasSize(2);
    }

    @Test
    void aDamagedTemplateCostsOnlyTime() throws Exception {
        PostgresEngine.start(BARE, new Template(cache, BARE)).close();
        Path control = kept().get(0).resolve("data/global/pg_control");
        Files.delete(control);

        try (var engine = PostgresEngine.start(BARE, new Template(cache, BARE))) {
            assertThat(rows(engine, "select len('abc')")).isEqualTo("3");
        }
        assertThat(kept()).isEmpty();
    }

    @Test
    void aTemplateOfWhichTheDiskHasLostSomethingCostsOnlyTime() throws Exception {
        PostgresEngine.start(BARE, new Template(cache, BARE)).close();
        try (var files = Files.walk(kept().get(0).resolve("data/base"));
                var shorter = FileChannel.open(
                        files.filter(file -> file.endsWith("1259")).findFirst().orElseThrow(),
                        StandardOpenOption.WRITE)) {
            shorter.truncate(8192);
        }

        try (var engine = PostgresEngine.start(BARE, new Template(cache, BARE))) {
            assertThat(rows(engine, "select len('abc')")).isEqualTo("3");
        }
        assertThat(kept()).isEmpty();
    }

    @Test
    void aTemplateThatStartsAndIsOfNoUseCostsOnlyTime() throws Exception {
        PostgresEngine.start(BARE, new Template(cache, BARE)).close();
        try (var files = Files.walk(kept().get(0).resolve("data/base"))) {
            for (Path catalog : files.filter(file -> file.endsWith("1259")).toList()) {
                Files.write(catalog, new byte[(int) Files.size(catalog)]);
            }
        }

        try (var engine = PostgresEngine.start(BARE, new Template(cache, BARE))) {
            assertThat(rows(engine, "select len('abc')")).isEqualTo("3");
        }
        assertThat(kept()).isEmpty();
    }

    @Test
    void whatAKilledProcessHasLeftIsNoTemplate() throws Exception {
        Files.createDirectories(cache.resolve("unfinished-1/data/base"));
        PostgresEngine.start(BARE, new Template(cache, BARE)).close();
        try (var engine = PostgresEngine.start(BARE, new Template(cache, BARE))) {
            assertThat(rows(engine, "select len('abc')")).isEqualTo("3");
        }
        assertThat(kept()).hasSize(2);
    }

    @Test
    void processesThatMakeItAtOnceAreNotInEachOthersWay() throws Exception {
        var first = program();
        var second = program();
        assertThat(List.of(output(first), output(second))).containsOnly("3 is three");
        assertThat(first.waitFor() + second.waitFor()).isZero();
        assertThat(kept()).hasSize(1);

        var third = program();
        var fourth = program();
        assertThat(List.of(output(third), output(fourth))).containsOnly("3 is three");
        assertThat(kept()).hasSize(1);
    }

    private Process program() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TemplateProgram.class.getName(),
                        cache.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String output(Process program) throws IOException {
        try (var reader = program.inputReader()) {
            return String.valueOf(reader.readLine());
        }
    }

    @Test
    void withoutATemplateItStartsAsWell() throws Exception {
        try (var engine = PostgresEngine.start(BARE, null)) {
            assertThat(rows(engine, "select len('abc')")).isEqualTo("3");
        }
    }

    @Test
    void whatNoVersionHasUsedForLongIsDeleted() throws Exception {
        Path old = Files.createDirectory(cache.resolve("old"));
        Files.createFile(old.resolve("file"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(31L * 86_400)));
        Path other = Files.createDirectory(cache.resolve("other"));

        PostgresEngine.start(BARE, new Template(cache, BARE)).close();

        assertThat(kept()).hasSize(2).contains(other).doesNotContain(old);
    }

    @Test
    void textIsComparedByItsBytesWhateverTheLanguageOfTheMachine() throws Exception {
        try (var engine = PostgresEngine.start(BARE, null)) {
            assertThat(rows(engine, "select 'B' < 'a', upper('ä'), 'Z' < 'ä'")).isEqualTo("true, Ä, true");
            assertThat(rows(engine, "select datlocprovider || ' ' || datlocale from pg_database where datname = 'dev'"))
                    .isEqualTo("b C.UTF-8");
        }
    }

    @Test
    void theCacheIsWhereTheSystemHasIt() {
        Path home = cache;
        assertThat(Template.cache("linux", Map.of(), home)).isEqualTo(home.resolve(".cache/redshift-data-emulator"));
        assertThat(Template.cache("linux", Map.of("XDG_CACHE_HOME", "/var/mine"), home))
                .isEqualTo(Path.of("/var/mine/redshift-data-emulator"));
        assertThat(Template.cache("linux", Map.of("XDG_CACHE_HOME", "relative"), home))
                .isEqualTo(home.resolve(".cache/redshift-data-emulator"));
        assertThat(Template.cache("mac os x", Map.of(), home))
                .isEqualTo(home.resolve("Library/Caches/redshift-data-emulator"));
        assertThat(Template.cache("linux", Map.of(), Path.of("?"))).isNull();
        assertThat(Template.cache("linux", Map.of(), home.resolve("missing"))).isNull();
    }

    @Test
    void onlyADirectoryThatNobodyElseMayEnterIsUsed() throws Exception {
        Path directory = cache.resolve("a/b");
        assertThat(Template.ownDirectory(directory)).isTrue();
        assertThat(Files.getPosixFilePermissions(directory)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Template.ownDirectory(directory)).isTrue();

        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwx---"));
        assertThat(Template.ownDirectory(directory)).isFalse();
    }

    @Test
    void theDirectoryOfAServerGoesWithIt() throws Exception {
        var server = EmbeddedServer.start(20);
        Path directory;
        try (var connection = DriverManager.getConnection(server.url("postgres"));
                var statement = connection.createStatement();
                var result = statement.executeQuery("show data_directory")) {
            result.next();
            directory = Path.of(Objects.requireNonNull(result.getString(1)));
        }
        assertThat(directory).exists();
        server.close();
        assertThat(directory).doesNotExist();
    }
}
