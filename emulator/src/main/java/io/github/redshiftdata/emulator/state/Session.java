package io.github.redshiftdata.emulator.state;

import io.github.redshiftdata.emulator.engine.EngineSession;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session that outlives its statements. It runs one statement at a time. */
public final class Session {

    /** No session lives longer, whatever was asked for. */
    private static final Duration LONGEST_LIFE = Duration.ofHours(24);

    private final String id;
    private final Target target;
    private final Instant createdAt;
    /** Is told once that the session is closed. */
    private final Consumer<Session> onClose;

    private Instant updatedAt;
    private int keepAliveSeconds;
    private @Nullable EngineSession engineSession;
    private @Nullable String currentStatement;
    private boolean closed;

    Session(String id, Target target, int keepAliveSeconds, Instant now, Consumer<Session> onClose) {
        this.id = id;
        this.target = target;
        this.keepAliveSeconds = keepAliveSeconds;
        this.createdAt = now;
        this.updatedAt = now;
        this.onClose = onClose;
    }

    public String id() {
        return id;
    }

    public Target target() {
        return target;
    }

    Instant createdAt() {
        return createdAt;
    }

    synchronized int keepAliveSeconds() {
        return keepAliveSeconds;
    }

    synchronized Instant updatedAt() {
        return updatedAt;
    }

    /** A session from an earlier life was used until then. */
    synchronized void used(Instant at) {
        if (closed && at.isAfter(updatedAt)) {
            updatedAt = at;
        }
    }

    /**
     * Takes the session for a statement.
     *
     * @param newKeepAlive seconds that replace the idle time; null keeps it
     * @return false where the session is busy or closed, or has ended on the database's side
     */
    public synchronized boolean take(String statementId, @Nullable Integer newKeepAlive, Instant now) {
        if (closeIfOver(now) || currentStatement != null) {
            return false;
        }
        if (newKeepAlive != null) {
            keepAliveSeconds = newKeepAlive;
        }
        currentStatement = statementId;
        updatedAt = now;
        return true;
    }

    /** Gives a session back that was taken for a statement which then was refused. */
    public synchronized void untake(Instant now) {
        currentStatement = null;
        updatedAt = now;
        if (closed) {
            shut();
        }
    }

    /** The database session; null before the first statement has logged in. */
    public synchronized @Nullable EngineSession engineSession() {
        return engineSession;
    }

    /** Keeps a database session for the statements to come. */
    public synchronized void opened(EngineSession session) {
        engineSession = session;
    }

    /** The statement is over. The idle time starts again; of zero seconds, or without a database, it is over at once. */
    public synchronized void release(Instant now) {
        currentStatement = null;
        updatedAt = now;
        if (closed || keepAliveSeconds == 0 || (engineSession != null && engineSession.lost())) {
            shut();
        }
    }

    /** Ends the session. A running statement is cancelled, and the session goes with its end. */
    public void close() {
        @Nullable EngineSession busy = null;
        synchronized (this) {
            markClosed();
            if (currentStatement == null) {
                shut();
            } else {
                busy = engineSession;
            }
        }
        // Without the lock: the database may be slow, and nothing else will run in this session.
        if (busy != null) {
            busy.cancel();
        }
    }

    /** Closes the session if its time is over; returns whether it is closed. */
    synchronized boolean closeIfExpired(Instant now) {
        var idleEnd = updatedAt.plusSeconds(keepAliveSeconds);
        boolean idleTooLong = currentStatement == null && now.isAfter(idleEnd);
        if (!closed && (idleTooLong || now.isAfter(createdAt.plus(LONGEST_LIFE)))) {
            close();
        }
        return closed;
    }

    /** Closes it also if the database has ended it, which is asked for while no statement runs. */
    private boolean closeIfOver(Instant now) {
        if (!closeIfExpired(now) && currentStatement == null && engineSession != null) {
            engineSession.probe();
            if (engineSession.lost()) {
                updatedAt = now;
                shut();
            }
        }
        return closed;
    }

    private void shut() {
        markClosed();
        if (engineSession != null) {
            engineSession.close();
            engineSession = null;
        }
    }

    private void markClosed() {
        if (!closed) {
            closed = true;
            onClose.accept(this);
        }
    }

    public synchronized Snapshot snapshot(Instant now) {
        closeIfOver(now);
        var status = closed ? Status.CLOSED : currentStatement == null ? Status.AVAILABLE : Status.BUSY;
        return new Snapshot(id, target, status, createdAt, updatedAt, keepAliveSeconds, currentStatement);
    }

    /** What ListSessions calls the status. */
    public enum Status {
        AVAILABLE,
        BUSY,
        CLOSED
    }

    /** The session as it stood at one moment. */
    public record Snapshot(
            String id,
            Target target,
            Status status,
            Instant createdAt,
            Instant updatedAt,
            int keepAliveSeconds,
            @Nullable String currentStatement) {}
}
