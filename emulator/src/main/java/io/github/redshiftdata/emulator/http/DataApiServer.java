package io.github.redshiftdata.emulator.http;

import com.sun.net.httpserver.HttpServer;
import io.github.redshiftdata.emulator.api.Operations;
import io.github.redshiftdata.emulator.fault.Faults;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executor;

/** The HTTP server of the emulator. */
public final class DataApiServer implements AutoCloseable {

    static {
        // The JDK's server reads these once. Without the first, each answer on a kept connection waits 40 ms for the
        // client's acknowledgement; the others keep the connections of large pools alive.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("sun.net.httpserver.maxIdleConnections", "2000");
        setUnlessSet("sun.net.httpserver.idleInterval", "300");
    }

    private final HttpServer server;
    private final DataApiHandler handler;

    private DataApiServer(HttpServer server, DataApiHandler handler) {
        this.server = server;
        this.handler = handler;
    }

    /**
     * Starts to listen.
     *
     * @param executor one thread for each request at work; must not queue, since a request may wait for another
     */
    public static DataApiServer start(
            InetSocketAddress address, Operations operations, Faults faults, Executor executor) throws IOException {
        var server = HttpServer.create(address, 0);
        var handler = new DataApiHandler(operations, faults);
        server.createContext("/", handler);
        server.setExecutor(executor);
        startAsDaemon(server);
        return new DataApiServer(server, handler);
    }

    /** The server's own thread is a daemon if the one that starts it is: a program may end with its emulator open. */
    private static void startAsDaemon(HttpServer server) {
        var starter = new Thread(server::start, "redshift-data-emulator-start");
        starter.setDaemon(true);
        starter.start();
        boolean interrupted = false;
        while (starter.isAlive()) {
            try {
                starter.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** How often each operation was called, by name. */
    public Map<String, Long> calls() {
        return handler.counts();
    }

    public void resetCalls() {
        handler.resetCounts();
    }

    @Override
    public void close() {
        handler.close();
        server.stop(0);
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
