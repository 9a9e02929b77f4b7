package io.github.redshiftdata.tests.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the driver and an emulator and gives some requests another answer than the emulator's. Requests are
 * counted from 1, from the moment faults are planned; each has a connection of its own.
 */
public final class AnsweringProxy implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    private final URI target;
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Map<Integer, ProxyFault> faults = Map.of();
    /** What every request meets for the time being. */
    private @Nullable ProxyFault outage;

    private long outageEnd;
    private int requests;

    public AnsweringProxy(URI target) {
        this.target = target;
        try {
            socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Counts from 1 again, and lets these requests fail. */
    public synchronized void plan(Map<Integer, ProxyFault> byRequest) {
        faults = byRequest;
        requests = 0;
        outage = null;
    }

    /** From now on every request meets a fault, for so long. */
    public synchronized void outage(ProxyFault fault, long nanos) {
        outage = fault;
        outageEnd = System.nanoTime() + nanos;
    }

    synchronized int requests() {
        return requests;
    }

    private synchronized @Nullable ProxyFault next() {
        var planned = faults.get(++requests);
        if (planned == null && outage != null && System.nanoTime() < outageEnd) {
            return outage;
        }
        return planned;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var connection = socket.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var request = read(connection.getInputStream());
            if (request.length == 0) {
                return;
            }
            var fault = next();
            var answer = fault == null || fault.handsOn() ? handOn(request) : new byte[0];
            connection.getOutputStream().write(fault == null ? answer : fault.answer());
            connection.getOutputStream().flush();
        } catch (IOException gone) {
            // Whoever asked has left, or the emulator has.
        }
    }

    /** One connection for each request, so that the answer ends with it. */
    private byte[] handOn(byte[] request) throws IOException {
        try (var service = new Socket(target.getHost(), target.getPort())) {
            var text = new String(request, StandardCharsets.ISO_8859_1);
            var closing = text.replaceFirst("(?i)\r\nconnection: [^\r]*", "")
                    .replaceFirst("\r\n", "\r\nConnection: close\r\n");
            service.getOutputStream().write(closing.getBytes(StandardCharsets.ISO_8859_1));
            service.getOutputStream().flush();
            return closeAfter(service.getInputStream().readAllBytes());
        }
    }

    private static byte[] closeAfter(byte[] answer) {
        var text = new String(answer, StandardCharsets.ISO_8859_1);
        if (text.regionMatches(true, 0, "HTTP/1.1", 0, 8)
                && !text.toLowerCase(java.util.Locale.ROOT).contains("\r\nconnection: close")) {
            text = text.replaceFirst("\r\n", "\r\nConnection: close\r\n");
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] read(InputStream input) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = input.read();
            if (next < 0) {
                return new byte[0];
            }
            head.append((char) next);
            bytes.write(next);
        }
        var length = LENGTH.matcher(head);
        if (length.find()) {
            bytes.write(input.readNBytes(Integer.parseInt(length.group(1))));
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
