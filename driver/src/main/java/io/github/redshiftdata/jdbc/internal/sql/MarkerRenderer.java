package io.github.redshiftdata.jdbc.internal.sql;

import java.util.List;
import java.util.function.IntFunction;

/** Puts text in place of markers so that it never runs together with its neighbours. */
final class MarkerRenderer {

    private MarkerRenderer() {}

    static String render(List<Token> tokens, IntFunction<String> replacement) {
        var text = new StringBuilder();
        append(text, tokens, (to, marker) -> to.append(replacement.apply(marker)));
        return text.toString();
    }

    /** Appends the tokens, each marker by what writes its value. */
    static <E extends Exception> void append(StringBuilder text, List<Token> tokens, MarkerValues<E> values) throws E {
        int marker = 0;
        boolean afterMarker = false;
        for (var token : tokens) {
            boolean isMarker = token.kind() == TokenKind.MARKER;
            if (isMarker ? !endsApart(text) : afterMarker && !startsApart(token)) {
                text.append(' ');
            }
            if (isMarker) {
                values.append(text, marker++);
            } else {
                text.append(token.text());
            }
            afterMarker = isMarker;
        }
    }

    /** Whether any token may follow this text without a blank. */
    static boolean endsApart(CharSequence text) {
        return text.length() == 0 || " \t\n\r\f(,[".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    /** Whether this token may follow any other without a blank. */
    static boolean startsApart(Token token) {
        return token.kind() == TokenKind.WHITESPACE
                || token.kind() == TokenKind.CAST
                || token.isPunctuation(')')
                || token.isPunctuation(']')
                || token.isPunctuation(',');
    }
}
