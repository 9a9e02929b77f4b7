package io.github.redshiftdata.emulator.state;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where the pages of results lie: together they take a limited number of bytes, small results in the heap and all others
 * in a few temporary files. Each file holds pages of many results and is deleted when none of them is needed any more.
 */
public final class ResultSpace implements Closeable {

    /** A file takes no more pages after this size, so that forgotten results soon give their space back. */
    private static final long FILE_BYTES = 32L << 20;

    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private volatile Runnable makeRoom = () -> {};
    private @Nullable SpoolFile current;

    /**
     * An empty space.
     *
     * @param limit bytes of all results together
     */
    public ResultSpace(long limit) {
        this.limit = limit;
    }

    /** Who gives up the eldest results while {@link #crowded()}. */
    void onCrowded(Runnable action) {
        makeRoom = action;
    }

    boolean crowded() {
        return used.get() > limit;
    }

    /** Bytes of all results that are kept. */
    public long used() {
        return used.get();
    }

    /** @throws IOException where results that nobody can give up take all the space */
    void take(int bytes) throws IOException {
        if (used.addAndGet(bytes) > limit) {
            makeRoom.run();
            if (crowded()) {
                used.addAndGet(-bytes);
                throw new IOException("results may take " + limit + " bytes in all");
            }
        }
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
    }

    /** Writes a page into one of the files. */
    synchronized SpoolFile.Page write(byte[] bytes, int length) throws IOException {
        SpoolFile file = current;
        if (file == null || file.size() >= FILE_BYTES) {
            if (file != null) {
                file.seal();
            }
            file = SpoolFile.create();
            current = file;
        }
        return file.append(bytes, length);
    }

    @Override
    public synchronized void close() {
        if (current != null) {
            current.seal();
            current = null;
        }
    }
}
