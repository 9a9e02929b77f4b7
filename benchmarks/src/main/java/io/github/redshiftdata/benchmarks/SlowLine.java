package io.github.redshiftdata.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A line to an endpoint of this machine that passes so many bits a second, and holds each byte back for a while on its way. */
final class SlowLine implements AutoCloseable {

    private static final int CHUNK = 4096;
    /** What may be under way in one direction; more waits in the sender's socket. */
    private static final int CHUNKS_UNDER_WAY = 256;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final URI endpoint;
    private final double nanosPerByte;
    private final long delayNanos;

    /** Bytes and when they arrive; none for the end. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Chunk(byte[] bytes, long due) {}

    /**
     * Opens the line.
     *
     * @param megabits a second, for each connection and direction
     * @param delayMillis of each direction: half of what a round trip takes
     */
    SlowLine(URI endpoint, int megabits, int delayMillis) throws IOException {
        this.endpoint = endpoint;
        this.nanosPerByte = 8_000.0 / megabits;
        this.delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMillis);
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var near = listener.accept();
                near.setTcpNoDelay(true);
                var far = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort());
                far.setTcpNoDelay(true);
                carry(near, far);
                carry(far, near);
            }
        } catch (IOException closed) {
            // The benchmark has ended.
        }
    }

    private void carry(Socket from, Socket to) {
        var way = new LinkedBlockingQueue<Chunk>(CHUNKS_UNDER_WAY);
        daemon(() -> take(from, way));
        daemon(() -> give(way, to));
    }

    private void take(Socket from, LinkedBlockingQueue<Chunk> way) {
        var free = System.nanoTime();
        try {
            try {
                var buffer = new byte[CHUNK];
                for (var count = from.getInputStream().read(buffer);
                        count >= 0;
                        count = from.getInputStream().read(buffer)) {
                    free = Math.max(free, System.nanoTime()) + (long) (count * nanosPerByte);
                    way.put(new Chunk(Arrays.copyOf(buffer, count), free + delayNanos));
                }
            } catch (IOException broken) {
                // An end like another.
            }
            way.put(new Chunk(new byte[0], free + delayNanos));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static void give(LinkedBlockingQueue<Chunk> way, Socket to) {
        try (to) {
            while (true) {
                var chunk = way.take();
                TimeUnit.NANOSECONDS.sleep(chunk.due() - System.nanoTime());
                if (chunk.bytes().length == 0) {
                    return;
                }
                to.getOutputStream().write(chunk.bytes());
            }
        } catch (IOException broken) {
            // Its reader has left.
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "slow-line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
