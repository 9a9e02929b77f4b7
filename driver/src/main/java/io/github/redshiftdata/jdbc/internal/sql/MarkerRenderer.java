package io.github.redshiftdata.jdbc.internal.sql;

import java.util.List;
import java.util.function.IntFunction;

/** Puts text in place of markers so that it never runs together with its neighbours. */
final class MarkerRenderer {

    private final StringBuilder text = new StringBuilder();

    private MarkerRenderer() {}

    static String render(List<Token> tokens, IntFunction<String> replacement) {
        return new MarkerRenderer().append(tokens, replacement);
    }

    private String append(List<Token> tokens, IntFunction<String> replacement) {
        int marker = 0;
        boolean afterMarker = false;
        for (var token : tokens) {
            boolean isMarker = token.kind() == TokenKind.MARKER;
            if (isMarker ? !endsApart(text) : afterMarker && !startsApart(token)) {
                text.append(' ');
            }
            text.append(isMarker ? replacement.apply(marker++) : token.text());
            afterMarker = isMarker;
        }
        return text.toString();
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
