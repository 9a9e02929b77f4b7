package io.github.redshiftdata.jdbc.internal.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;

/** A proxy that lets nobody through. */
final class RefusingProxy implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String refusal;

    /**
     * Starts it.
     *
     * @param refusal the status line behind the version, and headers if any
     */
    RefusingProxy(String refusal) throws IOException {
        this.refusal = refusal;
        var thread = new Thread(this::serve, "refusing-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (var socket = listener.accept()) {
                var in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    // the head
                }
                socket.getOutputStream()
                        .write(("HTTP/1.1 " + refusal + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException closed) {
                // the next one, or the end
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
