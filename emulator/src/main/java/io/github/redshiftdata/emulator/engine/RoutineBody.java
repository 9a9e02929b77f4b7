package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.Set;

/**
 * The body of a procedure or function. Each statement of it is translated as if it came alone, and so is the text of EXECUTE
 * where it is a literal, or literals joined to other expressions.
 */
final class RoutineBody {

    private static final Set<String> BEFORE_STATEMENTS = Set.of("begin", "then", "else", "loop");

    private RoutineBody() {}

    /** Rewrites the statements of PL/pgSQL; expressions are left to the caller. */
    static void statements(TokenList tokens) throws EngineException {
        for (int i = tokens.size() - 1; i >= 0; i--) {
            if (tokens.get(i).kind() == Kind.WORD && startsStatement(tokens, i)) {
                statement(tokens, i);
            }
        }
    }

    private static boolean startsStatement(TokenList tokens, int index) {
        Token before = tokens.get(tokens.previous(index));
        boolean query = before.isWord("in") || before.isWord("for") || before.isWord("query");
        return before.isSymbol(";")
                || BEFORE_STATEMENTS.contains(before.word())
                || before.text().isEmpty()
                || (query && tokens.get(index).isWord("execute"));
    }

    private static void statement(TokenList tokens, int index) throws EngineException {
        int end = end(tokens, index);
        switch (tokens.get(index).word()) {
            case "create", "alter", "delete" -> {
                var alone = new TokenList(new TokenList(tokens.toList().subList(index, end)).toList());
                command(alone);
                tokens.replace(index, end, alone.toList());
            }
            case "truncate" -> commitBehind(tokens, end);
            case "execute" -> {
                if (DynamicSql.rewrite(tokens, index, end)) {
                    commitBehind(tokens, end(tokens, index));
                }
            }
            default -> {}
        }
    }

    /** TRUNCATE commits in a procedure too. */
    private static void commitBehind(TokenList tokens, int end) {
        if (tokens.get(end).isSymbol(";")) {
            tokens.insert(end + 1, " COMMIT;");
        }
    }

    /** CREATE, ALTER and DELETE as PostgreSQL takes them. How tables are stored is not noted from here. */
    static void command(TokenList tokens) throws EngineException {
        int first = tokens.first();
        switch (tokens.get(first).word()) {
            case "create" -> DataDefinition.create(tokens);
            case "alter" -> DataDefinition.alter(tokens);
            case "delete" -> {
                Token next = tokens.get(tokens.next(first));
                // MERGE has a DELETE with nothing behind it.
                if (next.isName() && !next.isWord("from") && !next.isWord("when")) {
                    tokens.insert(first + 1, " FROM");
                }
            }
            default -> {}
        }
        while (tokens.size() > 0 && tokens.get(tokens.size() - 1).text().startsWith("/*redshift storage ")) {
            tokens.remove(tokens.size() - 1, tokens.size());
        }
    }

    /** The semicolon that ends the statement. */
    private static int end(TokenList tokens, int from) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            if (depth <= 0 && token.isSymbol(";")) {
                return i;
            }
        }
        return tokens.size();
    }
}
