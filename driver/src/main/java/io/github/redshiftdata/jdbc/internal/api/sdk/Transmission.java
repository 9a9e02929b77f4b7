package io.github.redshiftdata.jdbc.internal.api.sdk;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.Abortable;

/**
 * One request on its way. Knows whether anything of it can have left this machine, and ends it from another thread by
 * closing its connection: a blocking read takes no notice of an interrupt, and an interrupt could be anybody's.
 */
final class Transmission {

    /** Who ended a request before its answer was whole. */
    enum End {
        NOBODY,
        TIME_LIMIT,
        CALLER,
        /** Whoever reads the answer wants no more of it. */
        READER
    }

    private End end = End.NOBODY;
    private boolean sent;
    private boolean answered;
    private @Nullable Abortable connection;

    /**
     * The request is about to be written to a connection that is open.
     *
     * @throws IOException if it was ended before; then nothing leaves
     */
    synchronized void leaving() throws IOException {
        requireWanted();
        sent = true;
    }

    /** From now on this closes the connection. */
    synchronized void through(Abortable request) throws IOException {
        requireWanted();
        connection = request;
    }

    private void requireWanted() throws IOException {
        if (end != End.NOBODY) {
            throw new IOException("the request was ended before it was sent");
        }
    }

    /** The status and the headers of an answer came. */
    synchronized void answered() {
        answered = true;
    }

    /** Ends it, if nobody has yet. */
    void end(End by) {
        @Nullable Abortable toClose;
        synchronized (this) {
            if (end != End.NOBODY) {
                return;
            }
            end = by;
            toClose = connection;
        }
        if (toClose != null) {
            toClose.abort();
        }
    }

    /** Ends it if nothing of it has left; then nothing will. */
    synchronized boolean withdraw() {
        if (!sent && end == End.NOBODY) {
            end = End.CALLER;
        }
        return !sent;
    }

    synchronized End end() {
        return end;
    }

    /** Whether anything of it may have left this machine. */
    synchronized boolean isSent() {
        return sent;
    }

    synchronized boolean isAnswered() {
        return answered;
    }
}
