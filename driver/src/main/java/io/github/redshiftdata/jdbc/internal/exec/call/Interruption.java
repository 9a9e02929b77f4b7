package io.github.redshiftdata.jdbc.internal.exec.call;

/** Breaks off what a thread does by an interrupt, which is not left to the thread. */
public final class Interruption {

    private final Thread thread;
    // Both guarded by this.
    private boolean over;
    private boolean sent;

    /** For a thread that goes on until {@link #end()}. */
    public Interruption(Thread thread) {
        this.thread = thread;
    }

    /** Takes no interrupt for ours that somebody else sent before. */
    public synchronized void interrupt() {
        if (!over && !thread.isInterrupted()) {
            sent = true;
            thread.interrupt();
        }
    }

    /** Called by the thread itself: what was broken off is over. */
    public synchronized void end() {
        over = true;
        if (sent) {
            Thread.interrupted();
        }
    }
}
