package io.github.redshiftdata.emulator.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the session's own connection. In a transaction it does so behind a savepoint, as a question that fails would end it. */
final class PostgresFacts implements DatabaseFacts {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresFacts.class);

    private static final String PROCEDURES =
            "SELECT coalesce((SELECT string_agg(t.typname, ',' ORDER BY a.place) FROM pg_catalog.pg_type t JOIN"
                    + " pg_catalog.unnest(p.proargtypes) WITH ORDINALITY AS a (type, place) ON t.oid = a.type), '')"
                    + " FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace"
                    + " WHERE p.prokind = 'p' AND p.proname = ? AND (n.nspname = ?"
                    + " OR (? = '' AND pg_catalog.pg_function_is_visible(p.oid)))";

    private static final String VIEW = "SELECT 1 FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass(?)"
            + " AND relkind IN ('v', 'm') AND relnamespace <> 'pg_catalog'::pg_catalog.regnamespace";

    private static final String FUNCTION = "SELECT 1 FROM pg_catalog.pg_proc p WHERE p.proname = ? AND p.prokind = 'f'"
            + " AND p.pronamespace <> 'pg_catalog'::pg_catalog.regnamespace AND pg_catalog.pg_function_is_visible(p.oid)";

    private static final Pattern POSITION = Pattern.compile("\n  Position: \\d+");

    private final Connection connection;

    PostgresFacts(Connection connection) {
        this.connection = connection;
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private <T> T behindSavepoint(Question<T> question) throws SQLException {
        @Nullable Savepoint before = connection.getAutoCommit() ? null : connection.setSavepoint();
        boolean done = false;
        try {
            T answer = question.ask();
            done = true;
            return answer;
        } finally {
            if (before != null) {
                if (!done) {
                    connection.rollback(before);
                }
                connection.releaseSavepoint(before);
            }
        }
    }

    @Override
    public List<Column> columns(String query) throws EngineException {
        try {
            return behindSavepoint(() -> described(query));
        } catch (SQLException e) {
            String text = String.valueOf(ErrorTexts.of(e, null, 0).getMessage());
            throw new EngineException(POSITION.matcher(text).replaceAll(""), false, e);
        }
    }

    private List<Column> described(String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            @Nullable ResultSetMetaData metadata = statement.getMetaData();
            var columns = new ArrayList<Column>();
            for (int i = 1; metadata != null && i <= metadata.getColumnCount(); i++) {
                columns.add(new Column(
                        metadata.getColumnLabel(i),
                        metadata.getColumnTypeName(i),
                        metadata.getPrecision(i),
                        metadata.getScale(i)));
            }
            return columns;
        }
    }

    @Override
    public boolean isView(String name) {
        // A question about another database fails. Where any other one does, so does the statement.
        boolean mayFail = name.indexOf('.') != name.lastIndexOf('.');
        try {
            return mayFail ? behindSavepoint(() -> asks(VIEW, name)) : asks(VIEW, name);
        } catch (SQLException e) {
            LOG.debug("The target could not be looked up", e);
            return false;
        }
    }

    @Override
    public boolean isFunction(String name) {
        try {
            return asks(FUNCTION, name);
        } catch (SQLException e) {
            LOG.debug("The function could not be looked up", e);
            return false;
        }
    }

    private boolean asks(String question, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }

    @Override
    public List<List<String>> procedures(String name) {
        int dot = name.indexOf('.');
        try {
            return behindSavepoint(() -> procedures(dot < 0 ? "" : name.substring(0, dot), name.substring(dot + 1)));
        } catch (SQLException e) {
            LOG.debug("The procedures could not be looked up", e);
            return List.of();
        }
    }

    private List<List<String>> procedures(String schema, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PROCEDURES)) {
            statement.setString(1, name);
            statement.setString(2, schema);
            statement.setString(3, schema);
            var found = new ArrayList<List<String>>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    String types = result.getString(1);
                    found.add(types.isEmpty() ? List.of() : List.of(types.split(",", -1)));
                }
            }
            return found;
        }
    }
}
