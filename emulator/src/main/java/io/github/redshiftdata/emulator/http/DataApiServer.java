package io.github.redshiftdata.emulator.http;

import io.github.redshiftdata.emulator.api.Operations;
import io.github.redshiftdata.emulator.fault.Faults;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of the emulator. Each connection has a thread, so that a slow client keeps nobody waiting. A request is
 * carried out only when all of it has come.
 */
public final class DataApiServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataApiServer.class);
    private static final int BACKLOG = 1024;
    private static final int MOST_CONNECTIONS = 5000;

    private final ServerSocket server;
    private final DataApiHandler handler;
    private final Executor executor;
    private final HttpRules rules;
    private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);

    private DataApiServer(ServerSocket server, DataApiHandler handler, Executor executor, HttpRules rules) {
        this.server = server;
        this.handler = handler;
        this.executor = executor;
        this.rules = rules;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 takes a free one
     * @param executor one thread for each connection; must not queue, since a request may wait for another
     */
    public static DataApiServer start(
            HttpRules rules, int port, Operations operations, Faults faults, Executor executor) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(rules.host(), port), BACKLOG);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
        var hosts = new AllowedHosts(rules.host(), rules.allowedHosts());
        var handler = new DataApiHandler(operations, faults, hosts, rules.compressed());
        var server = new DataApiServer(socket, handler, executor, rules);
        var accepting = new Thread(server::accept, "redshift-data-emulator-http");
        accepting.setDaemon(true);
        accepting.start();
        return server;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                take(server.accept());
            } catch (IOException e) {
                pauseUnlessClosed(e);
            }
        }
    }

    private void take(Socket socket) throws IOException {
        if (open.size() >= MOST_CONNECTIONS) {
            LOG.warn("A connection was refused: {} are open", MOST_CONNECTIONS);
            socket.close();
            return;
        }
        var connection = new HttpConnection(socket, handler, rules.requestTime());
        open.add(connection);
        try {
            executor.execute(() -> {
                try {
                    connection.run();
                } finally {
                    open.remove(connection);
                }
            });
        } catch (RuntimeException e) {
            open.remove(connection);
            connection.close();
            LOG.debug("A connection came while the emulator closes", e);
        }
        if (closing.getCount() == 0) {
            connection.close();
        }
    }

    /** For instance no free file handle: the next try may go better, but not at once. */
    private void pauseUnlessClosed(IOException failure) {
        if (server.isClosed()) {
            return;
        }
        LOG.warn("A connection could not be accepted", failure);
        try {
            if (closing.await(100, TimeUnit.MILLISECONDS)) {
                LOG.debug("The emulator closes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public int port() {
        return server.getLocalPort();
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
        closing.countDown();
        handler.close();
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("The port could not be closed", e);
        }
        open.forEach(HttpConnection::close);
    }
}
