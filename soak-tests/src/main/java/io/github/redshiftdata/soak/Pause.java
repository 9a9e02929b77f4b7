package io.github.redshiftdata.soak;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting for a time. Nothing else of this program waits so. */
public final class Pause {

    private Pause() {}

    /** Waits. An interrupt ends it, and stays set. */
    public static void millis(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until something is so, and looks every few milliseconds.
     *
     * @return whether it came to be so in time
     */
    public static boolean until(BooleanSupplier reached, long millis) {
        var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        var step = 1L;
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                return reached.getAsBoolean();
            }
            millis(step);
            step = Math.min(20, step * 2);
        }
        return true;
    }
}
