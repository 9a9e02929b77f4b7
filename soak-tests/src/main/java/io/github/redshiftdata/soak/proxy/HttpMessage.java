package io.github.redshiftdata.soak.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request or an answer of HTTP/1.1 as its bytes. */
final class HttpMessage {

    private static final int LONGEST_HEAD = 64 * 1024;

    private final byte[] head;
    private final byte[] body;

    /**
     * Of its bytes, which are not copied.
     *
     * @param head up to and with the empty line
     * @param body as it was sent, in chunks too
     */
    HttpMessage(byte[] head, byte[] body) {
        this.head = head;
        this.body = body;
    }

    byte[] head() {
        return head;
    }

    byte[] body() {
        return body;
    }

    /**
     * Reads the next message.
     *
     * @return null where the other side has closed before it
     * @throws IOException where it ends in the midst
     */
    static @Nullable HttpMessage read(InputStream in) throws IOException {
        var head = head(in);
        if (head == null) {
            return null;
        }
        var message = new HttpMessage(head, new byte[0]);
        var length = message.header("content-length");
        if (length != null) {
            var body = in.readNBytes(Integer.parseInt(length));
            if (body.length < Integer.parseInt(length)) {
                throw new EOFException("The body ended after " + body.length + " of " + length + " bytes");
            }
            return new HttpMessage(head, body);
        }
        var encoding = message.header("transfer-encoding");
        return encoding == null ? message : new HttpMessage(head, chunks(in));
    }

    private static byte @Nullable [] head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        var tail = 0;
        while (tail != 0x0D0A0D0A) {
            var next = in.read();
            if (next < 0) {
                if (head.size() == 0) {
                    return null;
                }
                throw new EOFException("The headers ended in the midst");
            }
            head.write(next);
            tail = (tail << 8) | next;
            if (head.size() > LONGEST_HEAD) {
                throw new IOException("The headers do not end");
            }
        }
        return head.toByteArray();
    }

    /** Chunks as they are, with the empty one at the end and its empty line. */
    private static byte[] chunks(InputStream in) throws IOException {
        var all = new ByteArrayOutputStream();
        while (true) {
            var line = line(in);
            all.write(line);
            var size = Integer.parseInt(new String(line, StandardCharsets.ISO_8859_1).strip(), 16);
            all.write(in.readNBytes(size + 2));
            if (size == 0) {
                return all.toByteArray();
            }
        }
    }

    private static byte[] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                return line.toByteArray();
            }
        }
        throw new EOFException("A chunk ended in the midst");
    }

    /** The value of a header, or null. */
    @Nullable
    String header(String name) {
        for (var line : headText().split("\r\n", -1)) {
            var colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals(name)) {
                return line.substring(colon + 1).strip();
            }
        }
        return null;
    }

    String headText() {
        return new String(head, StandardCharsets.ISO_8859_1);
    }

    String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The same with another body and a length that fits it. */
    HttpMessage withBody(byte[] other) {
        var text = new StringBuilder();
        for (var line : headText().strip().split("\r\n", -1)) {
            var name = line.toLowerCase(Locale.ROOT);
            if (!name.startsWith("content-length:") && !name.startsWith("transfer-encoding:")) {
                text.append(line).append("\r\n");
            }
        }
        text.append("Content-Length: ").append(other.length).append("\r\n\r\n");
        return new HttpMessage(text.toString().getBytes(StandardCharsets.ISO_8859_1), other);
    }

    byte[] bytes() {
        var all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
