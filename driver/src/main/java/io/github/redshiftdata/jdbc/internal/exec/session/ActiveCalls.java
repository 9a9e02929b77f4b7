package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.InFlight;
import io.github.redshiftdata.jdbc.internal.exec.call.Interruption;
import io.github.redshiftdata.jdbc.internal.exec.call.RequestTimeouts;
import io.github.redshiftdata.jdbc.internal.exec.statement.WhileOpen;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calls of a connection that are under way. A close of the connection cancels all of them, and their exceptions say
 * so; the client is not closed before the last of them has ended. Usable from any thread.
 */
final class ActiveCalls {

    private final WhileOpen whileOpen;
    private final InFlight inFlight;
    private final RequestTimeouts timeouts;
    /** Ends the waits for a COMMIT or ROLLBACK, which a cancel does not end. */
    private final Runnable abandonEnding;

    private volatile Runnable onSilence = () -> {};
    private final Set<CallerSignal> signals = ConcurrentHashMap.newKeySet();

    ActiveCalls(WhileOpen whileOpen, InFlight inFlight, RequestTimeouts timeouts, Runnable abandonEnding) {
        this.whileOpen = whileOpen;
        this.inFlight = inFlight;
        this.timeouts = timeouts;
        this.abandonEnding = abandonEnding;
    }

    /**
     * Begins a call; {@link #end} must follow.
     *
     * @throws SQLException if the connection is closed: then nothing has begun
     */
    void begin(CallerSignal signal) throws SQLException {
        // The signal is added before the check whether the connection is open: a close either finds the signal here, or
        // is noticed by the check.
        signals.add(signal);
        try {
            whileOpen.begin();
        } catch (SQLException closed) {
            forget(signal);
            throw closed;
        }
    }

    /** The exception that a failed call throws to its program. */
    SQLException told(SQLException failed) {
        return whileOpen.told(failed);
    }

    void end(CallerSignal signal) {
        whileOpen.end();
        forget(signal);
    }

    private void forget(CallerSignal signal) {
        signals.remove(signal);
        signal.restoreInterrupt();
    }

    /** The work of a call. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    <T> T during(CallerSignal signal, Work<T> work) throws SQLException {
        begin(signal);
        try {
            return work.run();
        } catch (SQLException e) {
            throw told(e);
        } finally {
            end(signal);
        }
    }

    /**
     * Asks the service something apart from the statements of the session. A close of the connection interrupts the
     * question, which then fails with 08003.
     *
     * @param question changes nothing in the database, and ends soon when its thread is interrupted
     */
    <T> T asking(Work<T> question) throws SQLException {
        var signal = new CallerSignal();
        return during(signal, () -> {
            var interruption = new Interruption(Thread.currentThread());
            signal.accepted(interruption::interrupt);
            try {
                return question.run();
            } catch (SQLException e) {
                var silence = isSilence(e);
                if (silence) {
                    silent();
                }
                throw silence || signal.isCancelled()
                        ? Errors.of(SqlState.QUERY_CANCELED, String.valueOf(e.getMessage()), e)
                        : e;
            } finally {
                interruption.end();
            }
        });
    }

    /** Whether a call failed because there was no answer for the network timeout. */
    private static boolean isSilence(SQLException e) {
        return e.getCause() instanceof DataApiException failed
                && failed.failure().code().equals(ServiceFailure.SILENCE);
    }

    /** Cancels all calls that are under way. */
    void cancel() {
        signals.forEach(CallerSignal::cancel);
    }

    /**
     * Sets what else is to be done when the network timeout has closed the connection. It runs in the thread of the
     * call that had no answer.
     *
     * @param action may run more than once
     */
    void whenSilent(Runnable action) {
        onSilence = action;
    }

    /** Closes the connection because the service gave no answer within the network timeout. Waits for nothing. */
    void silent() {
        whileOpen.close("The service gave no answer within the network timeout of "
                + timeouts.networkTimeout().toMillis() + " ms, so the connection is closed.");
        var unused = inFlight.inBackground(() -> {
            cancel();
            abandonEnding.run();
        });
        onSilence.run();
    }
}
