package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The arguments of CALL become what the procedure takes, where Redshift converts them by itself: numbers among each other,
 * dates and timestamps among each other, and both into text. PostgreSQL finds no procedure for most of these.
 */
final class CallArguments {

    private static final Set<String> NUMBERS = Set.of("int2", "int4", "int8", "numeric", "float4", "float8");
    private static final Set<String> TEXTS = Set.of("varchar", "bpchar", "text");

    /** What each kind of value may become. */
    private static final Map<String, Set<String>> CONVERSIONS = Map.of(
            "number",
            Set.of("number", "text"),
            "date",
            Set.of("date", "text"),
            "text",
            Set.of("text"),
            "bool",
            Set.of());

    private CallArguments() {}

    /** Rewrites a CALL where one procedure alone can be meant; whatever else there is, PostgreSQL tells. */
    static void convert(TokenList tokens, DatabaseFacts facts) {
        int open = tokens.next(tokens.first());
        var name = new StringBuilder();
        while (open < tokens.size() && !tokens.get(open).isSymbol("(")) {
            Token token = tokens.get(open);
            name.append(token.name());
            open = tokens.next(open);
        }
        List<List<Token>> arguments = open < tokens.size() ? tokens.arguments(open) : List.of();
        if (arguments.isEmpty()) {
            return;
        }
        List<List<String>> fitting = facts.procedures(name.toString()).stream()
                .filter(types -> types.size() >= arguments.size())
                .toList();
        if (fitting.size() == 1) {
            convert(tokens, open, arguments, fitting.get(0), facts);
        }
    }

    private static void convert(
            TokenList tokens, int open, List<List<Token>> arguments, List<String> types, DatabaseFacts facts) {
        List<String> given = given(arguments, facts);
        var converted = new ArrayList<Token>();
        for (int i = 0; i < arguments.size(); i++) {
            converted.addAll(TokenList.added(i == 0 ? "" : ", "));
            boolean cast = isBare(arguments.get(i)) || converts(given.get(i), types.get(i));
            converted.addAll(TokenList.added(cast ? "CAST(" : ""));
            converted.addAll(arguments.get(i));
            converted.addAll(TokenList.added(cast ? " AS " + types.get(i) + ")" : ""));
        }
        tokens.replace(open + 1, tokens.close(open), converted);
    }

    /** A literal, a NULL or a parameter has no type of its own. */
    private static boolean isBare(List<Token> argument) {
        Token only = argument.get(0);
        return argument.size() == 1
                && (only.kind() == Kind.STRING || only.kind() == Kind.PARAMETER || only.isWord("null"));
    }

    private static List<String> given(List<List<Token>> arguments, DatabaseFacts facts) {
        String query = "SELECT "
                + arguments.stream()
                        .map(argument -> isBare(argument) ? "NULL" : TokenList.text(argument))
                        .collect(Collectors.joining(", "));
        try {
            List<String> types = facts.columns(query).stream()
                    .map(DatabaseFacts.Column::type)
                    .toList();
            if (types.size() == arguments.size()) {
                return types;
            }
        } catch (EngineException e) {
            // The CALL itself tells what is wrong with its arguments.
        }
        return arguments.stream().map(argument -> "").toList();
    }

    private static boolean converts(String from, String to) {
        return !from.equals(to)
                && CONVERSIONS.getOrDefault(kind(from), Set.of()).contains(kind(to));
    }

    private static String kind(String type) {
        if (NUMBERS.contains(type)) {
            return "number";
        }
        boolean date = type.equals("date") || type.equals("timestamp") || type.equals("timestamptz");
        return date ? "date" : TEXTS.contains(type) ? "text" : type;
    }
}
