package io.github.redshiftdata.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** A {@link PageServer} in a process of its own, and how both sides reach it. */
final class Endpoint implements AutoCloseable {

    private static final List<String> OPTIONS =
            List.of("-Xmx1g", "-Dsun.net.httpserver.nodelay=true", "-Dsun.net.httpserver.maxIdleConnections=2000");

    private final ChildJvm server;
    private final int port;

    Endpoint() throws IOException {
        server = new ChildJvm(OPTIONS, PageServer.class);
        port = Integer.parseInt(server.line());
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    String jdbcUrl() {
        return "jdbc:redshift-data://127.0.0.1:" + port + "/dev?lazyConnect=true";
    }

    @Override
    public void close() {
        server.close();
    }
}
