package io.github.redshiftdata.emulator.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses queries over external tables in a transaction that is read-only, as Redshift does before its patch 204. The
 * external tables are PostgreSQL's foreign tables.
 */
final class ExternalTables {

    private static final Logger LOG = LoggerFactory.getLogger(ExternalTables.class);

    private static final String WHERE_READ_ONLY = "SELECT n.nspname, c.relname FROM pg_catalog.pg_class c"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'f'"
            + " AND pg_catalog.current_setting('transaction_read_only') = 'on'";

    private ExternalTables() {}

    /** Whether transactions may be read-only after a statement. */
    static boolean mayMakeReadOnly(Translation translation) {
        return switch (translation.firstWord()) {
            case "begin", "start", "set" ->
                SqlLexer.tokens(translation.sql()).stream()
                        .anyMatch(token -> token.isWord("only") || token.word().endsWith("_read_only"));
            default -> false;
        };
    }

    /** Called before a query, in its transaction. */
    static void check(Connection connection, Translation query) throws SQLException, EngineException {
        @Nullable String refused = refused(connection, SqlLexer.tokens(query.sql()));
        if (refused != null) {
            fail(connection);
            throw new EngineException(
                    "ERROR: Failed to incorporate external table " + refused
                            + " into local catalog. Error=transaction is read-only",
                    false,
                    null);
        }
    }

    /** The table that must not be read, with its schema; null if there is none. */
    private static @Nullable String refused(Connection connection, List<Token> tokens) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery(WHERE_READ_ONLY)) {
            while (tables.next()) {
                String table = tables.getString(2);
                if (tokens.stream().anyMatch(token -> isName(token, table))) {
                    return "\"" + tables.getString(1) + "\".\"" + table + "\"";
                }
            }
            return null;
        }
    }

    /** Fails the open transaction, as an error of the database does. */
    private static void fail(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1 / 0");
        } catch (SQLException asWanted) {
            LOG.trace("The transaction has failed", asWanted);
        }
    }

    private static boolean isName(Token token, String table) {
        return token.word().equals(table)
                || (token.kind() == Token.Kind.QUOTED_NAME && token.text().equals('"' + table + '"'));
    }
}
