package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.NumericType.Family;
import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Text that may hold sums, products and quotients. A quotient of NUMERICs becomes a call that is told the scale of Redshift's
 * result; everything else stays as it is. The types of what is computed with are asked for only where a quotient needs them.
 */
final class Arithmetic {

    /** They are no operands, whatever stands behind them. */
    private static final Set<String> KEYWORDS = Set.of(
            "all",
            "and",
            "any",
            "as",
            "asc",
            "at",
            "between",
            "by",
            "desc",
            "distinct",
            "else",
            "end",
            "escape",
            "from",
            "group",
            "having",
            "ilike",
            "in",
            "is",
            "isnull",
            "join",
            "like",
            "limit",
            "not",
            "notnull",
            "on",
            "or",
            "order",
            "over",
            "partition",
            "rows",
            "select",
            "set",
            "similar",
            "some",
            "then",
            "to",
            "using",
            "values",
            "when",
            "where",
            "with");

    /** They go on behind the first word of a type. */
    private static final Set<String> TYPE_WORDS =
            Set.of("precision", "varying", "with", "without", "time", "zone", "day", "to", "second", "month");

    /** They have the type of their first argument. */
    private static final Set<String> LIKE_FIRST =
            Set.of("min", "max", "abs", "nullif", "any_value", "first_value", "last_value", "nth_value", "lag", "lead");

    private static final Set<String> SUMS = Set.of("sum", "avg");

    private static final Set<String> OF_ALL = Set.of("coalesce", "nvl", "greatest", "least");

    private static final Set<String> BEHIND_CALLS = Set.of("over", "within", "filter", "ignore", "respect");

    /**
     * A piece of an expression as it is written now.
     *
     * @param type asks for its type
     * @param computed whether the database does not know the precision that Redshift gives it
     */
    record Operand(List<Token> text, Supplier<NumericType> type, boolean computed) {}

    private final TokenList tokens;
    private final Function<List<Token>, NumericType> ask;
    private int at;
    private final int end;

    private Arithmetic(List<Token> text, Function<List<Token>, NumericType> ask) {
        this.tokens = new TokenList(text);
        this.ask = ask;
        this.end = tokens.size();
    }

    /**
     * Rewrites some text.
     *
     * @param ask the type of an expression, as the database knows it
     */
    static Operand rewrite(List<Token> text, Function<List<Token>, NumericType> ask) {
        return new Arithmetic(text, ask).region();
    }

    /** Everything there is; it has a type where it is one operand. */
    private Operand region() {
        var text = new ArrayList<Token>();
        int pieces = 0;
        Operand last = new Operand(List.of(), () -> NumericType.OTHER, false);
        while (at < end) {
            Token token = tokens.get(at);
            boolean sign = token.isSymbol("-") || token.isSymbol("+");
            if (startsOperand(token) || (sign && startsOperand(tokens.get(tokens.next(at))) && tokens.next(at) < end)) {
                last = sum();
                text.addAll(last.text());
                pieces++;
            } else {
                pieces += token.significant() && !token.isWord("distinct") && !token.isWord("all") ? 2 : 0;
                text.add(token);
                at++;
            }
        }
        Supplier<NumericType> type = pieces == 1 ? last.type() : () -> ask.apply(text);
        return new Operand(text, type, pieces == 1 && last.computed());
    }

    private static boolean startsOperand(Token token) {
        return switch (token.kind()) {
            case NUMBER, STRING, PARAMETER, QUOTED_NAME -> true;
            case WORD -> !KEYWORDS.contains(token.word());
            case SYMBOL -> token.isSymbol("(");
            default -> false;
        };
    }

    private Operand sum() {
        Operand left = product();
        while (operator("+", "-")) {
            List<Token> sign = blanksAndOperator();
            Operand right = product();
            Operand first = left;
            left = new Operand(
                    joined(first.text(), sign, right.text()),
                    () -> first.type().get().plus(right.type().get()),
                    true);
        }
        return left;
    }

    private Operand product() {
        Operand left = signed();
        while (operator("*", "/") || operator("%", "%")) {
            List<Token> sign = blanksAndOperator();
            String symbol = sign.stream()
                    .filter(Token::significant)
                    .findFirst()
                    .orElseThrow()
                    .text();
            Operand right = signed();
            Operand first = left;
            List<Token> text = joined(first.text(), sign, right.text());
            left = switch (symbol) {
                case "/" -> quotient(first, right, text);
                case "*" ->
                    new Operand(
                            text, () -> first.type().get().times(right.type().get()), true);
                default -> new Operand(text, () -> ask.apply(text), false);
            };
        }
        return left;
    }

