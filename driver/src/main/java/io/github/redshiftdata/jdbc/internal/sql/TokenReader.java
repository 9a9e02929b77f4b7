package io.github.redshiftdata.jdbc.internal.sql;

import java.util.List;

/** Walks over the tokens that mean something; past the end stands an empty token. */
final class TokenReader {

    private static final Token END = new Token(TokenKind.WHITESPACE, "", -1);

    private final List<Token> tokens;
    /**
     * The tokens as a list that can be checked without making objects of them; empty if they are another kind of list.
     */
    private final TokenList compact;

    /** The number of the current token, which is never a blank or a comment; at the end, the number of tokens. */
    private int at;

    TokenReader(List<Token> tokens) {
        this.tokens = tokens;
        this.compact = tokens instanceof TokenList list ? list : new TokenList("");
        this.at = forward(0);
    }

    /** A second reader that stands at the same place. */
    TokenReader(TokenReader other) {
        this.tokens = other.tokens;
        this.compact = other.compact;
        this.at = other.at;
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    Token peek() {
        return token(at);
    }

    /** The token a number of places ahead, or back if the number is negative. */
    Token peek(int offset) {
        return token(indexAt(offset));
    }

    private Token token(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index) : END;
    }

    private int indexAt(int offset) {
        int index = at;
        for (int i = 0; i < offset && index < tokens.size(); i++) {
            index = forward(index + 1);
        }
        for (int i = 0; i > offset && index >= 0; i--) {
            index = backward(index - 1);
        }
        return index;
    }

    private int forward(int from) {
        int index = from;
        while (index < tokens.size() && kind(index).isTrivia()) {
            index++;
        }
        return index;
    }

    private int backward(int from) {
        int index = from;
        while (index >= 0 && kind(index).isTrivia()) {
            index--;
        }
        return index;
    }

    private TokenKind kind(int index) {
        return compact.isEmpty() ? tokens.get(index).kind() : compact.kind(index);
    }

    Token next() {
        var token = peek();
        skip();
        return token;
    }

    /** Steps over a token; stays at the end. */
    void skip() {
        at = atEnd() ? at : forward(at + 1);
    }

    /** Whether this key word stands here. */
    boolean standsOn(String word) {
        return isWord(at, word);
    }

    /** Whether this punctuation character stands here. */
    boolean standsOn(char punctuation) {
        return isPunctuation(at, punctuation);
    }

    private boolean isWord(int index, String word) {
        if (index < 0 || index >= tokens.size()) {
            return false;
        }
        return compact.isEmpty() ? tokens.get(index).isWord(word) : compact.isWord(index, word);
    }

    private boolean isPunctuation(int index, char punctuation) {
        if (index < 0 || index >= tokens.size()) {
            return false;
        }
        return compact.isEmpty()
                ? tokens.get(index).isPunctuation(punctuation)
                : compact.isPunctuation(index, punctuation);
    }

    /** Whether what stands here could be a name. */
    boolean standsOnName() {
        return !atEnd() && kind(at).isName();
    }

    /** Steps over this key word if it stands here. */
    boolean accept(String word) {
        boolean here = standsOn(word);
        if (here) {
            skip();
        }
        return here;
    }

    /** Steps over this punctuation character if it stands here. */
    boolean accept(char punctuation) {
        boolean here = standsOn(punctuation);
        if (here) {
            skip();
        }
        return here;
    }

    /** Steps over a name with dots, such as {@code schema."table"}; false if there is none. */
    boolean acceptQualifiedName() {
        do {
            if (atEnd() || !kind(at).isName()) {
                return false;
            }
            skip();
        } while (accept('.'));
        return true;
    }

    /** Steps over parentheses and all that stands between them; false if none open here or they do not close. */
    boolean acceptParentheses() {
        if (!standsOn('(')) {
            return false;
        }
        int depth = 0;
        do {
            depth += depthChange();
            skip();
        } while (depth > 0 && !atEnd());
        return depth == 0;
    }

    /** Whether these key words stand next to each other anywhere from here on. */
    boolean contains(String... words) {
        for (int index = at; index < tokens.size(); index = forward(index + 1)) {
            if (startsWith(index, words)) {
                return true;
            }
        }
        return false;
    }

    /** Whether these key words stand here. */
    boolean startsWith(String... words) {
        return startsWith(at, words);
    }

    private boolean startsWith(int from, String... words) {
        int index = from;
        for (var word : words) {
            if (!isWord(index, word)) {
                return false;
            }
            index = forward(index + 1);
        }
        return true;
    }

    /** By how much the token here changes the depth of parentheses. */
    int depthChange() {
        if (standsOn('(')) {
            return 1;
        }
        return standsOn(')') ? -1 : 0;
    }

    /** By how much a token changes the depth of parentheses. */
    static int depthChange(Token token) {
        if (token.isPunctuation('(')) {
            return 1;
        }
        return token.isPunctuation(')') ? -1 : 0;
    }
}
