package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of what a SELECT selects.
 *
 * @param expression what it is, with the blanks around it
 * @param naming AS and the name, or the name alone, with the blanks around them; empty where there is no name
 * @param name as the database folds it; null where there is none
 */
record SelectItem(List<Token> expression, List<Token> naming, @Nullable String name) {

    /** They end an expression and are no name behind one. */
    private static final Set<String> NO_NAMES = Set.of(
            "end",
            "null",
            "true",
            "false",
            "precision",
            "varying",
            "zone",
            "second",
            "minute",
            "hour",
            "day",
            "month",
            "year");

    /** A name behind one of these is an operand. */
    private static final Set<String> OPERATORS = Set.of(
            "and",
            "or",
            "not",
            "is",
            "like",
            "ilike",
            "in",
            "between",
            "case",
            "when",
            "then",
            "else",
            "distinct",
            "all",
            "from",
            "interval",
            "to",
            "similar",
            "any",
            "some",
            "escape",
            "collate",
            "select",
            "as",
            "over",
            "ignore",
            "respect",
            "date",
            "time",
            "timestamp",
            "timestamptz",
            "timetz",
            "double",
            "character",
            "with",
            "without",
            "exclude");

    private static final Set<String> BEHIND_CALLS =
            Set.of("over", "within", "group", "filter", "ignore", "respect", "nulls");

    static SelectItem of(List<Token> item) {
        var tokens = new TokenList(item);
        int last = tokens.previous(tokens.size());
        int before = tokens.previous(last);
        Token name = tokens.get(last);
        boolean named = name.isName()
                && ((tokens.get(before).isWord("as") && tokens.previous(before) >= 0)
                        || (!NO_NAMES.contains(name.word()) && endsOperand(tokens.get(before), tokens, before)));
        if (!named) {
            return new SelectItem(item, List.of(), null);
        }
        int from = tokens.get(before).isWord("as") ? before : last;
        return new SelectItem(item.subList(0, from), item.subList(from, item.size()), name.name());
    }

    private static boolean endsOperand(Token token, TokenList tokens, int index) {
        boolean type = tokens.get(tokens.previous(index)).isSymbol("::") && token.isWord("double");
        return token.isSymbol(")")
                || token.isSymbol("]")
                || token.kind() == Kind.STRING
                || token.kind() == Kind.NUMBER
                || token.kind() == Kind.PARAMETER
                || (token.isName() && !OPERATORS.contains(token.word()) && !type);
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    SelectItem with(List<Token> other) {
        return new SelectItem(other, naming, name);
    }

    SelectItem named(String label) {
        int end = expression.size();
        while (end > 0 && !expression.get(end - 1).significant()) {
            end--;
        }
        List<Token> blanks = expression.subList(end, expression.size());
        return new SelectItem(
                expression.subList(0, end), TokenList.joined(TokenList.added(" AS " + quoted(label)), blanks), label);
    }

    boolean star() {
        var tokens = new TokenList(expression);
        int last = tokens.previous(tokens.size());
        Token before = tokens.get(tokens.previous(last));
        return name == null && tokens.get(last).isSymbol("*") && (before.text().isEmpty() || before.isSymbol("."));
    }

    /** How the database names the column, as far as the text tells it. */
    String label() {
        if (name != null) {
            return name;
        }
        var tokens = new TokenList(expression);
        int first = tokens.first();
        int last = first;
        while (tokens.get(tokens.next(last)).isSymbol(".")) {
            last = tokens.after(last, 2);
        }
        int next = tokens.next(last);
        boolean whole = next >= tokens.size() || (tokens.get(next).isSymbol("(") && onlyCall(tokens, next));
        return whole && tokens.get(last).isName() ? tokens.get(last).name() : "?column?";
    }

    /** Whether nothing is behind a call's arguments but what belongs to the call. */
    private static boolean onlyCall(TokenList tokens, int open) {
        int at = tokens.next(tokens.close(open));
        while (at < tokens.size()) {
            boolean part = BEHIND_CALLS.contains(tokens.get(at).word());
            boolean parenthesis = tokens.get(at).isSymbol("(");
            if (!part && !parenthesis) {
                return false;
            }
            at = tokens.next(parenthesis ? tokens.close(at) : at);
        }
        return true;
    }

    List<Token> tokens() {
        return TokenList.joined(expression, naming);
    }
}
