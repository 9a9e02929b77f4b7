package io.github.redshiftdata.emulator.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** What a client sends, with a moment by which it must have come however slowly its bytes drip. */
final class TimedInput {

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[8 << 10];
    private int at;
    private int end;
    private long deadline;

    TimedInput(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** All that is read from now on must come within this time. */
    void limit(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }

    /** Waits for the next byte and leaves it there; false where the client has closed instead. */
    boolean awaitByte() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, receive(buffer, 0));
        }
        return at < end;
    }

    /** The next byte, which has to come: a request that ends early is none. */
    int next() throws IOException {
        if (!awaitByte()) {
            throw new EOFException("The client closed within a request");
        }
        return buffer[at++] & 0xff;
    }

    /** Reads until the array is full. */
    void fill(byte[] bytes) throws IOException {
        int filled = Math.min(end - at, bytes.length);
        System.arraycopy(buffer, at, bytes, 0, filled);
        at += filled;
        while (filled < bytes.length) {
            int received = receive(bytes, filled);
            if (received < 0) {
                throw new EOFException("The client closed within the body of a request");
            }
            filled += received;
        }
    }

    private int receive(byte[] bytes, int offset) throws IOException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("The request took too long");
        }
        socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
        return in.read(bytes, offset, bytes.length - offset);
    }
}
