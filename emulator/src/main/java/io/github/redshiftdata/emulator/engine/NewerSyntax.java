package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.Set;

/** What PostgreSQL has learned since Redshift parted from it: a syntax error in Redshift. */
final class NewerSyntax {

    private static final Set<String> CHANGES = Set.of("insert", "update", "delete");

    /** A parenthesis behind one of these is none of a call's arguments. */
    private static final Set<String> NO_CALLS = Set.of("as", "group", "over");

    private NewerSyntax() {}

    /** From the start to the end, so that the error names the first such place. */
    static void refuse(TokenList tokens) throws EngineException {
        String statement = tokens.get(tokens.first()).word();
        if (statement.equals("merge")) {
            Merge.refuseNewer(tokens);
        }
        for (int i = tokens.first(); i < tokens.size(); i = tokens.next(i)) {
            Token before = tokens.get(tokens.previous(i));
            if (!before.isSymbol(".") && !before.isWord("as")) {
                refuseAt(tokens, i, statement);
            }
        }
    }

    private static void refuseAt(TokenList tokens, int index, String statement) throws EngineException {
        int next = tokens.next(index);
        switch (tokens.get(index).word()) {
            case "returning" -> refuseIf(CHANGES.contains(statement), tokens.get(index));
            case "on" -> refuseIf(statement.equals("insert") && isConflict(tokens, next), tokens.get(index));
            case "offset" -> {
                Token rows = tokens.get(tokens.next(next));
                refuseIf(isCount(tokens.get(next)) && isRows(rows), rows);
            }
            case "fetch" -> fetch(tokens, next);
            case "filter" -> {
                boolean aggregate = tokens.get(tokens.previous(index)).isSymbol(")")
                        && tokens.get(next).isSymbol("(")
                        && tokens.get(tokens.next(next)).isWord("where");
                refuseIf(aggregate, tokens.get(next));
            }
            case "tablesample" ->
                refuseIf(
                        tokens.get(tokens.previous(index)).isName()
                                && tokens.get(next).isName()
                                && tokens.get(tokens.next(next)).isSymbol("("),
                        tokens.get(index));
            case "order" -> refuseIf(tokens.get(next).isWord("by") && isInCall(tokens, index), tokens.get(index));
            case "distinct" ->
                refuseIf(
                        tokens.get(tokens.previous(index)).isWord("select")
                                && tokens.get(next).isWord("on")
                                && tokens.get(tokens.next(next)).isSymbol("("),
                        tokens.get(next));
            default -> {}
        }
    }

    /** Whether the arguments of a call are around it, and not a window or a query. */
    private static boolean isInCall(TokenList tokens, int index) {
        int open = tokens.open(index);
        Token name = tokens.get(tokens.previous(open));
        Token first = tokens.get(tokens.next(open));
        return open >= 0
                && name.isName()
                && !NO_CALLS.contains(name.word())
                && !first.startsQuery()
                && !first.isSymbol("(")
                && !first.isWord("values")
                && !first.isWord("table");
    }

    /** {@code ON CONFLICT}, and not a join on a column of this name. */
    private static boolean isConflict(TokenList tokens, int index) {
        Token after = tokens.get(tokens.next(index));
        return tokens.get(index).isWord("conflict")
                && (after.isWord("do") || after.isWord("on") || after.isSymbol("("));
    }

    /** {@code FETCH FIRST n ROWS ONLY}, and not the next row of a cursor. */
    private static void fetch(TokenList tokens, int index) throws EngineException {
        if (tokens.get(index).isWord("first") || tokens.get(index).isWord("next")) {
            int count = tokens.next(index);
            int rows = isRows(tokens.get(count)) ? count : tokens.next(count);
            Token after = tokens.get(tokens.next(rows));
            refuseIf(isRows(tokens.get(rows)) && (after.isWord("only") || after.isWord("with")), tokens.get(rows));
        }
    }

    private static boolean isCount(Token token) {
        return token.kind() == Kind.NUMBER || token.kind() == Kind.STRING || token.kind() == Kind.PARAMETER;
    }

    private static boolean isRows(Token token) {
        return token.isWord("rows") || token.isWord("row");
    }

    private static void refuseIf(boolean newer, Token at) throws EngineException {
        if (newer) {
            throw Dialect.syntaxError(at);
        }
    }
}
