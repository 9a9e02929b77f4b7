package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.Map;
import java.util.Set;

/**
 * The rule for values that come beside the text. The database parses a statement before it has them, so they stand only
 * where an expression may stand, and only in queries and changes of rows. Within those PostgreSQL itself refuses every
 * other place. Commands that the dialect rewrites or that PostgreSQL reads late are refused here.
 */
final class BoundParameters {

    private static final Set<String> TAKE_EXPRESSIONS =
            Set.of("select", "with", "values", "insert", "update", "delete", "merge", "call", "explain", "declare");

    private BoundParameters() {}

    /** @throws EngineException a syntax error at the first parameter of a statement that takes none there */
    static void requireExpressions(TokenList tokens, Map<String, String> values) throws EngineException {
        int first = tokens.first();
        Token start = tokens.get(first);
        if (values.isEmpty() || start.isSymbol("(") || TAKE_EXPRESSIONS.contains(start.word())) {
            return;
        }
        int query = start.isWord("create") ? queryOfNewTable(tokens, tokens.next(first)) : -1;
        for (int i = 0; i < (query < 0 ? tokens.size() : query); i++) {
            if (isBound(tokens.get(i), values)) {
                throw Dialect.syntaxError("$1", tokens.get(i));
            }
        }
    }

    static boolean isBound(Token token, Map<String, String> values) {
        return token.kind() == Kind.PARAMETER && values.containsKey(name(token));
    }

    /** The name without its colon. */
    static String name(Token parameter) {
        return parameter.text().substring(1);
    }

    /** Where the query of CREATE TABLE … AS begins; -1 for any other command. */
    private static int queryOfNewTable(TokenList tokens, int second) {
        Token kind = tokens.get(second);
        boolean temporary = kind.isWord("temp") || kind.isWord("temporary") || kind.isWord("local");
        int table = temporary ? tokens.next(second) : second;
        if (tokens.get(table).isWord("temp") || tokens.get(table).isWord("temporary")) {
            table = tokens.next(table);
        }
        return tokens.get(table).isWord("table") ? tokens.find(table, "as") : -1;
    }
}
