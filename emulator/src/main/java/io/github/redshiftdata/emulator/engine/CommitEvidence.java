package io.github.redshiftdata.emulator.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * By what the outcome of a commit is found out, as one text: the transaction's id, or for CREATE and DROP DATABASE, which
 * PostgreSQL runs outside of transactions, whether the database is there.
 */
final class CommitEvidence {

    /** A text that commits within itself, as some procedures do. */
    static final String NONE = "none";

    private static final String TRANSACTION = "transaction ";
    private static final String DATABASE_THERE = "database there ";
    private static final String DATABASE_GONE = "database gone ";

    private CommitEvidence() {}

    static String transaction(String id) {
        return TRANSACTION + id;
    }

    /** For a text that PostgreSQL refuses within a transaction. */
    static String outsideOfTransactions(TokenList tokens) {
        int verb = tokens.first();
        int object = tokens.next(verb);
        int name = tokens.next(object);
        boolean database = tokens.get(object).isWord("database") && name < tokens.size();
        if (database && tokens.get(verb).isWord("create")) {
            return DATABASE_THERE + plainName(tokens.get(name).text());
        }
        if (database && tokens.get(verb).isWord("drop") && !tokens.get(name).isWord("if")) {
            return DATABASE_GONE + plainName(tokens.get(name).text());
        }
        return NONE;
    }

    private static String plainName(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }

    /** Null while the transaction has not ended. */
    static @Nullable CommitOutcome outcome(Connection connection, String evidence) throws SQLException {
        if (evidence.startsWith(TRANSACTION)) {
            var status = one(connection, "SELECT pg_xact_status(?::xid8)", evidence.substring(TRANSACTION.length()));
            return switch (String.valueOf(status)) {
                case "committed" -> CommitOutcome.COMMITTED;
                case "aborted" -> CommitOutcome.ROLLED_BACK;
                case "in progress" -> null;
                default -> CommitOutcome.UNKNOWN;
            };
        }
        boolean wantedThere = evidence.startsWith(DATABASE_THERE);
        if (wantedThere || evidence.startsWith(DATABASE_GONE)) {
            var name = evidence.substring((wantedThere ? DATABASE_THERE : DATABASE_GONE).length());
            boolean there = one(connection, "SELECT datname FROM pg_database WHERE datname = ?", name) != null;
            return there == wantedThere ? CommitOutcome.COMMITTED : CommitOutcome.ROLLED_BACK;
        }
        return CommitOutcome.UNKNOWN;
    }

    private static @Nullable String one(Connection connection, String sql, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getString(1) : null;
            }
        }
    }
}
