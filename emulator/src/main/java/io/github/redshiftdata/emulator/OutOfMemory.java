package io.github.redshiftdata.emulator;

import java.nio.charset.StandardCharsets;

/**
 * Ends the program when a thread dies of an OutOfMemoryError. A server without its listening thread, or with statements
 * that never end, would only look alive.
 */
final class OutOfMemory implements Thread.UncaughtExceptionHandler {

    /** The status of a JVM that ends so by its own option. */
    static final int EXIT_STATUS = 3;

    /** Made beforehand: there is no memory for it later. */
    private static final byte[] MESSAGE = ("Out of memory: the emulator ends. Give it more heap (java -Xmx2g -jar …)."
                    + System.lineSeparator())
            .getBytes(StandardCharsets.UTF_8);

    private final Thread.UncaughtExceptionHandler others;
    private final Runnable end;

    /**
     * A handler.
     *
     * @param others takes every other error
     * @param end ends the program at once
     */
    OutOfMemory(Thread.UncaughtExceptionHandler others, Runnable end) {
        this.others = others;
        this.end = end;
    }

    /** From now on, for all threads of this JVM. */
    static void endsTheProgram() {
        Thread.setDefaultUncaughtExceptionHandler(
                new OutOfMemory((thread, error) -> error.printStackTrace(), () -> Runtime.getRuntime()
                        .halt(EXIT_STATUS)));
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        if (!isOutOfMemory(error)) {
            others.uncaughtException(thread, error);
            return;
        }
        try {
            System.err.write(MESSAGE, 0, MESSAGE.length);
            System.err.flush();
        } finally {
            end.run();
        }
    }

    private static boolean isOutOfMemory(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }
}
