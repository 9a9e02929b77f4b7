package io.github.redshiftdata.soak.load;

import io.github.redshiftdata.soak.Dice;
import io.github.redshiftdata.soak.proxy.FaultLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Eight threads that write and eight that read, until they are told to end. */
public final class Load {

    private static final int THREADS = 8;

    private static final List<WritingKind> KINDS = List.of(WritingKind.values());

    /** The tables, with columns that both the emulator and PostgreSQL know. */
    public static final List<String> TABLES = List.of(
            "create table soak_rows (k bigint, writer varchar(20), note varchar(200))",
            "create table soak_numbers (n int, t varchar(40))");

    /**
     * What all threads share.
     *
     * @param url of the driver, without parameters
     */
    public record Shared(String url, Journal journal, Watch watch, FaultLog log) {}

    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    public Load(Shared shared, long seed) {
        for (var number = 0; number < THREADS; number++) {
            var writes = KINDS.get(number % KINDS.size());
            workers.add(new Writer(shared, "soak-w" + number, writes, Dice.of(seed, 1, number)));
            workers.add(new Reader(shared, "soak-r" + number, number, Dice.of(seed, 2, number)));
        }
        for (var worker : workers) {
            threads.add(new Thread(worker, worker.name()));
        }
    }

    public void start() {
        threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
    }

    /**
     * Lets every thread end its call and close its connection.
     *
     * @return false where some call has not ended within its patience
     */
    public boolean end() throws InterruptedException {
        workers.forEach(Worker::end);
        var until = System.nanoTime() + Watch.PATIENCE.plusSeconds(60).toNanos();
        for (var thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }
}