    /** Whether one of the two comes next, with an operand behind it. */
    private boolean operator(String one, String other) {
        int next = tokens.next(at - 1);
        int behind = tokens.next(next);
        Token operand = tokens.get(
                tokens.get(behind).isSymbol("-") || tokens.get(behind).isSymbol("+") ? tokens.next(behind) : behind);
        return next < end
                && (tokens.get(next).isSymbol(one) || tokens.get(next).isSymbol(other))
                && startsOperand(operand);
    }

    /** What stands before the next operand: the operator, and the blanks around it. */
    private List<Token> blanksAndOperator() {
        int operator = tokens.next(at - 1);
        int operand = tokens.next(operator);
        List<Token> text = tokens.toList().subList(at, operand);
        at = operand;
        return text;
    }

    private Operand signed() {
        if (tokens.get(at).isSymbol("-") || tokens.get(at).isSymbol("+")) {
            List<Token> sign = blanksAndOperator();
            Operand operand = postfixed();
            return new Operand(joined(sign, operand.text(), List.of()), operand.type(), operand.computed());
        }
        return postfixed();
    }

    private Operand quotient(Operand left, Operand right, List<Token> text) {
        NumericType dividend = left.type().get();
        NumericType divisor = right.type().get();
        NumericType type = dividend.dividedBy(divisor);
        if (type.family() != Family.NUMERIC) {
            return new Operand(text, () -> type, false);
        }
        var call = new ArrayList<>(TokenList.added("CAST(pg_catalog.redshift_quotient("));
        call.addAll(left.text());
        call.addAll(TokenList.added(", "));
        call.addAll(right.text());
        call.addAll(TokenList.added(", " + type.scale() + ") AS " + type.sql() + ")"));
        return new Operand(call, () -> type, false);
    }

    /** An operand with its casts and brackets. */
    private Operand postfixed() {
        Operand operand = primary();
        while (true) {
            int next = tokens.next(at - 1);
            int stop;
            if (next < end && tokens.get(next).isSymbol("::")) {
                stop = typeEnd(tokens.next(next));
            } else if (next < end && tokens.get(next).isSymbol("[")) {
                stop = Math.min(tokens.closeBracket(next) + 1, end);
            } else {
                return operand;
            }
            List<Token> cast = tokens.toList().subList(at, stop);
            List<Token> text = joined(operand.text(), cast, List.of());
            operand = new Operand(text, () -> cast(cast, text), false);
            at = stop;
        }
    }

