package io.github.redshiftdata.emulator.engine;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger as a table. Its schema has the prefix of PostgreSQL's own storage, which the catalog views and every tool
 * pass over. It is written by a connection of the superuser's, never by a session: nobody but a superuser may read or
 * change it, and least of all the SQL that it tells of.
 *
 * <p>Its commits do not wait for the disk. That is enough: they come before the commits that they tell of, and
 * PostgreSQL's log keeps the order, so what is lost in a crash tells of nothing that has stayed.
 */
final class PostgresLedger implements Ledger, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresLedger.class);

    /** Held alone by the emulator that keeps its statements here. */
    private static final long OWNER_LOCK = 7_391_227_002L;

    /**
     * Shared by the sessions of that emulator, so that the next one finds those that a crash has left behind, in whatever
     * database of the server they are. The second key is the database that the statements are kept in.
     */
    private static final int SESSION_LOCK = 7_391_227;

    private static final String SCHEMA = "pg_toast_redshift_data";
    private static final String TABLE = SCHEMA + ".statement";
    /**
     * Takes away what default privileges of the superuser's may have given. The row security has no policy: so it also
     * holds off roles that may read or write all data. It comes first, as it waits for whoever tidies the table: that one
     * writes into the table's entry of the catalog, which the others change.
     */
    private static final String HIDE =
            " ALTER TABLE " + TABLE + " ENABLE ROW LEVEL SECURITY; REVOKE ALL ON " + TABLE + " FROM PUBLIC, "
                    + Logins.ADMIN + "; REVOKE ALL ON SCHEMA " + SCHEMA + " FROM PUBLIC, " + Logins.ADMIN + ";";

    private static final int ROWS_PER_FETCH = 1000;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final CommitOutcomes.Login login;
    private @Nullable Connection connection;
    private int database;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    private PostgresLedger(CommitOutcomes.Login login) {
        this.login = login;
    }

    /** What each session of this emulator runs as it logs in. */
    String markSession() {
        return "SELECT pg_catalog.pg_advisory_lock_shared(" + SESSION_LOCK + ", " + database + ")";
    }

    /**
     * Takes over what an earlier emulator has kept, and ends its sessions where they still run.
     *
     * @param patienceMillis how long the earlier one may take to disappear
     * @return null where another emulator keeps its statements here and does not go away
     */
    static @Nullable PostgresLedger open(CommitOutcomes.Login login, int patienceMillis) throws SQLException {
        var ledger = new PostgresLedger(login);
        boolean ready = false;
        try {
            if (!ledger.connect(patienceMillis)) {
                return null;
            }
            ledger.endSessionsLeftBehind();
            ledger.createTable();
            ready = true;
            return ledger;
        } finally {
            if (!ready) {
                ledger.close();
            }
        }
    }

    private boolean connect(int patienceMillis) throws SQLException {
        Connection opened = login.open();
        try (Statement statement = opened.createStatement()) {
            statement.execute("SET synchronous_commit = off; SET lock_timeout = " + patienceMillis);
            statement.execute("SELECT pg_advisory_lock(" + OWNER_LOCK + ")");
            statement.execute("SET lock_timeout = 0");
        } catch (SQLException e) {
            opened.close();
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
        connection = opened;
        return true;
    }

    /** Their work is rolled back, or committed if they had come that far: after this it is settled. */
    private void endSessionsLeftBehind() throws SQLException {
        try (Statement statement = opened().createStatement()) {
            try (ResultSet result =
                    statement.executeQuery("SELECT oid FROM pg_database WHERE datname = current_database()")) {
                result.next();
                database = (int) result.getLong(1);
            }
            statement.execute("SELECT count(pg_terminate_backend(pid, 60000)) FROM (SELECT DISTINCT pid FROM pg_locks"
                    + " WHERE locktype = 'advisory' AND objsubid = 2 AND classid = " + SESSION_LOCK + " AND objid = "
                    + Integer.toUnsignedString(database) + ") AS sessions");
        }
    }

    private void createTable() throws SQLException {
        try (Statement statement = opened().createStatement()) {
            statement.execute("SET allow_system_table_mods = on; CREATE SCHEMA IF NOT EXISTS " + SCHEMA + ";"
                    + " CREATE TABLE IF NOT EXISTS " + TABLE + " (id text PRIMARY KEY, sequence bigint NOT NULL,"
                    + " request text NOT NULL, progress text NOT NULL, evidence text, after_commit text);"
                    + HIDE + " RESET allow_system_table_mods");
        }
    }

    @Override
    public void accept(String id, long sequence, String request, String progress) throws EngineException {
        change(
                "INSERT INTO " + TABLE + " (id, sequence, request, progress) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO NOTHING",
                id,
                sequence,
                request,
                progress);
    }

    @Override
    public void committing(String id, String evidence, String afterCommit) throws EngineException {
        change("UPDATE " + TABLE + " SET evidence = ?, after_commit = ? WHERE id = ?", evidence, afterCommit, id);
    }

    @Override
    public void update(String id, String progress) throws EngineException {
        change(
                "UPDATE " + TABLE + " SET progress = ?, evidence = NULL, after_commit = NULL WHERE id = ?",
                progress,
                id);
    }

    @Override
    public void forget(Collection<String> ids) throws EngineException {
        change("DELETE FROM " + TABLE + " WHERE id = ANY (?)", (Object) ids.toArray(String[]::new));
    }

    /** A connection that broke since the last change is replaced once: every change may be made twice. */
    private synchronized void change(String sql, Object... values) throws EngineException {
        try {
            try {
                execute(sql, values);
            } catch (SQLException e) {
                if (!ErrorTexts.endsSession(e)) {
                    throw e;
                }
                LOG.debug("The ledger's connection broke and is opened again", e);
                close();
                execute(sql, values);
            }
        } catch (SQLException e) {
            throw new EngineException("The emulator could not write down a statement: " + e.getMessage(), false, e);
        }
    }

    private void execute(String sql, Object... values) throws SQLException {
        Connection current = opened();
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = current.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof String[] texts) {
                Array array = current.createArrayOf("text", texts);
                statement.setArray(i + 1, array);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
        statement.executeUpdate();
    }

    private Connection opened() throws SQLException {
        Connection current = connection;
        if (current != null) {
            return current;
        }
        if (!connect(1000)) {
            throw new SQLException("another emulator keeps its statements in this database by now");
        }
        return Objects.requireNonNull(connection);
    }

    @Override
    public synchronized void read(Consumer<Entry> reader) throws EngineException {
        try {
            Connection current = opened();
            current.setAutoCommit(false);
            try (Statement statement = current.createStatement()) {
                statement.setFetchSize(ROWS_PER_FETCH);
                try (ResultSet result = statement.executeQuery("SELECT id, sequence, request, progress, evidence,"
                        + " after_commit FROM " + TABLE + " ORDER BY sequence")) {
                    while (result.next()) {
                        reader.accept(new Entry(
                                result.getString(1),
                                result.getLong(2),
                                result.getString(3),
                                result.getString(4),
                                result.getString(5),
                                result.getString(6)));
                    }
                }
            } finally {
                current.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new EngineException("The statements that were kept cannot be read: " + e.getMessage(), false, e);
        }
    }

    @Override
    public synchronized void close() {
        prepared.clear();
        Connection current = connection;
        connection = null;
        try {
            if (current != null) {
                current.close();
            }
        } catch (SQLException e) {
            LOG.debug("The ledger's connection could not be closed in order", e);
        }
    }
}
