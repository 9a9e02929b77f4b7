package io.github.redshiftdata.shell;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataCounters;
import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import io.github.redshiftdata.jdbc.RedshiftDataProgress;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.jdbc.RedshiftDataStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connection and the statement that runs on it. Other threads may cancel, and ask where it stands. */
public final class Session implements Screen.Running, AutoCloseable {

    private static final Set<RedshiftDataStatus> WAITING =
            EnumSet.of(RedshiftDataStatus.SUBMITTED, RedshiftDataStatus.PICKED, RedshiftDataStatus.UNKNOWN);

    private final String url;
    private final Connection connection;
    private volatile @Nullable Statement running;
    private volatile @Nullable String attached;
    /** The thread that waits for a statement that was submitted elsewhere; guarded by this. */
    private @Nullable Thread waiting;

    private volatile boolean cancelled;
    private volatile long submittedBefore;
    private volatile long bytesBefore;
    private volatile @Nullable RedshiftDataProgress asked;
    private TransactionState transaction = TransactionState.NONE;

    private Session(String url, Connection connection) {
        this.url = url;
        this.connection = connection;
    }

    static Session open(String url) throws SQLException, ShellException {
        Options.checkUrl(url);
        var properties = new Properties();
        properties.setProperty("applicationName", "sql");
        // Not by DriverManager, which would load the drivers of others.
        var connection = new RedshiftDataDriver().connect(url, properties);
        if (connection == null) {
            throw new ShellException(ExitCode.USAGE, "No connection can be made with the URL '" + url + "'.");
        }
        return new Session(url, connection);
    }

    public String url() {
        return url;
    }

    public Connection connection() {
        return connection;
    }

    /** The database that it is connected to. */
    public String database() {
        try {
            return String.valueOf(connection.getCatalog());
        } catch (SQLException e) {
            return "?"; // the connection is lost
        }
    }

    /** The session of the Data API, or null while none is open. */
    @Nullable
    String sessionId() throws SQLException {
        return connection.unwrap(RedshiftDataConnection.class).getSessionId();
    }

    TransactionState transaction() {
        return transaction;
    }

    /** Makes the statement that runs next, and that {@link #cancel} ends. */
    Statement begin() throws SQLException {
        cancelled = false;
        submittedBefore = submissions();
        bytesBefore = counters().bytes();
        asked = null;
        var statement = connection.createStatement();
        statement.setEscapeProcessing(false);
        running = statement;
        return statement;
    }

    void succeeded(String sql) {
        running = null;
        transaction = transaction.after(sql);
    }

    void failed() {
        running = null;
        transaction = transaction.afterError();
    }

    /**
     * Waits for a statement that was submitted elsewhere. A cancel ends the wait and nothing else.
     *
     * @return its results, or null after a cancel
     */
    @Nullable
    Statement attach(String statementId) throws SQLException {
        cancelled = false;
        attached = statementId;
        bytesBefore = counters().bytes();
        var handle = connection.unwrap(RedshiftDataConnection.class).handle(statementId);
        synchronized (this) {
            waiting = Thread.currentThread();
        }
        try {
            var results = handle.results();
            running = results;
            return results;
        } catch (SQLException e) {
            if (cancelled) {
                return null;
            }
            throw e;
        } finally {
            stopWaiting();
        }
    }

    private synchronized void stopWaiting() {
        waiting = null;
        if (cancelled) {
            boolean unused = Thread.interrupted(); // it was for the wait, which is over
        }
    }

    /** Ends the wait for another's statement, if there is one. The driver leaves such a statement running. */
    private synchronized boolean wasWaitEnded() {
        var thread = waiting;
        if (thread != null) {
            cancelled = true;
            thread.interrupt();
        }
        return thread != null;
    }

    void detach() {
        attached = null;
        running = null;
    }

    /** Ends the statement that runs, in the warehouse too; nothing happens if none does. */
    public void cancel() throws SQLException {
        var statement = running;
        if (!wasWaitEnded() && statement != null) {
            cancelled = true;
            statement.cancel();
        }
    }

    /**
     * Cancels like {@link #cancel} and waits until the service has been asked: what is still to be sent would end with the
     * program. A second after the statement has ended nothing is waited for any more.
     */
    void cancelAndWait() throws SQLException {
        var asked = cancelsAsked();
        if (running == null) {
            return;
        }
        cancel();
        long idleSince = 0;
        try {
            while (running != null || cancelsAsked() == asked) {
                long now = System.nanoTime();
                idleSince = running != null ? now : idleSince;
                if (now - idleSince > Duration.ofSeconds(1).toNanos()) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long cancelsAsked() throws SQLException {
        return counters().calls().getOrDefault("CancelStatement", 0L);
    }

    /** Whether {@link #cancel} came during the last statement. */
    boolean wasCancelled() {
        return cancelled;
    }

    @Override
    public String state() {
        if (attached != null) {
            return "waiting for it";
        }
        var told = progress();
        if (told == null) {
            return wasSent() ? "sent" : "waiting to be sent";
        }
        var later = asked;
        // What was asked for is newer, but a statement that has ended since then stays so.
        if (later != null
                && later.statementId().equals(told.statementId())
                && !told.status().isFinal()) {
            told = later;
        }
        return told.status().name().toLowerCase(Locale.ROOT);
    }

    private boolean wasSent() {
        try {
            return submissions() > submittedBefore;
        } catch (SQLException e) {
            return true; // closed meanwhile
        }
    }

    private long submissions() throws SQLException {
        var calls = counters().calls();
        return calls.getOrDefault("ExecuteStatement", 0L) + calls.getOrDefault("BatchExecuteStatement", 0L);
    }

    private RedshiftDataCounters counters() throws SQLException {
        return connection.unwrap(RedshiftDataConnection.class).getCounters();
    }

    /** The driver waits up to 30 seconds for one answer; a statement that has started needs no more than that. */
    @Override
    public void askForState() {
        var told = progress();
        if (told == null || !WAITING.contains(told.status()) || "started".equals(state())) {
            return;
        }
        try {
            var handle = connection.unwrap(RedshiftDataConnection.class).handle(told.statementId());
            asked = new RedshiftDataProgress(told.statementId(), handle.status());
        } catch (SQLException e) {
            // what is known stays
        }
    }

    private @Nullable RedshiftDataProgress progress() {
        var statement = running;
        try {
            return statement == null
                    ? null
                    : statement
                            .unwrap(RedshiftDataStatement.class)
                            .getProgress()
                            .orElse(null);
        } catch (SQLException e) {
            return null; // closed meanwhile
        }
    }

    @Override
    public @Nullable String runningId() {
        var told = progress();
        return told == null ? attached : told.statementId();
    }

    @Override
    public long bytes() {
        try {
            return counters().bytes() - bytesBefore;
        } catch (SQLException e) {
            return 0; // closed meanwhile
        }
    }

    boolean isLost() {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
