package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions, casts and words of queries that PostgreSQL writes otherwise. */
final class Expressions {

    /** Words behind which an expression begins. */
    static final Set<String> BEFORE_EXPRESSIONS = Set.of(
            "all",
            "and",
            "between",
            "by",
            "case",
            "distinct",
            "else",
            "having",
            "in",
            "like",
            "not",
            "on",
            "or",
            "return",
            "select",
            "then",
            "when",
            "where");

    /** What gives a literal behind it a type. */
    private static final Set<String> LITERAL_TYPES =
            Set.of("date", "time", "timetz", "timestamp", "timestamptz", "zone", "interval");

    /** Statements about an object itself, which is none of the views. */
    private static final Set<String> OF_THE_OBJECT = Set.of(
            "alter", "analyze", "comment", "drop", "grant", "insert", "lock", "revoke", "truncate", "update", "vacuum");

    /** Where Redshift's catalog has columns or rows that PostgreSQL's has not. */
    private static final Map<String, String> CATALOG_VIEWS = Map.of(
            "pg_attrdef", "redshift_attrdef",
            "pg_attribute", "redshift_attribute",
            "pg_class", "redshift_class",
            "pg_default_acl", "redshift_default_acl",
            "pg_locks", "redshift_locks",
            "pg_stat_activity", "redshift_stat_activity",
            "pg_user", "redshift_pg_user");

    private Expressions() {}

    /** From the end to the start: so an inner call is done before the outer, and what is left of it stays in place. */
    static void rewrite(TokenList tokens) throws EngineException {
        TypeNames.giveMaximumsNumbers(tokens);
        LiteralCasts.round(tokens);
        for (int i = tokens.size() - 1; i >= 0; i--) {
            Token token = tokens.get(i);
            if (token.isSymbol("::")) {
                TypeNames.rewrite(tokens, tokens.next(i), false);
            } else if (token.isSymbol("+")) {
                joinedLiterals(tokens, i);
            } else if (token.kind() == Kind.WORD) {
                int next = tokens.next(i);
                if (tokens.get(next).isSymbol("(")) {
                    call(tokens, i, next);
                } else {
                    word(tokens, i, next);
                }
            }
        }
    }

    /** {@code 'a' + 'b'}: two literals without a type, which PostgreSQL would take for numbers as well as for text. */
    private static void joinedLiterals(TokenList tokens, int plus) {
        int left = tokens.previous(plus);
        Token right = tokens.get(tokens.next(plus));
        boolean untyped = right.kind() == Kind.STRING || right.isWord("null");
        Token before = tokens.get(tokens.previous(left));
        if (tokens.get(left).kind() == Kind.STRING && untyped && !LITERAL_TYPES.contains(before.word())) {
            tokens.insert(left + 1, "::varchar");
        }
    }

