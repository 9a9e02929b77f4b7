package io.github.redshiftdata.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.redshiftdata.tests.support.CapturedLogs;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.zip.ZipInputStream;
import javax.naming.Referenceable;
import javax.naming.spi.NamingManager;
import javax.sql.DataSource;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The jar with the classifier {@code all}: one file is enough, and it disturbs no other library of the program. */
class AllJarIT {

    private static final Path JAR = Path.of(System.getProperty("all.jar"));
    private static final String OWN = "io/github/redshiftdata/jdbc/";
    /** Beside the driver's package: a logger below it would be switched on with the driver's. */
    private static final String SHADED = "io/github/redshiftdata/shaded/";

    private static List<String> entries(Predicate<String> wanted) throws IOException {
        // Read as a stream: the index of the file would hide duplicates.
        try (var zip = new ZipInputStream(Files.newInputStream(JAR))) {
            var names = new ArrayList<String>();
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory() && wanted.test(entry.getName())) {
                    names.add(entry.getName());
                }
            }
            return names;
        }
    }

    private static String text(String entry) throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            return new String(jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Sees the jar and the JDK, and nothing else: as a tool that loads a driver from one file. */
    private static URLClassLoader alone() throws IOException {
        return new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    private static Driver driver(ClassLoader loader) {
        return ServiceLoader.load(Driver.class, loader).stream()
                .filter(provider -> provider.type().getClassLoader() == loader)
                .map(ServiceLoader.Provider::get)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyClassIsTheDriversOwnOrRelocated() throws IOException {
        assertThat(entries(name -> !name.startsWith(OWN) && !name.startsWith(SHADED) && !name.startsWith("META-INF/")))
                .isEmpty();
        assertThat(entries(name -> name.startsWith("META-INF/") && name.endsWith(".class")))
                .isEmpty();
        assertThat(entries(name -> name.contains("hikari/") || name.endsWith("module-info.class")))
                .isEmpty();
        assertThat(entries(name -> name.startsWith(SHADED)).stream()
                        .map(name -> name.substring(SHADED.length()).replaceFirst("^([^/]*/[^/]*)/.*", "$1"))
                        .distinct())
                .containsExactlyInAnyOrder(
                        "software/amazon",
                        "org/apache",
                        "org/publicsuffix",
                        "org/reactivestreams",
                        "org/slf4j",
                        "com/fasterxml");
    }

    @Test
    void metaInfHoldsServicesAndLicencesOnly() throws IOException {
        assertThat(entries(name -> name.startsWith("META-INF/") && !name.startsWith("META-INF/services/")))
                .containsExactlyInAnyOrder(
                        "META-INF/MANIFEST.MF",
                        "META-INF/LICENSE",
                        "META-INF/LICENSE-slf4j",
                        "META-INF/LICENSE.txt",
                        "META-INF/NOTICE",
                        "META-INF/FastDoubleParser-LICENSE",
                        "META-INF/FastDoubleParser-ThirdParty-LICENSE",
                        "META-INF/Schubfach-LICENSE");
        assertThat(text("META-INF/LICENSE")).contains("Apache License");
        assertThat(text("META-INF/NOTICE")).contains("AWS SDK for Java", "Apache HttpClient", "Jackson");
    }

    @Test
    void noSourcesAndNoDuplicatesAreInside() throws IOException {
        assertThat(entries(name -> name.endsWith(".java") || name.endsWith(".vm")))
                .isEmpty();
        assertThat(entries(name -> true)).doesNotHaveDuplicates();
    }

    @Test
    void servicesAreNamedByTheirRelocatedClasses() throws IOException {
        var services = entries(name -> name.startsWith("META-INF/services/"));
        assertThat(text("META-INF/services/java.sql.Driver").strip())
                .isEqualTo("io.github.redshiftdata.jdbc.RedshiftDataDriver");
        assertThat(services).hasSizeGreaterThan(2);
        for (var service : services) {
            var name = service.substring("META-INF/services/".length());
            assertThat(name).matches("java[.]sql[.]Driver|io[.]github[.]redshiftdata[.]shaded[.].*");
            for (var provider : text(service)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList()) {
                assertThat(entries(entry -> entry.equals(provider.replace('.', '/') + ".class")))
                        .as("%s of %s", provider, service)
                        .hasSize(1);
            }
        }
    }

    @Test
    void itStaysSmall() throws IOException {
        assertThat(Files.size(JAR)).isLessThan(15L << 20);
    }

    @Test
    void itIsAModuleByTheDriversName() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            var manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Automatic-Module-Name")).isEqualTo("io.github.redshiftdata.jdbc");
            assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
        }
    }

    @Test
    void asAProgramItTellsWhichStageFails() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-jar",
                        JAR.toString(),
                        "--check",
                        TestEmulator.shared().url())
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .hasSize(11)
                .allMatch(line -> line.startsWith("ok  "));
        assertThat(process.getErrorStream().readAllBytes()).isEmpty();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void itRunsAQueryWithNothingBesideIt() throws Exception {
        try (var loader = alone();
                var connection = driver(loader).connect(TestEmulator.shared().url(), new Properties());
                var statement = connection.prepareStatement("SELECT ? || name FROM events ORDER BY 1 LIMIT 1")) {
            assertThat(connection.getClass().getClassLoader()).isSameAs(loader);
            statement.setString(1, "- ");
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).startsWith("- ");
            }
            try (var tables = connection.getMetaData().getTables(null, "public", "sales", null)) {
                assertThat(tables.next()).isTrue();
            }
        }
    }

    /** A server finds the class that makes a DataSource by its name. */
    @Test
    void aDataSourceIsMadeAgainFromItsReference() throws Exception {
        var before = Thread.currentThread().getContextClassLoader();
        try (var loader = alone()) {
            Thread.currentThread().setContextClassLoader(loader);
            var source = loader.loadClass("io.github.redshiftdata.jdbc.RedshiftDataDataSource")
                    .getConstructor()
                    .newInstance();
            source.getClass()
                    .getMethod("setUrl", String.class)
                    .invoke(source, TestEmulator.shared().url());
            var made = (DataSource)
                    NamingManager.getObjectInstance(((Referenceable) source).getReference(), null, null, null);
            assertThat(made.getClass()).isSameAs(source.getClass());
            try (var connection = made.getConnection()) {
                assertThat(connection.isValid(5)).isTrue();
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** A program with a provider of its own sees what the driver logs. */
    @Test
    void itLogsByTheProgramsSlf4j() throws Exception {
        var provider = CapturedLogs.class.getProtectionDomain().getCodeSource().getLocation();
        var slf4j = LoggerFactory.class.getProtectionDomain().getCodeSource().getLocation();
        var parts = new URL[] {JAR.toUri().toURL(), provider, slf4j};
        try (var loader = new URLClassLoader(parts, ClassLoader.getPlatformClassLoader())) {
            var logs = loader.loadClass(CapturedLogs.class.getName());
            invoke(logs, "listen");
            try (var connection = driver(loader).connect(TestEmulator.shared().url(), new Properties());
                    var statement = connection.createStatement()) {
                statement.execute("SELECT 1");
            }
            assertThat((String) invoke(logs, "stop")).contains("io.github.redshiftdata.jdbc.sql");
        }
    }

    private static Object invoke(Class<?> type, String method) throws ReflectiveOperationException {
        var found = type.getDeclaredMethod(method);
        found.setAccessible(true);
        return found.invoke(null);
    }

    /** The SDK finds these by name, so a relocation that missed one would show only in a user's environment. */
    @Test
    void credentialsOfProfilesFindTheirServices(@TempDir Path folder) throws Exception {
        var config = Files.writeString(
                folder.resolve("config"),
                """
                [profile by-token]
                role_arn = arn:aws:iam::123456789012:role/reader
                web_identity_token_file = %s
                region = eu-west-1
                [profile by-sso]
                sso_session = company
                sso_account_id = 123456789012
                sso_role_name = reader
                region = eu-west-1
                [profile by-login]
                login_session = arn:aws:sts::123456789012:assumed-role/reader/ann
                region = eu-west-1
                [sso-session company]
                sso_region = eu-west-1
                sso_start_url = https://company.example/start
                """
                        .formatted(folder.resolve("no-such-token")));
        try (var loader = alone()) {
            assertThat(credentialsFailure(loader, config, "by-token")).contains("no-such-token");
            assertThat(credentialsFailure(loader, config, "by-sso")).contains("token");
            assertThat(credentialsFailure(loader, config, "by-login")).contains("You must re-authenticate");
        }
    }

    /** Nobody can implement the interface of the renamed SDK without naming it; so there is one of the driver's own. */
    @Test
    void aSourceOfCredentialsNeedsNoTypeOfTheRenamedSdk() throws Exception {
        var asked = new AtomicInteger();
        try (var loader = alone()) {
            var type = loader.loadClass("io.github.redshiftdata.jdbc.RedshiftDataCredentials");
            var keys = loader.loadClass("io.github.redshiftdata.jdbc.RedshiftDataCredentials$Keys")
                    .getConstructor(String.class, String.class, String.class)
                    .newInstance("AKIDOWN", "secret", null);
            var source = Proxy.newProxyInstance(loader, new Class<?>[] {type}, (proxy, method, arguments) -> {
                asked.incrementAndGet();
                return keys;
            });
            var properties = new Properties();
            properties.put("credentialsProvider", source);
            try (var connection = driver(loader).connect(TestEmulator.shared().url(), properties)) {
                assertThat(connection.isValid(5)).isTrue();
            }
        }
        assertThat(asked.get()).isPositive();
    }

    /** What the SDK says when it resolves the profile's credentials; all profiles fail before any call. */
    private static String credentialsFailure(ClassLoader loader, Path config, String profile) throws Exception {
        var type = loader.loadClass(
                SHADED.replace('/', '.') + "software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider");
        System.setProperty("aws.configFile", config.toString());
        try {
            var provider = type.getMethod("create", String.class).invoke(null, profile);
            var failure =
                    catchThrowable(() -> type.getMethod("resolveCredentials").invoke(provider));
            return Throwables.getStackTrace(failure);
        } finally {
            System.clearProperty("aws.configFile");
        }
    }
}
