package io.github.redshiftdata.emulator.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The statements that ran lately and run now. A session whose statement asks one of the views that tell of them hands the log
 * to PostgreSQL just before, as a setting of its own; all others pay nothing for it. Safe for several threads.
 */
final class QueryLog {

    /** How many are told of. */
    private static final int MOST = 1000;

    /** Characters of a text that are told, as STL_QUERY has it. */
    private static final int LONGEST_TEXT = 4000;

    private static final Set<String> VIEWS = Set.of(
            "last_user_query_id",
            "pg_last_query_id",
            "redshift_history",
            "stl_ddltext",
            "stl_query",
            "stl_querytext",
            "stl_utilitytext",
            "stl_wlm_query",
            "svl_qlog",
            "svl_statementtext",
            "sys_query_history",
            "sys_query_text");

    private static final String VIEWS_OF_THEM =
            "WITH RECURSIVE found AS (SELECT to_regclass('pg_catalog.redshift_history')::oid AS oid"
                    + " UNION SELECT w.ev_class FROM found f JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_class'::regclass"
                    + " AND d.refobjid = f.oid AND d.classid = 'pg_rewrite'::regclass"
                    + " JOIN pg_catalog.pg_rewrite w ON w.oid = d.objid)"
                    + " SELECT c.relname FROM found f JOIN pg_catalog.pg_class c ON c.oid = f.oid"
                    + " WHERE c.relnamespace <> 'pg_catalog'::regnamespace";

    private final ArrayDeque<Run> runs = new ArrayDeque<>();

    /** By database, what users have made of the views; forgotten when somebody makes a view. */
    private final Map<String, Set<String>> viewsOfUsers = new ConcurrentHashMap<>();

    /** One statement. What it ends with is set under the lock of the log. */
    static final class Run {

        private final long query;
        private final long transaction;
        private final String user;
        private final int pid;
        private final String database;
        private final String label;
        private final String text;
        private final Instant start;
        private @Nullable Duration duration;
        private @Nullable String error;
        private long rows;

        /**
         * @param transaction the query id of the transaction's first statement
         * @param label the query group; empty where there is none
         */
        Run(
                long query,
                long transaction,
                String user,
                int pid,
                String database,
                String label,
                String text,
                Instant start) {
            this.query = query;
            this.transaction = transaction;
            this.user = user;
            this.pid = pid;
            this.database = database;
            this.label = label;
            this.text = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
            this.start = start;
        }

        long query() {
            return query;
        }
    }

    synchronized void started(Run run) {
        if (runs.size() >= MOST) {
            runs.removeFirst();
        }
        runs.addLast(run);
    }

    /**
     * @param error null where it succeeded
     * @param rows what it returned or changed
     */
    synchronized void ended(Run run, Duration duration, @Nullable String error, long rows) {
        run.duration = duration;
        run.error = error;
        run.rows = Math.max(0, rows);
    }

    /** To be called when a view was made: it may be one of those that tell of statements. */
    void viewMade() {
        viewsOfUsers.clear();
    }

    /** Hands the log to the session where the statement asks for it. Not in a transaction that has failed. */
    void handOver(Connection connection, String database, String user, Translation translation) throws SQLException {
        if (!asks(connection, database, translation)) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_catalog.set_config('redshift.history', ?, false)")) {
            statement.setString(1, json(user));
            statement.execute();
        }
    }

    private boolean asks(Connection connection, String database, Translation translation) throws SQLException {
        if (translation.firstWord().equals("call")) {
            return true;
        }
        if (translation.kind() != Translation.Kind.QUERY && translation.kind() != Translation.Kind.COMMAND) {
            return false;
        }
        @Nullable Set<String> others = viewsOfUsers.get(database);
        if (others == null) {
            others = viewsOfUsers(connection);
            viewsOfUsers.put(database, others);
        }
        for (Token token : translation.tokens().toList()) {
            String name = token.isName() ? token.text().replace("\"", "").toLowerCase(Locale.ROOT) : "";
            if (VIEWS.contains(name) || others.contains(name)) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> viewsOfUsers(Connection connection) throws SQLException {
        var names = new HashSet<String>();
        try (PreparedStatement statement = connection.prepareStatement(VIEWS_OF_THEM);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                names.add(result.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    /** All statements for the first user, their own for all others; the eldest first. */
    private synchronized String json(String user) {
        var text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartArray();
            for (Run run : runs) {
                if (user.equals(Logins.ADMIN) || user.equals(run.user)) {
                    write(json, run);
                }
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Run run) throws IOException {
        json.writeStartObject();
        json.writeNumberField("query", run.query);
        json.writeNumberField("xid", run.transaction);
        json.writeStringField("usename", run.user);
        json.writeNumberField("pid", run.pid);
        json.writeStringField("database", run.database);
        json.writeStringField("label", run.label);
        json.writeStringField("querytext", run.text.replace("\0", ""));
        json.writeStringField("starttime", run.start.toString());
        if (run.duration != null) {
            json.writeStringField("endtime", run.start.plus(run.duration).toString());
        }
        if (run.error != null) {
            json.writeStringField("error", run.error.replace("\0", ""));
        }
        json.writeNumberField("rows", run.rows);
        json.writeEndObject();
    }
}
