package io.github.redshiftdata.jdbc.internal.auth;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy on this machine that leads nowhere: it notes where each request wants to go, and refuses it. */
final class RecordingProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final String refusal;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    /**
     * Starts it.
     *
     * @param refusal the status line behind the version, and headers if any
     */
    RecordingProxy(String refusal) throws IOException {
        this.refusal = refusal;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var thread = new Thread(this::serve, "recording-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The heads of the requests, line by line. */
    List<String> heads() {
        return heads;
    }

    /** Where the requests wanted to go, without repetitions. */
    List<String> targets() {
        return heads.stream()
                .map(head -> head.lines().findFirst().orElse("").split(" ", -1)[1])
                .distinct()
                .toList();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (var socket = listener.accept()) {
                refuse(socket);
            } catch (IOException closed) {
                // the next one, or the end
            }
        }
    }

    private void refuse(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        var head = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.append(line).append('\n');
        }
        if (head.length() > 0) {
            heads.add(head.toString());
        }
        socket.getOutputStream()
                .write(("HTTP/1.1 " + refusal + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
