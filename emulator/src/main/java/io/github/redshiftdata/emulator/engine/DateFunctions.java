package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;

/** Functions of dates and times: PostgreSQL has other names for them, and takes the part of a date as text only. */
final class DateFunctions {

    private DateFunctions() {}

    /**
     * Rewrites a call where it is one of these.
     *
     * @param index the function's name
     * @param open the parenthesis behind it
     * @throws EngineException where a value stands for the part of a date, which is no expression
     */
    static void rewrite(TokenList tokens, int index, int open) throws EngineException {
        switch (tokens.get(index).word()) {
            case "dateadd", "date_add" -> withPart(tokens, index, open, "date_add");
            case "datediff", "date_diff" -> withPart(tokens, index, open, "date_diff");
            case "date_part", "datepart", "pgdate_part" -> withPart(tokens, index, open, "pgdate_part");
            case "date_trunc" -> truncation(tokens, open);
            case "extract" -> extract(tokens, index, open);
            default -> {}
        }
    }

    /** Redshift names a result column after these names. */
    private static void withPart(TokenList tokens, int index, int open, String name) throws EngineException {
        int part = tokens.next(open);
        refuseValue(tokens, part);
        Token token = tokens.get(part);
        boolean alone = tokens.get(tokens.next(part)).isSymbol(",");
        if (alone && (token.isName() || token.kind() == Kind.STRING)) {
            tokens.set(part, token.with(Kind.STRING, "'" + partName(token) + "'"));
            tokens.set(index, tokens.get(index).with(Kind.WORD, name));
        }
    }

    /** The part is an expression here. A bare literal or value in the second place is a TIMESTAMP. */
    private static void truncation(TokenList tokens, int open) {
        int part = tokens.next(open);
        int comma = tokens.next(part);
        if (!tokens.get(comma).isSymbol(",")) {
            return;
        }
        if (tokens.get(part).kind() == Kind.STRING) {
            tokens.set(part, tokens.get(part).with(Kind.STRING, "'" + partName(tokens.get(part)) + "'"));
        }
        int value = tokens.next(comma);
        boolean alone = tokens.get(tokens.next(value)).isSymbol(")");
        boolean untyped =
                tokens.get(value).kind() == Kind.STRING || tokens.get(value).kind() == Kind.PARAMETER;
        if (alone && untyped) {
            tokens.insert(value + 1, "::timestamp");
        }
    }

    /** {@code EXTRACT(part FROM x)}: a function named as Redshift names the result; with one argument it is the epoch. */
    private static void extract(TokenList tokens, int index, int open) throws EngineException {
        int part = tokens.next(open);
        int from = tokens.next(part);
        if (!tokens.get(from).isWord("from")) {
            return;
        }
        refuseValue(tokens, part);
        String name = partName(tokens.get(part));
        if (name.equals("epoch")) {
            tokens.remove(part, from + 1);
        } else {
            tokens.set(from, tokens.get(from).with(Kind.SYMBOL, ","));
            tokens.set(part, tokens.get(part).with(Kind.STRING, "'" + name + "'"));
        }
        tokens.replace(index, index + 1, "pg_catalog.date_part");
    }

    private static String partName(Token token) {
        return DateParts.name(token.text().replace("\"", "").replace("'", "").trim());
    }

    private static void refuseValue(TokenList tokens, int part) throws EngineException {
        Token token = tokens.get(part);
        if (token.kind() == Kind.PARAMETER) {
            int number = 1;
            for (int i = 0; i < part; i++) {
                number += tokens.get(i).kind() == Kind.PARAMETER ? 1 : 0;
            }
            throw Dialect.syntaxError("$" + number, token);
        }
    }
}
