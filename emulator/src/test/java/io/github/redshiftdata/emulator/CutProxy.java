package io.github.redshiftdata.emulator;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between the emulator and PostgreSQL and cuts one connection around a COMMIT. */
final class CutProxy implements Closeable {

    /** Where the connection is cut. */
    enum Cut {
        /** The server never sees it. */
        BEFORE_COMMIT,
        /** The server carries it out and its answer is lost. */
        AFTER_COMMIT
    }

    /** The text as a whole, as a message that is to be parsed holds it. */
    private static final String COMMIT = "\0COMMIT\0";

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "cut-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Cut next;

    CutProxy(int target) throws IOException {
        this.target = target;
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The next COMMIT on any connection meets this. */
    void cutNext(Cut cut) {
        next = cut;
    }

    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                var link = new Link(client, server);
                threads.execute(link::toServer);
                threads.execute(link::toClient);
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    private final class Link {

        private final Socket client;
        private final Socket server;
        private volatile boolean cutAtAnswer;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void toServer() {
            pump(client, server, true);
        }

        void toClient() {
            pump(server, client, false);
        }

        private void pump(Socket from, Socket to, boolean requests) {
            try (client;
                    server) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                var buffer = new byte[1 << 16];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (requests
                            && next != null
                            && new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains(COMMIT)) {
                        var cut = next;
                        next = null;
                        if (cut == Cut.BEFORE_COMMIT) {
                            return;
                        }
                        cutAtAnswer = true;
                    } else if (!requests && cutAtAnswer) {
                        return;
                    }
                    out.write(buffer, 0, read);
                    out.flush();
                }
            } catch (IOException e) {
                // Either end has closed.
            }
        }
    }
}
