package io.github.redshiftdata.jdbc;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Work of a test beside its own thread. Such work waits for something; in the common pool of the JVM, which has one thread on two
 * cores from Java 25 on, the work that it waits for would stand behind it.
 */
public final class OwnThread {

    private OwnThread() {}

    /** The result of the work, which a thread of its own does. */
    public static <T> CompletableFuture<T> supply(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, OwnThread::start);
    }

    /** The end of the work, which a thread of its own does. */
    public static CompletableFuture<Void> run(Runnable work) {
        return CompletableFuture.runAsync(work, OwnThread::start);
    }

    /** The executor of such threads. */
    public static void start(Runnable work) {
        var thread = new Thread(work, "test-work");
        thread.setDaemon(true);
        thread.start();
    }
}
