package io.github.redshiftdata.shell;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connection and the statement that runs on it. Only {@link #cancel} and {@link #runningId} are for other threads. */
public final class Session implements Screen.Running, AutoCloseable {

    private final String url;
    private final Connection connection;
    private volatile @Nullable Statement running;
    private volatile boolean cancelled;
    private volatile long submittedBefore;
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

    /** Ends the statement that runs, in the warehouse too; nothing happens if none does. */
    public void cancel() throws SQLException {
        var statement = running;
        if (statement != null) {
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
        var counters = connection.unwrap(RedshiftDataConnection.class).getCounters();
        return counters.calls().getOrDefault("CancelStatement", 0L);
    }

    /** Whether {@link #cancel} came during the last statement. */
    boolean wasCancelled() {
        return cancelled;
    }

    @Override
    public boolean isSubmitted() {
        try {
            return submissions() > submittedBefore;
        } catch (SQLException e) {
            return true; // closed meanwhile
        }
    }

    private long submissions() throws SQLException {
        var calls =
                connection.unwrap(RedshiftDataConnection.class).getCounters().calls();
        return calls.getOrDefault("ExecuteStatement", 0L) + calls.getOrDefault("BatchExecuteStatement", 0L);
    }

    @Override
    public @Nullable String runningId() {
        var statement = running;
        try {
            return statement == null
                    ? null
                    : statement.unwrap(RedshiftDataStatement.class).getStatementId();
        } catch (SQLException e) {
            return null; // closed meanwhile
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
