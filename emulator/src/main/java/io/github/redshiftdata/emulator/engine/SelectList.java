package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Literals that stand alone in the list of a SELECT get the type that Redshift reports for them. */
final class SelectList {

    private static final Set<String> ENDS =
            Set.of("from", "where", "group", "having", "order", "limit", "offset", "into");
    private static final Set<String> EMPTY_LIST_ENDS =
            Set.of("from", "where", "group", "having", "order", "limit", "union", "except", "intersect");
    private static final Set<String> OPERATORS = Set.of(
            "like",
            "ilike",
            "in",
            "between",
            "is",
            "not",
            "and",
            "or",
            "similar",
            "collate",
            "at",
            "isnull",
            "notnull",
            "overlaps",
            "over",
            "within",
            "filter");

    private SelectList() {}

    /** Every SELECT has something to select; PostgreSQL would give rows without columns. */
    static void requireColumns(TokenList tokens) throws EngineException {
        for (int i = tokens.first(); i < tokens.size(); i = tokens.next(i)) {
            Token before = tokens.get(tokens.previous(i));
            if (tokens.get(i).isWord("select")
                    && !before.isSymbol(".")
                    && !before.isWord("as")
                    && !before.isSymbol(",")) {
                int item = tokens.next(i);
                if (tokens.get(item).isWord("distinct") || tokens.get(item).isWord("all")) {
                    item = tokens.next(item);
                }
                Token token = tokens.get(item);
                boolean nothing = token.isSymbol(")") || EMPTY_LIST_ENDS.contains(token.word());
                if (item >= tokens.size()) {
                    throw Dialect.failure("syntax error at end of input\n  Position: "
                            + (tokens.get(i).source() + tokens.get(i).text().length() + 1));
                } else if (nothing) {
                    throw Dialect.syntaxError(token);
                }
            }
        }
    }

    /** The labels of Redshift for the present date and time, where one stands alone in the list. */
    static void giveTimesLabels(TokenList tokens) {
        if (!tokens.get(tokens.first()).isWord("select")) {
            return;
        }
        int end = tokens.find(0, "from") >= 0 ? tokens.find(0, "from") : tokens.size();
        for (int i = end - 1; i > 0; i--) {
            String word = tokens.get(i).word();
            boolean call = word.equals("getdate") && tokens.get(tokens.next(i)).isSymbol("(");
            if (word.equals("interval") && startsItem(tokens, i)) {
                giveIntervalLabel(tokens, i);
            } else if (word.equals("nullif") && tokens.get(tokens.next(i)).isSymbol("(") && startsItem(tokens, i)) {
                giveNullIfLabel(tokens, tokens.next(i));
            } else if ((call || word.equals("sysdate") || word.equals("current_date")) && startsItem(tokens, i)) {
                int last = call ? tokens.close(tokens.next(i)) : i;
                Token after = tokens.get(tokens.next(last));
                if (after.text().isEmpty() || after.isSymbol(",") || ENDS.contains(after.word())) {
                    tokens.insert(last + 1, word.equals("current_date") ? " AS \"date\"" : " AS \"timestamp\"");
                }
            }
        }
    }

    /** A column keeps its name, and a literal has that of a CASE, which NULLIF is to Redshift. */
    private static void giveNullIfLabel(TokenList tokens, int open) {
        int close = tokens.close(open);
        Token after = tokens.get(tokens.next(close));
        var arguments = tokens.arguments(open);
        if (arguments.size() != 2 || !(after.text().isEmpty() || after.isSymbol(",") || ENDS.contains(after.word()))) {
            return;
        }
        var first = new TokenList(arguments.get(0));
        Token last = first.get(first.previous(first.size()));
        boolean literal = first.size() == 1 && (last.kind() == Token.Kind.STRING || last.kind() == Token.Kind.NUMBER);
        boolean column =
                last.isName() && arguments.get(0).stream().allMatch(token -> token.isName() || token.isSymbol("."));
        if (literal || column) {
            tokens.insert(close + 1, " AS " + SelectItem.quoted(literal ? "case" : last.name()));
        }
    }

    /** A literal with a qualifier is called by its type. */
    private static void giveIntervalLabel(TokenList tokens, int interval) {
        int last = tokens.after(interval, 2);
        String first = tokens.get(last).word();
        if (tokens.get(tokens.next(interval)).kind() != Token.Kind.STRING || !IntervalLiterals.FIELDS.contains(first)) {
            return;
        }
        if (tokens.get(tokens.next(last)).isWord("to")) {
            last = tokens.after(last, 2);
        }
        if (tokens.get(tokens.next(last)).isSymbol("(")) {
            last = tokens.close(tokens.next(last));
        }
        Token after = tokens.get(tokens.next(last));
        if (after.text().isEmpty() || after.isSymbol(",") || ENDS.contains(after.word())) {
            boolean months = first.equals("year") || first.equals("month");
            tokens.insert(last + 1, months ? " AS \"intervaly2m\"" : " AS \"intervald2s\"");
        }
    }

    static void giveLiteralsTypes(TokenList tokens) {
        for (String operator : new String[] {"union", "except", "intersect"}) {
            if (tokens.find(0, operator) >= 0) {
                return;
            }
        }
        int end = tokens.find(0, "from") >= 0 ? tokens.find(0, "from") : tokens.size();
        int depth = 0;
        for (int i = end - 1; i > 0; i--) {
            Token token = tokens.get(i);
            if (token.isSymbol(")") || token.isSymbol("]")) {
                depth++;
            } else if (token.isSymbol("(") || token.isSymbol("[")) {
                depth--;
            } else if (depth == 0 && startsItem(tokens, i)) {
                giveType(tokens, i);
            }
        }
    }

    private static boolean startsItem(TokenList tokens, int index) {
        Token before = tokens.get(tokens.previous(index));
        return before.isSymbol(",") || before.isWord("select") || before.isWord("distinct") || before.isWord("all");
    }

    private static void giveType(TokenList tokens, int index) {
        String type = type(tokens.get(index));
        if (type == null) {
            return;
        }
        Token after = tokens.get(tokens.next(index));
        boolean ends = after.text().isEmpty() || after.isSymbol(",") || ENDS.contains(after.word());
        boolean named = after.isName() && !OPERATORS.contains(after.word());
        if (ends) {
            tokens.insert(index + 1, "::" + type + " AS \"?column?\"");
        } else if (named) {
            tokens.insert(index + 1, "::" + type);
        }
    }

    private static @Nullable String type(Token token) {
        String text = token.text();
        String value = StringLiteral.plainValue(token);
        if (value != null) {
            int length = value.getBytes(StandardCharsets.UTF_8).length;
            return length <= 65535 ? "varchar(" + Math.max(1, length) + ")" : null;
        }
        if (token.isWord("null")) {
            return "varchar(65535)";
        }
        if (token.kind() == Kind.NUMBER && text.indexOf('e') < 0 && text.indexOf('E') < 0 && text.indexOf('.') >= 0) {
            var number = new BigDecimal(text.endsWith(".") ? text + "0" : text);
            int precision = Math.max(number.precision(), number.scale() + 1);
            return text.endsWith(".") || precision > 38 ? null : "numeric(%d,%d)".formatted(precision, number.scale());
        }
        return null;
    }
}
