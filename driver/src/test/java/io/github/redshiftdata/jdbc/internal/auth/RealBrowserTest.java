package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.NetworkConfig;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a person sees: a real browser opens the page of the sign-in and comes back to this machine. With {@code docs.write} the
 * pages become the pictures of the manual.
 */
class RealBrowserTest {

    private static final String START = "https://company.example/start";
    private static final Path PICTURES = Path.of("..", "docs", "pictures");

    @TempDir
    Path folder;

    private FakePortal portal;
    private @Nullable Process chromium;

    @BeforeEach
    void start() throws IOException {
        assumeThat(program())
                .as("no chromium is on the PATH: apt-get install chromium")
                .isNotNull();
        portal = new FakePortal();
    }

    @AfterEach
    void stop() {
        if (portal != null) {
            portal.close();
        }
        var started = chromium;
        if (started != null) {
            started.descendants().forEach(ProcessHandle::destroyForcibly);
            started.destroyForcibly();
        }
    }

    private static @Nullable Path program() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(place -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(Path.of(place)::resolve))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** Opens a page as a desktop does: in a program of its own. */
    private boolean open(URI page) {
        try {
            chromium = new ProcessBuilder(List.of(
                            String.valueOf(program()),
                            "--headless",
                            // CI runs as root.
                            "--no-sandbox",
                            "--disable-gpu",
                            "--no-proxy-server",
                            "--user-data-dir=" + folder.resolve("user"),
                            "--window-size=640,170",
                            "--screenshot=" + folder.resolve("page.png"),
                            "--dump-dom",
                            page.toString()))
                    .redirectOutput(folder.resolve("page.html").toFile())
                    .redirectError(folder.resolve("errors.txt").toFile())
                    .start();
            return true;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private SsoToken signIn() throws InterruptedException {
        var address = URI.create(portal.address());
        var network = new Network(new NetworkConfig(null, null, null, null, address, address, null, null, null, true));
        var config = new DriverConfig.IdentityCenter(START, "eu-west-1", null, null, null, null, null);
        var means = new SsoGrants.Means(this::open, InstantSource.system(), pause -> {}, Duration.ofMinutes(2));
        try (var oidc = network.ssoOidc(software.amazon.awssdk.regions.Region.EU_WEST_1)) {
            return new SsoGrants(oidc, config, address, means).byBrowser((page, code, isOpen) -> {});
        }
    }

    /** The page that is shown in the end, and its picture. */
    private String shown(String picture) throws Exception {
        var browser = chromium;
        assertThat(browser).isNotNull();
        assertThat(browser.waitFor(2, TimeUnit.MINUTES)).isTrue();
        var image = folder.resolve("page.png");
        assertThat(image).as(Files.readString(folder.resolve("errors.txt"))).isNotEmptyFile();
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(PICTURES);
            Files.copy(image, PICTURES.resolve(picture + ".png"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.readString(folder.resolve("page.html"));
    }

    @Test
    void whoSignsInSeesThatTheWindowMayBeClosed() throws Exception {
        assertThat(signIn().accessToken()).startsWith("token-");
        assertThat(shown("signed-in")).contains("<p>You are signed in. You can close this window.</p>");
    }

    @Test
    void whoRefusesSeesThatItWasRefused() throws Exception {
        portal.refusesThePerson = true;
        assertThatThrownBy(this::signIn).hasMessageContaining("the sign-in was refused in the browser (access_denied)");
        assertThat(shown("refused"))
                .contains("<p>The sign-in was refused: access_denied. You can close this window.</p>");
    }
}
