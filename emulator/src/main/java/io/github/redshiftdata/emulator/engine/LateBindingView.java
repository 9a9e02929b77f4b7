package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code CREATE VIEW … WITH NO SCHEMA BINDING}: a call of the procedure that makes such a view. What the view reads may be
 * missing, and is looked at anew whenever something is defined in the database.
 */
final class LateBindingView {

    private static final String UNQUALIFIED =
            "All the relation names inside should be qualified when creating VIEW WITH NO SCHEMA BINDING.";

    /** They end the tables of a SELECT. */
    private static final Set<String> AFTER_FROM = Set.of(
            "where",
            "group",
            "having",
            "qualify",
            "window",
            "order",
            "limit",
            "offset",
            "union",
            "intersect",
            "except");

    private static final Set<String> BEFORE_TABLE = Set.of("lateral", "only");

    private static final String UNDEFINED_COLUMN = "42703";

    private static final Logger LOG = LoggerFactory.getLogger(LateBindingView.class);

    private LateBindingView() {}

    /** What has been seen of a SELECT, or of another pair of parentheses. */
    private static final class Level {
        private boolean select;
        private boolean tables;
        private boolean expected;
    }

    /** Takes the clause off the end of the statement, if it is there. */
    static boolean takeClause(TokenList tokens) {
        int binding = tokens.previous(tokens.size());
        int start = tokens.previous(tokens.previous(tokens.previous(binding)));
        boolean late = viewAt(tokens) > 0
                && tokens.get(binding).isWord("binding")
                && tokens.words(start, "with", "no", "schema");
        if (late) {
            tokens.remove(start, binding + 1);
        }
        return late;
    }

    /** The place of VIEW in a CREATE VIEW; -1 in other statements. */
    private static int viewAt(TokenList tokens) {
        int at = tokens.first();
        if (!tokens.get(at).isWord("create")) {
            return -1;
        }
        do {
            at = tokens.next(at);
        } while (Set.of("or", "replace", "temp", "temporary")
                .contains(tokens.get(at).word()));
        return tokens.get(at).isWord("view") ? at : -1;
    }

    /** @param definition the statement as the user gave it */
    static void rewrite(TokenList tokens, String definition) throws EngineException {
        int view = viewAt(tokens);
        int name = tokens.next(view);
        int as = tokens.find(name, "as");
        if (as < 0) {
            throw Dialect.failure("syntax error at end of input");
        }
        int nameEnd = name;
        while (tokens.get(tokens.next(nameEnd)).isSymbol(".")) {
            nameEnd = tokens.after(nameEnd, 2);
        }
        List<Token> all = tokens.toList();
        List<Token> query = all.subList(as + 1, all.size());
        requireQualified(new TokenList(query));
        boolean temporary = tokens.get(tokens.previous(view)).word().startsWith("temp")
                || tokens.get(name).text().startsWith("\"#");
        String call = " pg_catalog.redshift_create_late_view("
                + (tokens.find(tokens.first(), "replace") > 0 && tokens.find(tokens.first(), "replace") < view) + ", "
                + literal(temporary ? "TEMP" : "") + ", "
                + literal(TokenList.text(all.subList(name, nameEnd + 1))) + ", "
                + literal(TokenList.text(all.subList(nameEnd + 1, as)).strip()) + ", "
                + literal(TokenList.text(query).strip()) + ", "
                + literal(definition.strip().replaceFirst("[\\s;]+$", "")) + ")";
        Token first = tokens.get(tokens.first());
        tokens.replace(0, tokens.size(), List.of(first.with(Kind.WORD, "CALL"), Token.added(Kind.SYMBOL, call)));
    }

    /**
     * A view that cannot be bound has no columns, so that PostgreSQL misses those that a query names. This is what the query
     * should be told instead; null where no such view is in it, or where the failed transaction is open still.
     */
    static @Nullable String unbound(Connection connection, Translation translation, SQLException failure) {
        if (!UNDEFINED_COLUMN.equals(failure.getSQLState())) {
            return null;
        }
        String[] names = translation.tokens().toList().stream()
                .filter(Token::isName)
                .map(Token::name)
                .distinct()
                .toArray(String[]::new);
        try {
            if (!connection.getAutoCommit()) {
                return null;
            }
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT pg_catalog.redshift_late_error(?)")) {
                statement.setArray(1, connection.createArrayOf("text", names));
                try (ResultSet result = statement.executeQuery()) {
                    return result.next() ? result.getString(1) : null;
                }
            }
        } catch (SQLException e) {
            LOG.debug("The views of the statement could not be looked at", e);
            return null;
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A name of another query of WITH, a function and a way into SUPER are no relations without a schema. */
    private static void requireQualified(TokenList query) throws EngineException {
        Set<String> common = commonNames(query);
        Deque<Level> levels = new ArrayDeque<>(List.of(new Level()));
        for (int i = query.first(); i < query.size(); i = query.next(i)) {
            Token token = query.get(i);
            Level level = levels.getLast();
            boolean table = level.expected && token.isName();
            if (TokenList.opens(token)) {
                levels.add(new Level());
            } else if (TokenList.closes(token) && levels.size() > 1) {
                levels.removeLast();
            } else if (table && !BEFORE_TABLE.contains(token.word()) && !token.isWord("select")) {
                Token next = query.get(query.next(i));
                if (!next.isSymbol(".") && !next.isSymbol("(") && !common.contains(token.name())) {
                    throw Dialect.failure(UNQUALIFIED);
                }
            }
            read(level, token, query.get(query.previous(i)));
        }
    }

    private static void read(Level level, Token token, Token before) {
        boolean expected = false;
        if (token.isWord("select")) {
            level.select = true;
            level.tables = false;
        } else if (token.isWord("from") && level.select && !before.isWord("distinct")) {
            level.tables = true;
            expected = true;
        } else if (AFTER_FROM.contains(token.word())) {
            level.tables = false;
        } else if (level.tables) {
            expected = token.isSymbol(",") || token.isWord("join") || BEFORE_TABLE.contains(token.word());
        }
        level.expected = expected;
    }

    private static Set<String> commonNames(TokenList query) {
        var names = new HashSet<String>();
        for (int i = query.first(); i < query.size(); i = query.next(i)) {
            if (query.get(i).isWord("as") && query.get(query.next(i)).isSymbol("(")) {
                int name = query.previous(i);
                while (name > 0 && query.get(name).isSymbol(")")) {
                    name = opening(query, name);
                }
                names.add(query.get(name).name());
            }
        }
        return names;
    }

    /** What stands before the parenthesis that is closed here. */
    private static int opening(TokenList query, int close) {
        int at = close;
        do {
            at = query.previous(at);
        } while (at > 0 && !query.get(at).isSymbol("("));
        return query.previous(at);
    }
}
