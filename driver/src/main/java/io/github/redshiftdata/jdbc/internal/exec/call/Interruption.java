package io.github.redshiftdata.jdbc.internal.exec.call;

/**
 * Interrupts what a thread does, and clears the interrupt status afterwards, so that it does not stay with the thread.
 */
public final class Interruption {

    private final Thread thread;
    // Both guarded by this.
    private boolean over;
    private boolean sent;

    /** For a thread that does something until {@link #end()}. */
    public Interruption(Thread thread) {
        this.thread = thread;
    }

    /**
     * Interrupts the thread, unless it has ended. If the thread is interrupted already, that interrupt is not ours: it
     * is left alone, now and in {@link #end()}.
     */
    public synchronized void interrupt() {
        if (!over && !thread.isInterrupted()) {
            sent = true;
            thread.interrupt();
        }
    }

    /** Called by the thread itself when it has ended what could be interrupted. */
    public synchronized void end() {
        over = true;
        if (sent) {
            Thread.interrupted();
        }
    }
}
