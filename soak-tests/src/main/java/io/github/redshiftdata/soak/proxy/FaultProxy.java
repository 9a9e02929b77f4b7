package io.github.redshiftdata.soak.proxy;

import io.github.redshiftdata.soak.LastingPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stands between the driver and the service on one port of the loopback address. Its threads are daemons. */
public final class FaultProxy implements AutoCloseable {

    private final int targetPort;
    private final FaultPlan plan;
    private final FaultLog log;
    private final Owners owners = new Owners();
    private final int port;
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private @Nullable Listening listening;
    private volatile boolean blackHole;

    /**
     * Listens on a port of its own.
     *
     * @param targetPort where the service listens on the loopback address
     * @param percent how many of a hundred requests meet a fault
     */
    public FaultProxy(int targetPort, long seed, double percent, FaultLog log) {
        this.targetPort = targetPort;
        this.plan = new FaultPlan(seed, percent);
        this.log = log;
        this.port = listen(LastingPort.free());
    }

    private synchronized int listen(int wanted) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 200);
            var thread = new Thread(() -> acceptFrom(socket), "soak-proxy-accept");
            thread.setDaemon(true);
            thread.start();
            listening = new Listening(socket, thread);
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy cannot listen on port " + wanted, e);
        }
    }

    private void acceptFrom(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                var client = from.accept();
                var connection = new ProxiedConnection(client, this::connect, plan, log, owners, () -> blackHole);
                open.add(connection);
                var thread = new Thread(() -> serve(connection), "soak-proxy");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                // Closed by refuse or close; anything else would show as calls that hang.
                log.note("accept ended: " + e.getMessage());
            }
        }
    }

    private void serve(ProxiedConnection connection) {
        try {
            connection.serve();
        } finally {
            open.remove(connection);
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort), 2000);
        return socket;
    }

    /** Where the driver connects to. */
    public int port() {
        return port;
    }

    /** From now on connections are refused, and those that are open are reset. */
    public synchronized void refuse() {
        var ended = listening;
        if (ended != null) {
            ended.end();
            listening = null;
        }
        open.forEach(ProxiedConnection::reset);
    }

    /** Ends {@link #refuse()}. */
    public synchronized void accept() {
        if (listening == null) {
            listen(port);
        }
    }

    /** Whether requests are taken and never answered nor forwarded. What was swallowed so gets no answer later either. */
    public void blackHole(boolean on) {
        blackHole = on;
        if (!on) {
            open.forEach(ProxiedConnection::letGo);
        }
    }

    /** Whether every request is answered with status 503. */
    public void unavailable(boolean on) {
        plan.unavailable(on);
    }

    /** No faults any more; connections that were left without an answer are reset. */
    public void calm() {
        plan.calm();
        blackHole(false);
        accept();
    }

    /** How many connections of the driver are open. */
    public int openConnections() {
        return open.size();
    }

    @Override
    public void close() {
        refuse();
    }

    /** The port, and the thread that takes what connects to it. */
    private record Listening(ServerSocket socket, Thread accepting) {

        /** The kernel takes connections until the accepting thread has left its call, which is after the socket's close. */
        void end() {
            try {
                socket.close();
                accepting.join();
            } catch (IOException e) {
                throw new UncheckedIOException("The proxy's port cannot be closed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
