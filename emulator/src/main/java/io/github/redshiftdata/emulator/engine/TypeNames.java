package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.Set;

/** Redshift's names of types, and the lengths they have where none is given. */
final class TypeNames {

    private static final Set<String> WITH_MAXIMUM =
            Set.of("varchar", "nvarchar", "varying", "varbyte", "varbinary", "text", "bpchar");

    private static final Set<String> FIELDS_BELOW_MONTH = Set.of("day", "hour", "minute", "second");

    private TypeNames() {}

    /** {@code VARCHAR(MAX)} anywhere. */
    static void giveMaximumsNumbers(TokenList tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (WITH_MAXIMUM.contains(tokens.get(i).word())) {
                int open = tokens.next(i);
                int max = tokens.next(open);
                if (tokens.get(open).isSymbol("(") && tokens.get(max).isWord("max")) {
                    boolean bytes = tokens.get(i).word().startsWith("varb");
                    tokens.set(max, tokens.get(max).with(Kind.NUMBER, bytes ? "1024000" : "65535"));
                }
            }
        }
    }

    /**
     * Rewrites the type that begins at this index.
     *
     * @param column whether it is the type of a column, where TEXT means VARCHAR(256)
     */
    static void rewrite(TokenList tokens, int index, boolean column) {
        switch (tokens.get(index).word()) {
            case "varchar", "nvarchar" -> name(tokens, index, index, "varchar", "(256)");
            case "text" -> {
                if (column) {
                    name(tokens, index, index, "varchar", "(256)");
                }
            }
            case "character", "char", "nchar" -> {
                int varying = tokens.next(index);
                boolean variable = tokens.get(varying).isWord("varying");
                name(tokens, index, variable ? varying : index, variable ? "varchar" : "char", variable ? "(256)" : "");
            }
            case "bpchar" -> name(tokens, index, index, "char", "(256)");
            case "numeric", "decimal", "dec" -> name(tokens, index, index, "numeric", "(18,0)");
            case "varbyte", "varbinary" -> name(tokens, index, index, "varbyte", "(64000)");
            case "binary" -> {
                if (tokens.get(tokens.next(index)).isWord("varying")) {
                    name(tokens, index, tokens.next(index), "varbyte", "(64000)");
                }
            }
            case "interval" -> interval(tokens, index, column);
            case "datetime" -> name(tokens, index, index, "timestamp", "");
            default -> {}
        }
    }

    private static void name(TokenList tokens, int from, int to, String name, String defaultLength) {
        boolean length = tokens.get(tokens.next(to)).isSymbol("(");
        if (!length && !defaultLength.isEmpty()) {
            tokens.insert(to + 1, defaultLength);
        }
        tokens.set(from, tokens.get(from).with(Kind.WORD, name));
        tokens.remove(from + 1, to + 1);
    }

    /**
     * A precision that is always there tells the two kinds of intervals apart in PostgreSQL's answer. Fields that end before
     * the second take none: a value is cast once more, and a column is looked up.
     */
    private static void interval(TokenList tokens, int index, boolean column) {
        int field = tokens.next(index);
        if (!FIELDS_BELOW_MONTH.contains(tokens.get(field).word())) {
            return;
        }
        int last = tokens.get(tokens.next(field)).isWord("to") ? tokens.after(field, 2) : field;
        boolean precise = tokens.get(tokens.next(last)).isSymbol("(");
        if (tokens.get(last).isWord("second") && !precise) {
            tokens.insert(last + 1, "(6)");
        } else if (!tokens.get(last).isWord("second") && !column) {
            int end = tokens.get(tokens.next(last)).isSymbol(")") && castOf(tokens, index) ? tokens.next(last) : last;
            tokens.insert(end + 1, "::interval day to second(6)");
        }
    }

    /** Whether the type stands in CAST(… AS type) and not behind colons. */
    private static boolean castOf(TokenList tokens, int type) {
        return tokens.get(tokens.previous(type)).isWord("as");
    }

    /** {@code INTERVAL 'text' DAY}: a cast, since for such a literal alone PostgreSQL's answer does not tell the kind. */
    static void intervalLiteral(TokenList tokens, int index, int literal) {
        int field = tokens.next(literal);
        if (tokens.get(literal).kind() != Kind.STRING
                || !FIELDS_BELOW_MONTH.contains(tokens.get(field).word())) {
            return;
        }
        // Digits behind the sixth are cut; PostgreSQL rounds them.
        Token text = tokens.get(literal);
        tokens.set(literal, text.with(Kind.STRING, text.text().replaceAll("(\\.\\d{6})\\d+", "$1")));
        int last = tokens.get(tokens.next(field)).isWord("to") ? tokens.after(field, 2) : field;
        if (tokens.get(tokens.next(last)).isSymbol("(")) {
            last = tokens.after(last, 3);
        }
        tokens.insert(last + 1, ")::interval day to second(6)");
        tokens.insert(index, "(");
    }
}
