package io.github.redshiftdata.emulator.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requests of one client, one after the other. */
final class HttpConnection implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    /** Longer than the pools of clients keep a connection that they do not use. */
    private static final Duration IDLE = Duration.ofMinutes(5);

    private final Socket socket;
    private final DataApiHandler handler;
    private final Duration requestTime;

    HttpConnection(Socket socket, DataApiHandler handler, Duration requestTime) {
        this.socket = socket;
        this.handler = handler;
        this.requestTime = requestTime;
    }

    @Override
    public void run() {
        try (this) {
            socket.setTcpNoDelay(true);
            var in = new TimedInput(socket);
            var out = socket.getOutputStream();
            boolean kept;
            do {
                in.limit(IDLE);
                kept = in.awaitByte() && answerNext(in, out);
            } while (kept);
        } catch (SocketTimeoutException e) {
            LOG.debug("A client was silent for too long, or its request took longer than {}", requestTime);
        } catch (IOException e) {
            LOG.debug("A connection ended within a request or an answer", e);
        }
    }

    private boolean answerNext(TimedInput in, OutputStream out) throws IOException {
        in.limit(requestTime);
        RequestHead head;
        try {
            head = RequestHead.read(in);
        } catch (BadRequestException e) {
            handler.refuse(new Exchange(new RequestHead("", "/", false, new Headers()), in, out), e);
            return false;
        }
        var exchange = new Exchange(head, in, out);
        handler.handle(exchange);
        return exchange.keepsConnection();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("A connection could not be closed", e);
        }
    }
}