    private NumericType cast(List<Token> type, List<Token> all) {
        var words = new TokenList(type);
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).isWord("numeric") && words.get(words.next(i)).isSymbol("(")) {
                return numeric(words.arguments(words.next(i)), all);
            }
        }
        return ask.apply(all);
    }

    private NumericType numeric(List<List<Token>> digits, List<Token> all) {
        String precision = TokenList.text(digits.get(0));
        String scale = digits.size() > 1 ? TokenList.text(digits.get(1)) : "0";
        boolean plain = precision.matches("\\d{1,2}") && scale.matches("\\d{1,2}");
        return plain ? NumericType.numeric(Integer.parseInt(precision), Integer.parseInt(scale)) : ask.apply(all);
    }

    private int typeEnd(int name) {
        int last = Math.min(name, end - 1);
        while (tokens.get(tokens.next(last)).isSymbol(".")) {
            last = Math.min(tokens.after(last, 2), end - 1);
        }
        while (true) {
            int next = tokens.next(last);
            if (next < end && tokens.get(next).isSymbol("(")) {
                last = Math.min(tokens.close(next), end - 1);
            } else if (next < end && TYPE_WORDS.contains(tokens.get(next).word())) {
                last = next;
            } else {
                return last + 1;
            }
        }
    }

    private Operand primary() {
        Token token = tokens.get(at);
        if (token.isSymbol("(")) {
            return group();
        }
        if (token.isWord("case")) {
            return cases();
        }
        int start = at;
        if (token.kind() == Kind.NUMBER) {
            at++;
            return new Operand(List.of(token), () -> NumericType.of(token), false);
        }
        if (!token.isName()) {
            at++;
            return leaf(start);
        }
        int last = start;
        while (tokens.get(tokens.next(last)).isSymbol(".") && tokens.after(last, 2) < end) {
            last = tokens.after(last, 2);
        }
        int next = tokens.next(last);
        if (next < end && tokens.get(next).isSymbol("(") && tokens.close(next) < end) {
            return call(last, next);
        }
        // A name before a text is the type of the text.
        at = (tokens.get(next).kind() == Kind.STRING ? next : last) + 1;
        return leaf(start);
    }

    private Operand leaf(int start) {
        List<Token> text = tokens.toList().subList(start, at);
        boolean none = text.size() == 1 && text.get(0).isWord("null");
        return new Operand(text, () -> none ? NumericType.NULL : ask.apply(text), false);
    }

    /** What is in parentheses: one expression, a list, or a subquery, which is rewritten already. */
    private Operand group() {
        int open = at;
        int close = Math.min(tokens.close(open), end - 1);
        at = close + 1;
        Token first = tokens.get(tokens.next(open));
        if (first.startsQuery() || close == open) {
            return leaf(open);
        }
        Operand inner = list(open, close);
        List<Token> text =
                joined(List.of(tokens.get(open)), inner.text(), close > open ? List.of(tokens.get(close)) : List.of());
        return new Operand(text, inner.type(), inner.computed());
    }

    private Operand list(int open, int close) {
        List<List<Token>> elements = TokenList.split(tokens.toList().subList(open + 1, close));
        List<Operand> operands =
                elements.stream().map(element -> rewrite(element, ask)).toList();
        return operands.size() == 1
                ? operands.get(0)
                : new Operand(withCommas(operands), () -> NumericType.OTHER, false);
    }

    private static List<Token> withCommas(List<Operand> operands) {
        var text = new ArrayList<Token>();
        for (Operand operand : operands) {
            text.addAll(text.isEmpty() ? List.of() : TokenList.added(","));
            text.addAll(operand.text());
        }
        return text;
    }

    private Operand call(int name, int open) {
        int start = at;
        int close = tokens.close(open);
        List<Operand> arguments = TokenList.split(tokens.toList().subList(open + 1, close)).stream()
                .map(argument -> rewrite(argument, ask))
                .toList();
        int last = behindCall(close);
        var text = new ArrayList<>(tokens.toList().subList(start, open + 1));
        text.addAll(withCommas(arguments));
        text.addAll(tokens.toList().subList(close, last));
        at = last;
        String function = tokens.get(name).word();
        if (function.equals("cast")) {
            return new Operand(text, () -> cast(tokens.toList().subList(open + 1, close), text), false);
        }
        boolean first = LIKE_FIRST.contains(function);
        if (SUMS.contains(function) || first || OF_ALL.contains(function)) {
            return new Operand(text, () -> typed(function, arguments, text), true);
        }
        return new Operand(text, () -> ask.apply(text), false);
    }

    private NumericType typed(String function, List<Operand> arguments, List<Token> text) {
        List<NumericType> types = (OF_ALL.contains(function) ? arguments : arguments.subList(0, 1))
                .stream().map(argument -> argument.type().get()).toList();
        NumericType type = NumericType.common(types);
        boolean integers = type.family() == Family.INTEGER;
        return integers || type.family() == Family.NULL
                ? ask.apply(text)
                : SUMS.contains(function) ? type.summed() : type;
    }

    /** Behind OVER, WITHIN GROUP and such. */
    private int behindCall(int close) {
        int last = close;
        int next = tokens.next(last);
        while (next < end && BEHIND_CALLS.contains(tokens.get(next).word())) {
            int word = tokens.next(next);
            boolean open = tokens.get(word).isSymbol("(");
            int behind = tokens.next(word);
            if (open) {
                last = tokens.close(word);
            } else if (tokens.get(behind).isSymbol("(")) {
                last = tokens.close(behind);
            } else {
                last = word;
            }
            next = tokens.next(last);
        }
        return Math.min(last + 1, end);
    }

    /** {@code CASE … END}. */
    private Operand cases() {
        int start = at;
        int close = caseEnd(start);
        if (close < 0) {
            at++;
            return leaf(start);
        }
        var text = new ArrayList<Token>();
        var results = new ArrayList<Operand>();
        int from = start;
        boolean result = false;
        int depth = 0;
        for (int i = start; i <= close; i++) {
            Token token = tokens.get(i);
            boolean inner = i > start && token.isWord("case");
            depth += TokenList.opens(token) || inner ? 1 : 0;
            depth -= TokenList.closes(token) || (token.isWord("end") && depth > 0) ? 1 : 0;
            boolean border = depth == 0
                    && (token.isWord("case")
                            || token.isWord("when")
                            || token.isWord("then")
                            || token.isWord("else")
                            || i == close);
            if (border) {
                Operand piece = rewrite(tokens.toList().subList(from, i), ask);
                text.addAll(piece.text());
                text.add(token);
                if (result) {
                    results.add(piece);
                }
                result = token.isWord("then") || token.isWord("else");
                from = i + 1;
            }
        }
        text.addAll(tokens.toList().subList(from, close + 1));
        at = close + 1;
        return new Operand(
                text,
                () -> NumericType.common(
                        results.stream().map(piece -> piece.type().get()).toList()),
                true);
    }

    /** -1 where there is none. */
    private int caseEnd(int start) {
        int depth = 0;
        for (int i = start; i < end; i++) {
            depth += tokens.get(i).isWord("case") ? 1 : tokens.get(i).isWord("end") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<Token> joined(List<Token> first, List<Token> second, List<Token> third) {
        return TokenList.joined(TokenList.joined(first, second), third);
    }
}
