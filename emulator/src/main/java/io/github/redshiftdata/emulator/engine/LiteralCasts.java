package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.Set;

/**
 * Casts of literal numbers, and of what is computed from nothing else. Redshift rounds them, while it cuts the NUMERICs of tables, as
 * the database behind does with all that a query casts.
 */
final class LiteralCasts {

    private static final Set<String> INTEGERS = Set.of("int", "integer", "int4", "bigint", "int8", "smallint", "int2");

    private static final Set<String> NUMERICS = Set.of("numeric", "decimal", "dec");

    private LiteralCasts() {}

    /** From the end to the start: what is put in stands behind what is still to be looked at. */
    static void round(TokenList tokens) {
        for (int i = tokens.size() - 1; i >= 0; i--) {
            int open = tokens.next(i);
            if (tokens.get(i).isSymbol("::")) {
                round(tokens, start(tokens, tokens.previous(i)), i, open);
            } else if (tokens.get(open).isSymbol("(")) {
                call(tokens, tokens.get(i).word(), open, tokens.close(open));
            }
        }
    }

    private static void call(TokenList tokens, String name, int open, int close) {
        if (name.equals("cast") || name.equals("try_cast")) {
            int as = tokens.find(open + 1, "as");
            if (as >= 0 && as < close) {
                round(tokens, open + 1, as, tokens.next(as));
            }
        } else if (name.equals("convert")) {
            int comma = tokens.next(open);
            while (comma < close && !tokens.get(comma).isSymbol(",")) {
                comma = tokens.next(tokens.get(comma).isSymbol("(") ? tokens.close(comma) : comma);
            }
            if (comma < close) {
                round(tokens, comma + 1, close, tokens.next(open));
            }
        }
    }

    /** Where the operand begins that ends here: a number, or a parenthesis that is no call's. */
    private static int start(TokenList tokens, int last) {
        if (!tokens.get(last).isSymbol(")")) {
            return last;
        }
        int open = tokens.open(last);
        Token before = tokens.get(tokens.previous(open));
        boolean called = before.isName() && !Expressions.BEFORE_EXPRESSIONS.contains(before.word());
        return called ? last + 1 : Math.max(open, 0);
    }

    private static void round(TokenList tokens, int start, int end, int type) {
        boolean fraction = false;
        for (int i = start; i < end; i++) {
            Token token = tokens.get(i);
            boolean operator = token.kind() == Kind.SYMBOL && "()+-*/".contains(token.text());
            if (token.significant() && token.kind() != Kind.NUMBER && !operator) {
                return;
            }
            fraction |= token.kind() == Kind.NUMBER && !token.text().matches("\\d+");
        }
        String name = tokens.get(type).word();
        if (!fraction || !(INTEGERS.contains(name) || NUMERICS.contains(name))) {
            return;
        }
        int open = tokens.next(type);
        int comma = tokens.after(open, 2);
        boolean scaled = tokens.get(open).isSymbol("(") && tokens.get(comma).isSymbol(",");
        tokens.insert(end, (scaled ? ", " + tokens.get(tokens.next(comma)).text() : "") + ")) ");
        // A sign before the call, as the column would be called by it.
        tokens.insert(start, " (+round(");
    }
}
