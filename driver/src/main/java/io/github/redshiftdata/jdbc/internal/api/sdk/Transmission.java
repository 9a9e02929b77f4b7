package io.github.redshiftdata.jdbc.internal.api.sdk;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.Abortable;

/**
 * One request on its way. Knows whether any part of it may have left this machine, and can be ended from another thread
 * by closing its connection. An interrupt would not do: a blocking read does not react to it, and it could not be told
 * from one of the program's own.
 */
final class Transmission {

    /** What ended a request before its answer was complete. */
    enum End {
        NOBODY,
        TIME_LIMIT,
        CALLER,
        /** The reader of the answer wants no more of it. */
        READER
    }

    private End end = End.NOBODY;
    private boolean sent;
    private boolean answered;
    private @Nullable Abortable connection;

    /**
     * Called when the request is about to be written to an open connection.
     *
     * @throws IOException if the request was ended before; then nothing is sent
     */
    synchronized void leaving() throws IOException {
        requireWanted();
        sent = true;
    }

    /** From now on, {@link #end} closes the connection of this request. */
    synchronized void through(Abortable request) throws IOException {
        requireWanted();
        connection = request;
    }

    private void requireWanted() throws IOException {
        if (end != End.NOBODY) {
            throw new IOException("the request was ended before it was sent");
        }
    }

    /** Called when the status and the headers of an answer have come. */
    synchronized void answered() {
        answered = true;
    }

    /** Ends the request, unless it was ended already. */
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

    /** Ends the request if no part of it was sent, so that none will be. Returns whether nothing was sent. */
    synchronized boolean withdraw() {
        if (!sent && end == End.NOBODY) {
            end = End.CALLER;
        }
        return !sent;
    }

    synchronized End end() {
        return end;
    }

    /** Whether any part of it may have left this machine. */
    synchronized boolean isSent() {
        return sent;
    }

    synchronized boolean isAnswered() {
        return answered;
    }
}