    /** A view has no tableoid, which Redshift's catalog has, and which a view of ours could not have without showing it. */
    private static boolean needsTableoid(TokenList tokens, int table) {
        int behind = tokens.next(table);
        Token alias = tokens.get(tokens.get(behind).isWord("as") ? tokens.next(behind) : behind);
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isWord("tableoid")) {
                int point = tokens.previous(i);
                Token of = tokens.get(tokens.previous(point));
                boolean named = tokens.get(point).isSymbol(".");
                if (!named
                        || of.name().equals(alias.name())
                        || of.name().equals(tokens.get(table).name())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Not what the user keeps in a schema by the same name; a name without a schema means that too where both are there. */
    private static boolean isCatalogs(TokenList tokens, int table) {
        if (tokens.get(tokens.previous(table)).isSymbol(".")) {
            return !isUsersOwn(tokens, table);
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isWord(tokens.get(table).word()) && isUsersOwn(tokens, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUsersOwn(TokenList tokens, int table) {
        int point = tokens.previous(table);
        return tokens.get(point).isSymbol(".")
                && !tokens.get(tokens.previous(point)).name().equals("pg_catalog");
    }

    private static void word(TokenList tokens, int index, int next) {
        Token token = tokens.get(index);
        @Nullable
        String view =
                OF_THE_OBJECT.contains(tokens.get(tokens.first()).word()) ? null : CATALOG_VIEWS.get(token.word());
        if (view != null && isCatalogs(tokens, index) && !needsTableoid(tokens, index)) {
            tokens.set(index, token.with(Kind.WORD, view));
            return;
        }
        Token before = tokens.get(tokens.previous(index));
        if (before.isSymbol(".") || before.isWord("as")) {
            return;
        }
        switch (tokens.get(index).word()) {
            case "sysdate" -> tokens.replace(index, index + 1, "pg_catalog.sysdate()");
            case "current_user_id" -> tokens.insert(index + 1, "()");
            case "minus" -> {
                if (tokens.get(next).isWord("select") || tokens.get(next).isWord("all")) {
                    tokens.set(index, tokens.get(index).with(Kind.WORD, "EXCEPT"));
                }
            }
            case "approximate" -> {
                boolean counts =
                        tokens.get(next).isWord("count") || tokens.get(next).isWord("percentile_disc");
                if (counts && tokens.get(tokens.next(next)).isSymbol("(")) {
                    tokens.remove(index, next);
                }
            }
            case "top" -> TopRows.rewrite(tokens, index, next);
            case "interval" -> TypeNames.intervalLiteral(tokens, index, next);
            default -> {}
        }
    }

    private static void call(TokenList tokens, int index, int open) throws EngineException {
        switch (tokens.get(index).word()) {
            case "nvl", "isnull" -> {
                if (tokens.severalArguments(open)) {
                    tokens.set(index, tokens.get(index).with(Kind.WORD, "COALESCE"));
                }
            }
            case "nvl2" -> nvl2(tokens, index, open);
            case "decode" -> decode(tokens, index, open);
            case "convert" -> convert(tokens, index, open);
            case "cast" -> cast(tokens, open);
            case "try_cast" -> tryCast(tokens, index, open);
            case "listagg" -> listagg(tokens, open);
            case "collate" -> collate(tokens, index, open);
            case "log" -> {
                if (inExpression(tokens, index, open)) {
                    tokens.set(index, tokens.get(index).with(Kind.WORD, "dlog10"));
                }
            }
            case "array" -> json(tokens, index, open, "json_build_array");
            case "object" -> json(tokens, index, open, "json_build_object");
            // PostgreSQL has a clause of this name.
            case "json_serialize" -> qualify(tokens, index);
            case "minus" -> tokens.set(index, tokens.get(index).with(Kind.WORD, "EXCEPT"));
            default -> DateFunctions.rewrite(tokens, index, open);
        }
    }

    /** {@code COLLATE(text, 'case_insensitive')}. */
    private static void collate(TokenList tokens, int index, int open) {
        var arguments = tokens.arguments(open);
        if (arguments.size() != 2) {
            return;
        }
        String name = TokenList.text(arguments.get(1)).strip().replace("'", "").toLowerCase(Locale.ROOT);
        String collation = name.matches("case_insensitive|ci")
                ? "case_insensitive"
                : name.matches("case_sensitive|cs") ? "\"C\"" : "";
        if (!collation.isEmpty()) {
            var text = new ArrayList<>(TokenList.added("(("));
            text.addAll(arguments.get(0));
            text.addAll(TokenList.added(")::varchar COLLATE " + collation + ")"));
            tokens.replace(index, tokens.close(open) + 1, text);
        }
    }

    private static void nvl2(TokenList tokens, int index, int open) {
        var arguments = tokens.arguments(open);
        if (arguments.size() != 3) {
            return;
        }
        var text = new ArrayList<>(TokenList.added("CASE WHEN ("));
        text.addAll(arguments.get(0));
        text.addAll(TokenList.added(") IS NOT NULL THEN "));
        text.addAll(arguments.get(1));
        text.addAll(TokenList.added(" ELSE "));
        text.addAll(arguments.get(2));
        text.addAll(TokenList.added(" END"));
        tokens.replace(index, tokens.close(open) + 1, text);
    }

    private static void decode(TokenList tokens, int index, int open) {
        var arguments = tokens.arguments(open);
        if (arguments.size() < 3) {
            return;
        }
        var text = new ArrayList<>(TokenList.added("CASE"));
        int i = 1;
        for (; i + 1 < arguments.size(); i += 2) {
            text.addAll(TokenList.added(" WHEN ("));
            text.addAll(arguments.get(0));
            text.addAll(TokenList.added(") IS NOT DISTINCT FROM ("));
            text.addAll(arguments.get(i));
            text.addAll(TokenList.added(") THEN "));
            text.addAll(arguments.get(i + 1));
        }
        if (i < arguments.size()) {
            text.addAll(TokenList.added(" ELSE "));
            text.addAll(arguments.get(i));
        }
        text.addAll(TokenList.added(" END"));
        tokens.replace(index, tokens.close(open) + 1, text);
    }

    /** {@code ARRAY(…)} and {@code OBJECT(…)}, and not an array of PostgreSQL's from a query. */
    private static void json(TokenList tokens, int index, int open, String function) {
        Token argument = tokens.get(tokens.next(open));
        if (inExpression(tokens, index, open) && !argument.startsQuery()) {
            int close = tokens.close(open);
            tokens.insert(close, ")");
            tokens.replace(
                    index, open + 1, "pg_catalog.\"" + tokens.get(index).word() + "\"(pg_catalog." + function + "(");
        }
    }

    /** Whether a call can stand here, and not the name of a table or an alias with its columns. */
    private static boolean inExpression(TokenList tokens, int index, int open) {
        Token before = tokens.get(tokens.previous(index));
        boolean symbol = before.kind() == Kind.SYMBOL && !before.isSymbol(".") && !before.isSymbol(")");
        int after = tokens.next(tokens.close(open));
        boolean definition =
                tokens.get(after).isWord("as") && tokens.get(tokens.next(after)).isSymbol("(");
        return (symbol || BEFORE_EXPRESSIONS.contains(before.word())) && !definition;
    }

    private static void qualify(TokenList tokens, int index) {
        if (!tokens.get(tokens.previous(index)).isSymbol(".")) {
            tokens.insert(index, "pg_catalog.");
        }
    }

    private static void convert(TokenList tokens, int index, int open) {
        var arguments = tokens.arguments(open);
        if (arguments.size() != 2) {
            return;
        }
        var text = new ArrayList<>(TokenList.added("CAST("));
        text.addAll(arguments.get(1));
        text.addAll(TokenList.added(" AS "));
        int type = index + text.size();
        text.addAll(arguments.get(0));
        text.addAll(TokenList.added(")"));
        tokens.replace(index, tokens.close(open) + 1, text);
        TypeNames.rewrite(tokens, type, false);
    }

    private static void cast(TokenList tokens, int open) {
        int as = tokens.find(open + 1, "as");
        if (as >= 0 && as < tokens.close(open)) {
            TypeNames.rewrite(tokens, tokens.next(as), false);
        }
    }

    /** A cast by a function that gives NULL where the value does not fit. The cast around it gives the type its length. */
    private static void tryCast(TokenList tokens, int index, int open) {
        cast(tokens, open);
        int as = tokens.find(open + 1, "as");
        int close = tokens.close(open);
        if (as < 0 || as >= close) {
            return;
        }
        String type = TokenList.text(tokens.toList().subList(as + 1, close)).strip();
        int value = tokens.next(open);
        boolean untyped = tokens.get(value).kind() == Kind.STRING
                || tokens.get(value).kind() == Kind.PARAMETER
                || tokens.get(value).isWord("null");
        boolean bare = untyped && tokens.next(value) == as;
        tokens.insert(as, (bare ? "::varchar" : "") + ", '" + type.replace("'", "''") + "', NULL::" + type + ") ");
        tokens.replace(index, open, "CAST(pg_catalog.try_cast");
    }

    /** {@code LISTAGG([DISTINCT] x [, d]) [WITHIN GROUP (ORDER BY y)]}: the order moves into the call. */
    private static void listagg(TokenList tokens, int open) {
        var arguments = tokens.arguments(open);
        if (arguments.isEmpty() || arguments.get(0).isEmpty()) {
            return;
        }
        List<Token> value = arguments.get(0);
        boolean distinct = value.get(0).isWord("distinct");
        if (distinct) {
            value = value.subList(1, value.size());
        }
        int close = tokens.close(open);
        int end = close + 1;
        List<Token> order = List.of();
        int within = tokens.next(close);
        if (tokens.words(within, "within", "group")) {
            int groupOpen = tokens.after(within, 2);
            end = tokens.close(groupOpen) + 1;
            order = new TokenList(tokens.toList().subList(groupOpen + 1, end - 1)).toList();
        }
        var text = new ArrayList<>(TokenList.added(distinct ? "(DISTINCT CAST(" : "(CAST("));
        text.addAll(value);
        text.addAll(TokenList.added(" AS text), "));
        text.addAll(arguments.size() > 1 ? arguments.get(1) : TokenList.added("''"));
        text.addAll(TokenList.added(" "));
        text.addAll(distinct && !order.isEmpty() ? distinctOrder(value, order) : order);
        text.addAll(TokenList.added(")"));
        tokens.replace(open, end, text);
    }

    /** With DISTINCT, PostgreSQL takes only the aggregated expression itself as the order. */
    private static List<Token> distinctOrder(List<Token> value, List<Token> order) {
        var text = new ArrayList<>(TokenList.added("ORDER BY CAST("));
        text.addAll(value);
        text.addAll(TokenList.added(" AS text)"));
        Token last = order.get(order.size() - 1);
        if (last.isWord("desc")) {
            text.addAll(TokenList.added(" DESC"));
        }
        return text;
    }
}
