package io.github.redshiftdata.tests.support;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds requests back in the emulator, as an event of its faults, until the test lets them go. */
public final class Gate implements Runnable {

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    @Override
    public void run() {
        arrived.countDown();
        await(open);
    }

    /** Waits until a request stands before it. */
    public void awaitArrival() {
        await(arrived);
    }

    public void open() {
        open.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nothing came for 30 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
