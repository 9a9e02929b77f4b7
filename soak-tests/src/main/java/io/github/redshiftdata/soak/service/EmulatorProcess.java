package io.github.redshiftdata.soak.service;

import io.github.redshiftdata.soak.LastingPort;
import io.github.redshiftdata.soak.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The emulator as a program of its own, so that it can be stopped and killed as programs are. */
public final class EmulatorProcess implements AutoCloseable {

    private static final int PAGE_BYTES = 20_000;
    private static final long STARTS_WITHIN = TimeUnit.MINUTES.toMillis(2);

    private final String postgresUrl;
    private final boolean quotas;
    private final Path output;
    private final int port;
    private final Thread endsWithUs = new Thread(this::kill, "soak-emulator-end");
    private volatile Process process;

    private EmulatorProcess(String postgresUrl, boolean quotas, Path output, int port) throws IOException {
        this.postgresUrl = postgresUrl;
        this.quotas = quotas;
        this.output = output;
        this.port = port;
        this.process = launch();
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param quotas whether it holds the calls per second of the service
     * @param output gets what it prints
     */
    public static EmulatorProcess start(String postgresUrl, boolean quotas, Path output) throws IOException {
        var emulator = new EmulatorProcess(postgresUrl, quotas, output, LastingPort.free());
        Runtime.getRuntime().addShutdownHook(emulator.endsWithUs);
        emulator.awaitListening();
        return emulator;
    }

    private Process launch() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(
                java,
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.redshiftdata.emulator.EmulatorMain",
                "--port",
                Integer.toString(port),
                "--postgres",
                postgresUrl,
                "--page-bytes",
                Integer.toString(PAGE_BYTES),
                "--no-sample-data"));
        if (quotas) {
            command.add("--enforce-quotas");
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }

    private void awaitListening() {
        if (!Pause.until(() -> listens() || !process.isAlive(), STARTS_WITHIN) || !process.isAlive()) {
            throw new IllegalStateException("The emulator did not start. What it printed is in " + output);
        }
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    /** Stops it where it stands, until {@link #resume()}. */
    public void freeze() {
        signal("-STOP");
    }

    public void resume() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            var sent = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            sent.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("The signal " + signal + " cannot be sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kills it at once, as by signal 9. */
    public void kill() {
        process.destroyForcibly();
        Pause.until(() -> !process.isAlive(), 10_000);
    }

    /** Starts it again on the same port and data, and waits until it listens. */
    public void restart() throws IOException {
        process = launch();
        awaitListening();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(endsWithUs);
    }
}
