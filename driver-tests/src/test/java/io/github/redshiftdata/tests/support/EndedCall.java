package io.github.redshiftdata.tests.support;

import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call in a thread of its own, and how it ended. */
public final class EndedCall {

    /** The call. */
    public interface Call {
        void run() throws SQLException;
    }

    private final long started = System.nanoTime();
    private final Thread thread;
    private volatile long ended;
    private volatile boolean interrupted;
    private volatile @Nullable Throwable failure;

    public EndedCall(Call call) {
        thread = new Thread(() -> {
            try {
                call.run();
            } catch (SQLException | RuntimeException e) {
                failure = e;
            }
            ended = System.nanoTime();
            interrupted = Thread.currentThread().isInterrupted();
        });
        thread.setDaemon(true);
        thread.start();
    }

    public Thread thread() {
        return thread;
    }

    /** On the clock of {@link System#nanoTime()}. */
    public long started() {
        return started;
    }

    /** Waits for the end; longer than any rule allows, so that a broken rule is seen by its time. */
    public void join() throws InterruptedException {
        thread.join(12_000);
        if (thread.isAlive()) {
            var failing = new AssertionError("The call does not end; it stands here:");
            failing.setStackTrace(thread.getStackTrace());
            throw failing;
        }
    }

    public boolean isRunning() {
        return thread.isAlive();
    }

    @Nullable
    public Throwable failure() {
        return failure;
    }

    @Nullable
    public String sqlState() {
        return failure instanceof SQLException e ? e.getSQLState() : null;
    }

    public boolean interrupted() {
        return interrupted;
    }

    /** How long after a moment it ended. */
    public Duration since(long nanos) {
        return Duration.ofNanos(ended - nanos);
    }
}
