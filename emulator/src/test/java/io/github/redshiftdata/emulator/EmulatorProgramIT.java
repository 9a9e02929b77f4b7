package io.github.redshiftdata.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The emulator as a program, by {@code java -jar}: what a person reads who starts it. */
class EmulatorProgramIT {

    @TempDir
    private Path directory;

    private File errors() {
        return directory.resolve("errors.txt").toFile();
    }

    private Process start(String... arguments) throws IOException {
        return start(List.of(), arguments);
    }

    private Process start(List<String> jvmOptions, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", System.getProperty("all.jar")));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(errors()).start();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "linux-x86_64",
                "linux-x86_64-alpine_linux",
                "linux-arm_64",
                "darwin-x86_64",
                "darwin-arm_64",
                "windows-x86_64"
            })
    void itHoldsThePostgresOfTheMachine(String machine) throws IOException {
        try (var jar = new JarFile(System.getProperty("all.jar"))) {
            assertThat(jar.getEntry("postgres-" + machine + ".txz")).isNotNull();
        }
    }

    @Test
    void itSaysWhereItListensAndNothingElse() throws Exception {
        var program = start("--port", "0", "--no-sample-data");
        try (BufferedReader output = program.inputReader()) {
            assertThat(output.readLine()).matches("The Redshift Data API listens on http://localhost:\\d+");
            assertThat(output.readLine()).matches("JDBC URL: jdbc:redshift-data://localhost:\\d+/dev");
            var url = output.readLine();
            assertThat(url).matches("PostgreSQL behind: jdbc:postgresql://localhost:\\d+/dev\\?user=postgres");
            var passwords = Path.of(output.readLine().replaceFirst("Its password: PGPASSFILE=", ""));
            assertThat(passwords).content().matches("localhost:\\d+:\\*:postgres:[0-9a-f]{64}\n");
            if (Files.getFileStore(passwords).supportsFileAttributeView(PosixFileAttributeView.class)) {
                assertThat(Files.getPosixFilePermissions(passwords))
                        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            }
            assertThat(output.readLine()).isEqualTo("Stop with Ctrl-C.");
        } finally {
            program.destroy();
            program.waitFor();
        }
        assertThat(errors()).isEmpty();
    }

    @Test
    void itsPostgresEndsWithItAlsoWhenItIsKilled() throws Exception {
        var program = start("--port", "0", "--no-sample-data");
        int port;
        try (BufferedReader output = program.inputReader()) {
            output.readLine();
            output.readLine();
            port = Integer.parseInt(output.readLine().replaceAll(".*localhost:(\\d+)/.*", "$1"));
        } finally {
            program.destroyForcibly();
            program.waitFor();
        }

        // The connection is refused as soon as the server has ended; the test's own time limit bounds the wait.
        for (boolean there = true; there; ) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                there = socket.isConnected();
            } catch (IOException e) {
                there = false;
            }
        }
    }

    @Test
    void outOfMemoryEndsItWithAMessage() throws Exception {
        var program = start(List.of("-Xmx40m"), "--port", "0", "--no-sample-data");
        try (BufferedReader output = program.inputReader()) {
            var endpoint = URI.create(output.readLine().replaceAll(".* (http://\\S+)", "$1"));
            var request = HttpRequest.newBuilder(endpoint)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[60_000_000]))
                    .header("X-Amz-Target", "RedshiftData.ExecuteStatement")
                    .build();
            assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            assertThat(program.waitFor()).isEqualTo(3);
        } finally {
            program.destroyForcibly();
        }
        assertThat(errors()).content().startsWith("Out of memory: the emulator ends.");
    }

    @Test
    void aTakenPortIsOneLine() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var program = start("--port", Integer.toString(taken.getLocalPort()), "--no-sample-data");
            assertThat(program.waitFor()).isEqualTo(1);
            assertThat(Files.readString(errors().toPath()))
                    .startsWith("Cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ")
                    .hasLineCount(1);
        }
    }

    @Test
    void aPostgresThatIsNotThereIsOneLine() throws Exception {
        var program = start("--port", "0", "--postgres", "jdbc:postgresql://localhost:1/dev");
        assertThat(program.waitFor()).isEqualTo(1);
        assertThat(Files.readString(errors().toPath()))
                .startsWith("PostgreSQL is not there: ")
                .hasLineCount(1);
    }

    @Test
    void aWrongArgumentShowsTheRightOnes() throws Exception {
        var program = start("--colour", "red");
        assertThat(program.waitFor()).isEqualTo(2);
        assertThat(Files.readString(errors().toPath()))
                .startsWith("Unknown option --colour\n")
                .contains("--port PORT");
    }
}
