package io.github.redshiftdata.emulator;

import io.github.redshiftdata.emulator.engine.CommitLog;
import io.github.redshiftdata.emulator.engine.CommitOutcome;
import io.github.redshiftdata.emulator.engine.Engine;
import io.github.redshiftdata.emulator.engine.EngineColumn;
import io.github.redshiftdata.emulator.engine.EngineException;
import io.github.redshiftdata.emulator.engine.EngineSession;
import io.github.redshiftdata.emulator.engine.Ledger;
import io.github.redshiftdata.emulator.engine.RowSink;
import io.github.redshiftdata.emulator.engine.SessionLostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Understands {@code rows N}, {@code types}, {@code change N}, {@code write EVIDENCE}, {@code fail TEXT}, {@code die},
 * {@code hang} and {@code echo :x}; all else changes no rows.
 */
public final class FakeEngine implements Engine {

    public final List<String> executed = Collections.synchronizedList(new ArrayList<>());
    public final List<String> logins = Collections.synchronizedList(new ArrayList<>());
    public final AtomicInteger open = new AtomicInteger();

    /** What a cancel has to wait for; it says so by {@link #cancelling}. */
    public volatile CountDownLatch slowness = new CountDownLatch(0);

    public final CountDownLatch cancelling = new CountDownLatch(1);
    /** Pids of the database sessions that ended while nobody used them. */
    public final Set<Integer> dead = ConcurrentHashMap.newKeySet();

    /** Evidence of the commits that were carried out. */
    public final Set<String> committed = ConcurrentHashMap.newKeySet();

    /** Happens before the log is told of a commit. */
    public volatile Runnable beforeCommit = () -> {};

    /** Null: nothing is kept. */
    public volatile Ledger ledger;

    private final AtomicInteger pids = new AtomicInteger(100);
    private final List<String> names;

    public FakeEngine() {
        this(List.of("a", "b", "c"));
    }

    public FakeEngine(List<String> names) {
        this.names = names;
    }

    @Override
    public EngineSession connect(String database, String user) throws EngineException {
        if (database.equals("nowhere")) {
            throw new EngineException("FATAL: database \"nowhere\" does not exist", false, null);
        }
        logins.add(database + "/" + user);
        open.incrementAndGet();
        return new Session(pids.incrementAndGet());
    }

    @Override
    public CommitOutcome outcome(String evidence) {
        return committed.contains(evidence) ? CommitOutcome.COMMITTED : CommitOutcome.ROLLED_BACK;
    }

    @Override
    public int capacity() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public List<String> databases() {
        return names;
    }

    @Override
    public List<String> schemas(String database, String schemaPattern) {
        return names.stream()
                .filter(name -> schemaPattern == null || name.equals(schemaPattern))
                .toList();
    }

    @Override
    public List<EngineTable> tables(String database, String schemaPattern, String tablePattern) {
        return names.stream()
                .map(name -> new EngineTable("public", name, "TABLE"))
                .toList();
    }

    @Override
    public List<EngineColumn> columns(String database, String schema, String table) {
        return names.stream().map(name -> column(name, null, "int4")).toList();
    }

    @Override
    public void close() {}

    static EngineColumn column(String name, String label, String type) {
        return new EngineColumn(name, label, type, 10, 0, 0, 1, true, false, false, "", "", null);
    }

    private final class Session implements EngineSession {

        private final int pid;
        private volatile boolean lost;
        private volatile CountDownLatch cancelled = new CountDownLatch(1);

        Session(int pid) {
            this.pid = pid;
        }

        @Override
        public long execute(String sql, Map<String, String> parameters, RowSink sink, CommitLog log)
                throws EngineException {
            executed.add(sql);
            if (sql.startsWith("rows ")) {
                return rows(Integer.parseInt(sql.substring(5)), sink);
            } else if (sql.startsWith("change ")) {
                return Long.parseLong(sql.substring(7));
            } else if (sql.startsWith("fail ")) {
                throw new EngineException(sql.substring(5), false, null);
            } else if (sql.equals("die")) {
                lost = true;
                throw new SessionLostException("FATAL: terminating connection", null);
            } else if (sql.startsWith("write ")) {
                beforeCommit.run();
                log.committing(sql, 1);
                committed.add(sql);
                return 1;
            } else if (sql.equals("hang")) {
                hang();
            } else if (sql.equals("hang, deaf to the first cancel")) {
                cancelled = new CountDownLatch(2);
                hang();
            } else if (sql.equals("types")) {
                return types(sink);
            } else if (sql.startsWith("echo ")) {
                sink.columns(List.of(column("x", "x", "varchar")));
                sink.row(new Object[] {parameters.toString()});
                return -1;
            }
            return 0;
        }

        private static long types(RowSink sink) throws EngineException {
            var names = List.of("n", "l", "d", "b", "s", "y");
            sink.columns(names.stream().map(name -> column(name, name, "any")).toList());
            sink.row(new Object[] {null, 9223372036854775807L, 1.5, true, "a\"b", new byte[] {1, 2}});
            sink.row(new Object[] {null, -1L, Double.NaN, false, "", new byte[0]});
            return -1;
        }

        private static long rows(int count, RowSink sink) throws EngineException {
            sink.columns(List.of(column("id", "id", "int8"), column("name", "name", "varchar")));
            var cells = new Object[2];
            for (int i = 1; i <= count; i++) {
                cells[0] = (long) i;
                cells[1] = "row, " + i;
                sink.row(cells);
            }
            return -1;
        }

        private void hang() throws EngineException {
            try {
                cancelled.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new EngineException("ERROR: Query (7) cancelled on user's request", true, null);
        }

        @Override
        public void cancel() {
            cancelling.countDown();
            try {
                slowness.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            cancelled.countDown();
        }

        @Override
        public boolean lost() {
            return lost;
        }

        @Override
        public void probe() {
            lost |= dead.contains(pid);
        }

        @Override
        public int pid() {
            return pid;
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }
}
