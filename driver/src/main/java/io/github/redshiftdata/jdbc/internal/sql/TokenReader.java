package io.github.redshiftdata.jdbc.internal.sql;

import java.util.List;

/** Walks over the tokens that mean something; past the end stands an empty token. */
final class TokenReader {

    private static final Token END = new Token(TokenKind.WHITESPACE, "", -1);

    private final List<Token> tokens;
    private int at;

    TokenReader(List<Token> tokens) {
        this.tokens = tokens.stream().filter(token -> !token.kind().isTrivia()).toList();
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int offset) {
        int index = at + offset;
        return index >= 0 && index < tokens.size() ? tokens.get(index) : END;
    }

    Token next() {
        var token = peek();
        at++;
        return token;
    }

    /** Steps over this key word if it stands here. */
    boolean accept(String word) {
        boolean here = peek().isWord(word);
        if (here) {
            at++;
        }
        return here;
    }

    /** Steps over this punctuation character if it stands here. */
    boolean accept(char punctuation) {
        boolean here = !atEnd() && peek().isPunctuation(punctuation);
        if (here) {
            at++;
        }
        return here;
    }

    /** Steps over a name with dots, such as {@code schema."table"}; false if there is none. */
    boolean acceptQualifiedName() {
        do {
            if (!peek().isName()) {
                return false;
            }
            at++;
        } while (accept('.'));
        return true;
    }

    /** Steps over parentheses and all that stands between them; false if none open here or they do not close. */
    boolean acceptParentheses() {
        if (!accept('(')) {
            return false;
        }
        int depth = 1;
        while (depth > 0 && !atEnd()) {
            depth += depthChange(next());
        }
        return depth == 0;
    }

    /** Whether these key words stand next to each other anywhere from here on. */
    boolean contains(String... words) {
        for (int i = 0; at + i < tokens.size(); i++) {
            if (startsWith(i, words)) {
                return true;
            }
        }
        return false;
    }

    /** Whether these key words stand here. */
    boolean startsWith(String... words) {
        return startsWith(0, words);
    }

    private boolean startsWith(int offset, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!peek(offset + i).isWord(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** By how much a token changes the depth of parentheses. */
    static int depthChange(Token token) {
        if (token.isPunctuation('(')) {
            return 1;
        }
        return token.isPunctuation(')') ? -1 : 0;
    }
}
