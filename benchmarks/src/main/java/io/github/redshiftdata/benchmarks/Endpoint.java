package io.github.redshiftdata.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A {@link PageServer} in a process of its own, and how both sides reach it. */
final class Endpoint implements AutoCloseable {

    private final Process process;
    private final int port;

    Endpoint() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Dsun.net.httpserver.nodelay=true",
                        "-Dsun.net.httpserver.maxIdleConnections=2000",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PageServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var line = output.readLine();
        if (line == null) {
            throw new IOException("The page server did not start");
        }
        port = Integer.parseInt(line);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    String jdbcUrl() {
        return "jdbc:redshift-data://127.0.0.1:" + port + "/dev?lazyConnect=true";
    }

    @Override
    public void close() {
        process.destroy();
    }
}
