package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementSize;
import io.github.redshiftdata.jdbc.internal.sql.CallEscape;
import io.github.redshiftdata.jdbc.internal.sql.Characters;
import io.github.redshiftdata.jdbc.internal.sql.EscapeTranslator;
import io.github.redshiftdata.jdbc.internal.sql.Numbers;
import io.github.redshiftdata.jdbc.internal.sql.SqlScript;
import io.github.redshiftdata.jdbc.internal.sql.SqlStatement;
import io.github.redshiftdata.jdbc.internal.sql.SqlTextException;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import io.github.redshiftdata.jdbc.internal.sql.StatementTooLongException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses the text that a program gives into statements. A text that is wrong by itself is refused before anything is
 * sent.
 */
final class UserSql {

    private UserSql() {}

    /**
     * The statements of a text, and its comments that stand alone.
     *
     * @param limit the largest number of bytes that a statement may have
     */
    static List<SqlStatement> parse(String sql, boolean escapeProcessing, int limit) throws SQLException {
        return statements(escapeProcessing ? translate(sql) : require(sql), limit);
    }

    /**
     * A text with parameters.
     *
     * @param parameters the number of the parameter of each marker, from 0
     */
    record Prepared(List<SqlStatement> script, List<Integer> parameters) {

        int parameterCount() {
            return parameters.stream().mapToInt(number -> number + 1).max().orElse(0);
        }
    }

    static Prepared prepare(String sql, int limit) throws SQLException {
        try {
            var translated = EscapeTranslator.translateMarked(require(sql));
            var script = statements(translated.text(), limit);
            var markers = script.stream().mapToInt(SqlStatement::markerCount).sum();
            var parameters = translated.parameters();
            return new Prepared(script, parameters.size() == markers ? parameters : Numbers.upTo(markers));
        } catch (SqlTextException e) {
            throw Errors.of(SqlState.SYNTAX_ERROR, Shown.oneLine(e.getMessage() + "."), e);
        }
    }

    /**
     * Splits a text into statements. The text that replaces a marker is no shorter, so a statement that is too long now
     * is too long later.
     */
    private static List<SqlStatement> statements(String text, int limit) throws SQLException {
        try {
            return SqlScript.parts(text, limit);
        } catch (StatementTooLongException e) {
            throw StatementSize.tooLong(StatementSize.ofUtf8(text, e.start(), e.end()), limit);
        } catch (SqlTextException e) {
            throw Errors.of(SqlState.SYNTAX_ERROR, e.getMessage() + ".", e);
        }
    }

    /** The parts of a call, or null for another statement, which some tools prepare as a call. */
    static @Nullable CallEscape parseCall(String sql) throws SQLException {
        try {
            return CallEscape.isCall(require(sql)) ? CallEscape.parse(sql) : null;
        } catch (SqlTextException e) {
            throw Errors.of(SqlState.SYNTAX_ERROR, Shown.oneLine(e.getMessage() + "."), e);
        }
    }

    /** Translates the JDBC escapes. */
    static String translate(String sql) throws SQLException {
        try {
            return EscapeTranslator.translate(require(sql));
        } catch (SqlTextException e) {
            throw Errors.of(SqlState.SYNTAX_ERROR, Shown.oneLine(e.getMessage() + "."), e);
        }
    }

    /** The exception for a query that gave no rows. */
    static SQLException gaveNoRows() {
        return Errors.of(
                SqlState.NO_DATA, "The statement gave no rows. Use execute or executeUpdate for such statements.");
    }

    /** The exception for an update that gave rows. */
    static SQLException gaveRows() {
        return Errors.of(
                SqlState.TOO_MANY_RESULTS, "The statement gave rows. Use execute or executeQuery for such statements.");
    }

    private static String require(String sql) throws SQLException {
        // Callers without null checks pass null.
        if ((Object) sql == null) {
            throw Errors.of(SqlState.INVALID_PARAMETER_VALUE, "The SQL text is null. Pass a statement.");
        }
        requireSendable(sql, "An SQL text");
        return sql;
    }

    /** Refuses a text with a character that cannot reach the server as it is. */
    static void requireSendable(String text, String what) throws SQLException {
        try {
            Characters.require(text, what);
        } catch (IllegalArgumentException e) {
            throw Errors.of(SqlState.CHARACTER_NOT_IN_REPERTOIRE, e.getMessage() + ". Nothing was sent.", e);
        }
    }

    /** The statements without the comments that stand alone. */
    static List<SqlStatement> withoutComments(List<SqlStatement> parts) {
        return SqlScript.withoutComments(parts);
    }

    /** For executeQuery: a single statement that can never give rows is not sent. */
    static void requireRows(List<SqlStatement> parts) throws SQLException {
        var script = withoutComments(parts);
        if (script.isEmpty()) {
            throw Errors.of(SqlState.NO_DATA, "The SQL text holds no statement, so there are no rows to give.");
        }
        if (script.size() == 1 && script.get(0).kind().rows() == StatementKind.Rows.NEVER) {
            throw Errors.of(
                    SqlState.NO_DATA,
                    "executeQuery is for statements that give rows, and this one ("
                            + script.get(0).kind() + ") gives none. Use executeUpdate or execute.");
        }
    }

    /** For executeUpdate: a query is not sent. */
    static void requireNoRows(List<SqlStatement> parts) throws SQLException {
        var script = withoutComments(parts);
        if (!script.isEmpty() && script.get(0).kind().rows() == StatementKind.Rows.ALWAYS) {
            throw Errors.of(
                    SqlState.TOO_MANY_RESULTS,
                    "executeUpdate is for statements without rows, and this one ("
                            + script.get(0).kind() + ") gives rows. Use executeQuery or execute.");
        }
    }

    /** For addBatch: returns the one statement of a text. Each element has one count, so it must be one statement. */
    static SqlStatement requireOneStatement(List<SqlStatement> parts) throws SQLException {
        var script = withoutComments(parts);
        if (script.size() != 1) {
            throw Errors.of(
                    SqlState.SYNTAX_ERROR,
                    "An element of a batch is one statement, and this text holds " + script.size()
                            + ". Add each statement by itself, or run the text by execute.");
        }
        return script.get(0);
    }

    /** For batches: a query has no place in one. */
    static void requireCounts(List<BoundStatement> elements) throws SQLException {
        for (var i = 0; i < elements.size(); i++) {
            if (elements.get(i).kind().rows() == StatementKind.Rows.ALWAYS) {
                var message = "Element " + (i + 1) + " of the batch gives rows ("
                        + elements.get(i).kind() + "). Run it by executeQuery; nothing of the batch was sent.";
                throw new BatchUpdateException(message, SqlState.TOO_MANY_RESULTS.code(), new int[0]);
            }
        }
    }
}
