package io.github.redshiftdata.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** A {@link PageServer} in a process of its own, and how both sides reach it. */
final class Endpoint implements AutoCloseable {

    private static final List<String> OPTIONS =
            List.of("-Xmx1g", "-Dsun.net.httpserver.nodelay=true", "-Dsun.net.httpserver.maxIdleConnections=2000");

    private final ChildJvm server;
    private final String scheme;
    private final int port;

    /** One that speaks plain HTTP. */
    Endpoint() throws IOException {
        this("http", List.of());
    }

    /** One that shows a certificate. */
    Endpoint(Certificate certificate) throws IOException {
        this("https", certificate.shown());
    }

    private Endpoint(String scheme, List<String> more) throws IOException {
        this.scheme = scheme;
        server = new ChildJvm(Stream.concat(OPTIONS.stream(), more.stream()).toList(), PageServer.class);
        port = Integer.parseInt(server.line());
    }

    URI uri() {
        return URI.create(scheme + "://127.0.0.1:" + port);
    }

    String jdbcUrl() {
        return "jdbc:redshift-data://bench:us-east-1/dev?lazyConnect=true&endpoint=" + uri();
    }

    @Override
    public void close() {
        server.close();
    }
}
