package io.github.redshiftdata.soak.races;

import io.github.redshiftdata.emulator.Emulator;
import io.github.redshiftdata.emulator.EmulatorOptions;
import io.github.redshiftdata.soak.Pause;
import io.github.redshiftdata.soak.service.OwnPostgres;
import io.github.redshiftdata.soak.verdict.Truth;
import io.github.redshiftdata.soak.verdict.WrittenCall;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An emulator of its own on a database of its own, and the connection that the races of one lane use in turn. */
final class Lane implements AutoCloseable {

    static final String TABLE = "races";

    private static final int PAGE_BYTES = 4000;
    private static final int SETTLES_WITHIN = 8000;

    private final String database;
    private final Emulator emulator;
    private final Connection postgres;
    private final AtomicLong nextKey = new AtomicLong(1);
    private final List<WrittenCall> journal = new ArrayList<>();
    private int leftOver;
    private @Nullable Connection connection;
    private @Nullable Pools pools;

    /** Starts it; the database must not exist yet. */
    Lane(OwnPostgres server, int number) throws SQLException {
        database = "lane" + number;
        server.create(database);
        emulator = Emulator.start(EmulatorOptions.defaults()
                .withPostgresUrl(server.url(database))
                .withSampleData(false)
                .withPageBytes(PAGE_BYTES));
        postgres = server.connect(database);
        try (var first = DriverManager.getConnection(url());
                var statement = first.createStatement()) {
            statement.execute("create table " + TABLE + " (k bigint, note varchar(100))");
        }
    }

    /** Of the driver. */
    String url() {
        return "jdbc:redshift-data://localhost:" + emulator.endpoint().getPort() + "/" + database;
    }

    Emulator emulator() {
        return emulator;
    }

    long keys(int count) {
        return nextKey.getAndAdd(count);
    }

    /** The connection of this lane, which works and is in autocommit mode. */
    Connection connection() throws SQLException {
        var open = connection;
        if (open == null) {
            open = DriverManager.getConnection(url());
            connection = open;
        }
        return open;
    }

    /** Closes the connection; the next race gets another one. */
    void replaceConnection() throws SQLException {
        var open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    /** The pools of this lane, made when the first race needs them. */
    Pools pools() {
        var made = pools;
        if (made == null) {
            made = new Pools(url());
            pools = made;
        }
        return made;
    }

    /** Waits until no statement runs; gives whether that came to be. */
    boolean settles() {
        return Pause.until(() -> emulator.runningStatements().isEmpty(), SETTLES_WITHIN);
    }

    /**
     * Waits until at most so many sessions are open; gives whether that came to be. One that was found to be left over
     * is not held against the next races.
     */
    boolean comesDownTo(int sessions) {
        var down = Pause.until(() -> emulator.openSessions() <= sessions + leftOver, SETTLES_WITHIN);
        var now = Math.max(0, emulator.openSessions() - sessions);
        leftOver = down ? Math.min(leftOver, now) : now;
        return down;
    }

    /** What of these keys is in. */
    Truth truth(List<WrittenCall> calls) throws SQLException {
        var counts = new HashMap<Long, Integer>();
        for (var call : calls) {
            for (var atom : call.atoms()) {
                count(atom.firstKey(), atom.rows(), counts);
            }
        }
        return new Truth(counts);
    }

    private void count(long firstKey, int rows, Map<Long, Integer> counts) throws SQLException {
        var sql = "SELECT k, count(*) FROM " + TABLE + " WHERE k >= ? AND k < ? GROUP BY k";
        try (var statement = postgres.prepareStatement(sql)) {
            statement.setLong(1, firstKey);
            statement.setLong(2, firstKey + rows);
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    counts.put(found.getLong(1), found.getInt(2));
                }
            }
        }
    }

    /** What a race wrote and found to be right, for a last look. */
    void keep(List<WrittenCall> calls) {
        journal.addAll(calls);
    }

    /** Gives what was kept, and forgets it. */
    List<WrittenCall> takeJournal() {
        var taken = List.copyOf(journal);
        journal.clear();
        return taken;
    }

    Truth truthOfAll() throws SQLException {
        return Truth.read(postgres, TABLE);
    }

    /** Closes what the races used; the emulator stays for the last look. */
    void closeConnections() throws SQLException {
        emulator.faults().clear();
        replaceConnection();
        var made = pools;
        pools = null;
        if (made != null) {
            made.close();
        }
    }

    @Override
    public void close() throws SQLException {
        postgres.close();
        emulator.close();
    }
}
