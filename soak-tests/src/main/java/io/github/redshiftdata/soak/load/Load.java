package io.github.redshiftdata.soak.load;

import io.github.redshiftdata.soak.Dice;
import io.github.redshiftdata.soak.proxy.FaultLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Threads that write and as many that read, each with connections of its own; writers that share a pool; and one that
 * cancels now and then what any of them runs. All go on until they are told to end.
 */
public final class Load {

    private static final int POOLED = 6;

    private static final List<WritingKind> KINDS = List.of(WritingKind.values());

    /** The tables, with columns that both the emulator and PostgreSQL know. */
    public static final List<String> TABLES = List.of(
            "create table soak_rows (k bigint, writer varchar(20), note varchar(200))",
            "create table soak_numbers (n int, t varchar(40))");

    /**
     * What all threads share.
     *
     * @param url of the driver, without parameters
     * @param running what the threads run at the moment
     */
    public record Shared(String url, Journal journal, Watch watch, FaultLog log, RunningStatements running) {}

    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final PoolOfWriters pool;
    private final Canceller canceller;

    /** @param writers how many threads write; as many read */
    public Load(Shared shared, int writers, long seed) {
        pool = new PoolOfWriters(shared.url());
        canceller = new Canceller(shared, Dice.of(seed, 4));
        for (var number = 0; number < writers; number++) {
            workers.add(Writer.alone(shared, number, kind(number), Dice.of(seed, 1, number)));
            workers.add(new Reader(shared, number, Dice.of(seed, 2, number)));
        }
        for (var number = 0; number < POOLED; number++) {
            workers.add(Writer.pooled(shared, pool, number, kind(number), Dice.of(seed, 5, number)));
        }
        for (var worker : workers) {
            threads.add(new Thread(worker, worker.name()));
        }
        threads.add(new Thread(canceller, "soak-canceller"));
    }

    private static WritingKind kind(int number) {
        return KINDS.get(number % KINDS.size());
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
        canceller.end();
        var until = System.nanoTime() + Watch.PATIENCE.plusSeconds(60).toNanos();
        for (var thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
        }
        pool.close();
        return threads.stream().noneMatch(Thread::isAlive);
    }
}
