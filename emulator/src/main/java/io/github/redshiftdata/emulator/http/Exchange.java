package io.github.redshiftdata.emulator.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One request and its answer. Where no answer is sent, the connection ends. */
final class Exchange {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final RequestHead head;
    private final TimedInput in;
    private final OutputStream out;
    private final Headers answer = new Headers();
    private byte @Nullable [] body;
    private boolean answered;
    private boolean kept;

    Exchange(RequestHead head, TimedInput in, OutputStream out) {
        this.head = head;
        this.in = in;
        this.out = out;
        this.kept = head.keepsConnection();
    }

    RequestHead head() {
        return head;
    }

    Headers answer() {
        return answer;
    }

    /** The whole body, read at the first call. */
    byte[] body() throws IOException {
        if (body == null) {
            if (head.headers().lists("Expect", "100-continue")) {
                out.write(CONTINUE);
                out.flush();
            }
            body = RequestBody.read(head, in);
        }
        return body;
    }

    /** The connection is to end with this exchange. */
    void endConnection() {
        kept = false;
    }

    /** Sends a whole answer. */
    void send(int status, byte[] content) throws IOException {
        sendPart(status, content, content.length);
    }

    /** Sends only the first bytes of an answer that announces all of them; then the connection ends. */
    void sendPart(int status, byte[] content, int length) throws IOException {
        kept &= length == content.length;
        answered = true;
        answer.set("Content-Length", Integer.toString(content.length));
        if (!head.keepsConnection() || (!kept && length == content.length)) {
            answer.set("Connection", "close");
        }
        var start = "HTTP/1.1 " + status + " " + (status < 400 ? "OK" : "Error") + "\r\n" + answer.lines() + "\r\n";
        var bytes = start.getBytes(StandardCharsets.ISO_8859_1);
        int sent = head.method().equals("HEAD") ? 0 : length;
        // In one piece, so that a small answer is one packet.
        var all = new byte[bytes.length + sent];
        System.arraycopy(bytes, 0, all, 0, bytes.length);
        System.arraycopy(content, 0, all, bytes.length, sent);
        out.write(all);
        out.flush();
    }

    /** Whether the next request may come on the same connection. */
    boolean keepsConnection() {
        return answered && kept;
    }
}
