package io.github.redshiftdata.soak.load;

import io.github.redshiftdata.soak.Dice;
import io.github.redshiftdata.soak.Pause;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A thread that works with one connection after another. */
abstract class Worker implements Runnable {

    /** What a close may take: it waits for nobody. */
    private static final Duration CLOSING = Duration.ofSeconds(8);

    private static final int VALID_SECONDS = 5;
    private static final int PATIENT_FOR = 3;

    /** Short requests, so that what is never answered costs seconds and not minutes. */
    static final String PARAMETERS = "?requestTimeout=8&connectTimeout=2&applicationName=";

    final Load.Shared shared;
    final Dice dice;
    private final String name;
    private final Source source;
    private @Nullable Connection connection;
    private int failuresInARow;
    private volatile boolean over;

    /** Where connections come from. */
    @FunctionalInterface
    interface Source {
        Connection open() throws SQLException;
    }

    Worker(Load.Shared shared, String name, Source source, Dice dice) {
        this.shared = shared;
        this.name = name;
        this.source = source;
        this.dice = dice;
    }

    String name() {
        return name;
    }

    void end() {
        over = true;
    }

    @Override
    public void run() {
        while (!over) {
            try {
                work(connection());
            } catch (SQLException e) {
                // No connection: a program tries again.
                shared.log().note(name + " cannot connect: " + e.getSQLState() + " " + e.getMessage());
                Pause.millis(dice.between(50, 500));
            }
            if (returnsAfterEach() || dice.percent(2)) {
                drop();
            }
        }
        drop();
    }

    /** Whether a connection is closed after each piece of work, which gives it back to a pool. */
    boolean returnsAfterEach() {
        return false;
    }

    /** Connections of one's own. */
    static Source own(Load.Shared shared, String name, String moreParameters) {
        var url = shared.url() + PARAMETERS + name + moreParameters;
        return () -> DriverManager.getConnection(url);
    }

    /** One piece of work. An exception says that the connection could not be had. */
    abstract void work(Connection open) throws SQLException;

    private Connection connection() throws SQLException {
        var open = connection;
        if (open == null) {
            open = timed("connect", Watch.PATIENCE, source::open);
            connection = open;
        }
        return open;
    }

    /** A call went well. */
    void succeeded() {
        failuresInARow = 0;
    }

    /** After a failure: keeps the connection where it says that it works, and has not failed time after time. */
    void failed() {
        var open = connection;
        if (open == null) {
            return;
        }
        failuresInARow++;
        if (failuresInARow >= PATIENT_FOR) {
            drop();
            return;
        }
        try {
            var limit = Watch.limit(VALID_SECONDS);
            if (open.isClosed() || !timed("isValid", limit, () -> open.isValid(VALID_SECONDS))) {
                drop();
            }
        } catch (SQLException e) {
            drop();
        }
    }

    /** Closes the connection; the next piece of work gets another one. */
    void drop() {
        var open = connection;
        connection = null;
        failuresInARow = 0;
        if (open == null) {
            return;
        }
        try {
            timed("close", CLOSING, () -> {
                open.close();
                return true;
            });
        } catch (SQLException e) {
            shared.log().note(name + " close failed: " + e.getMessage());
        }
    }

    <T> T timed(String what, Duration limit, Watch.Call<T> call) throws SQLException {
        return shared.watch().timed(name, what, limit, call);
    }

    /** A query timeout in seconds for part of the statements; 0 for the others. */
    int someTimeout() {
        return dice.percent(25) ? dice.between(1, 4) : 0;
    }
}
