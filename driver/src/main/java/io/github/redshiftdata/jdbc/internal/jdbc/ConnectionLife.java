package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.session.DataSession;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether a connection is open, and how it ends: first its statements, then its session, then its share of the client. */
final class ConnectionLife {

    private final DataSession session;
    private final OpenStatements statements;
    private final Runnable giveClientBack;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * The life of a connection that is open now.
     *
     * @param giveClientBack gives the client back; run once, when no request is under way any more
     */
    ConnectionLife(DataSession session, OpenStatements statements, Runnable giveClientBack) {
        this.session = session;
        this.statements = statements;
        this.giveClientBack = giveClientBack;
        session.whenSilent(this::leftAlone);
    }

    void checkOpen() throws SQLException {
        if (isClosed()) {
            throw ended();
        }
    }

    private SQLException ended() {
        var byClose = closed.get();
        var doubt = session.afterDoubt(byClose ? SqlState.CONNECTION_DOES_NOT_EXIST : SqlState.CONNECTION_FAILURE);
        if (doubt != null) {
            return doubt;
        }
        return byClose
                ? Errors.closed("connection")
                : Errors.of(
                        SqlState.CONNECTION_FAILURE,
                        "The Data API session of this connection has ended, and what it held cannot be restored. "
                                + "Close the connection and open another one.");
    }

    /** Whether the program closed or aborted the connection. The results of a lost session can be read until then. */
    boolean wasClosed() {
        return closed.get();
    }

    /**
     * Whether the connection is closed, or its session is lost for good: a pool that checks only this must not lend the
     * connection.
     */
    boolean isClosed() {
        return closed.get() || session.isDead();
    }

    void close() throws SQLException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        // The session comes before the statements, so that their exceptions name the close of the connection.
        session.abort();
        try {
            statements.closeAll();
        } finally {
            giveUp();
        }
    }

    /**
     * Called when the service gives no answers: the connection is closed, and a thread of the driver gives up its
     * session.
     */
    private void leftAlone() {
        if (closed.compareAndSet(false, true)) {
            byOwnThread(() -> {
                statements.cancelAll();
                giveUp();
            });
        }
    }

    private void giveUp() {
        try {
            session.giveUp();
        } finally {
            session.whenIdle(giveClientBack);
        }
    }

    /**
     * Closes without waiting for anything.
     *
     * @param executor runs the task that gives up the session; if it does not at once, a thread of the driver does
     * @throws SQLException if the executor refuses; the connection is aborted all the same
     */
    void abort(Executor executor) throws SQLException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        session.abort();
        statements.cancelAll();
        cleanUpBy(executor);
    }

    /**
     * Gives up the session, even if the executor refuses, throws or drops the task: the session and its locks must not
     * stay.
     */
    private void cleanUpBy(Executor executor) throws SQLException {
        var begun = new AtomicBoolean();
        Runnable cleanUp = () -> {
            if (begun.compareAndSet(false, true)) {
                giveUp();
            }
        };
        try {
            executor.execute(cleanUp);
        } catch (RuntimeException | Error refused) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "The executor given to abort did not take the clean-up: " + refused
                            + ". The connection is aborted all the same, and its session given up by the driver.",
                    refused);
        } finally {
            if (!begun.get()) {
                byOwnThread(cleanUp);
            }
        }
    }

    private void byOwnThread(Runnable cleanUp) {
        if (!session.inBackground(cleanUp)) {
            cleanUp.run();
        }
    }
}
