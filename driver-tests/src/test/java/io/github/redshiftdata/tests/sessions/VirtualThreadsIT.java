package io.github.redshiftdata.tests.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs on virtual threads, which Java has from version 21 on; with an older one these tests are skipped. */
@Timeout(240)
class VirtualThreadsIT {

    private static final int FEWEST_VERSION = 21;
    private static final int THREADS = 40;

    @BeforeAll
    static void onlyWhereThereAreVirtualThreads() {
        assumeTrue(Runtime.version().feature() >= FEWEST_VERSION, "virtual threads: Java 21");
        // Not in a virtual thread: up to Java 25 the others would hold all carriers while they wait for the class.
        TestEmulator.shared();
    }

    /** The tests are compiled for Java 17, which does not know this method. */
    private static Thread startVirtual(Runnable work) throws ReflectiveOperationException {
        return (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
    }

    private static <T> CompletableFuture<T> virtually(Callable<T> work) throws ReflectiveOperationException {
        var result = new CompletableFuture<T>();
        startVirtual(() -> {
            try {
                result.complete(work.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    @Test
    void manyWorkAtOnceEachWithItsConnection() throws Exception {
        var sums = new ArrayList<CompletableFuture<Long>>();
        for (int i = 1; i <= THREADS; i++) {
            var sql = "select sum(n) from generate_series(1, " + i + ") n";
            sums.add(virtually(() -> {
                try (var connection = TestEmulator.shared().connect()) {
                    connection.setAutoCommit(false);
                    try (var statement = connection.createStatement();
                            var rows = statement.executeQuery(sql)) {
                        rows.next();
                        connection.commit();
                        return rows.getLong(1);
                    }
                }
            }));
        }
        long i = 0;
        for (var sum : sums) {
            i++;
            assertThat(sum.get()).isEqualTo(i * (i + 1) / 2);
        }
    }

    @Test
    void anInterruptEndsTheStatementAndIsKept() throws Exception {
        var told = new CompletableFuture<List<String>>();
        try (var connection = TestEmulator.shared().connect();
                var statement = connection.createStatement()) {
            var thread = startVirtual(() -> {
                try {
                    statement.execute("select 'of a virtual thread', pg_sleep(600)");
                    told.complete(List.of("it ended"));
                } catch (SQLException e) {
                    told.complete(
                            List.of(e.getSQLState(), "" + Thread.currentThread().isInterrupted()));
                }
            });
            TestEmulator.awaitActive("of a virtual thread", 1);
            thread.interrupt();
            assertThat(told.get(1, TimeUnit.MINUTES)).containsExactly("57014", "true");
        } catch (TimeoutException e) {
            throw new AssertionError("the interrupt ended nothing", e);
        }
        TestEmulator.awaitActive("of a virtual thread", 0);
    }
}
