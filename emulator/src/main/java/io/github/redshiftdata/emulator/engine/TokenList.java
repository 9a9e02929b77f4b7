package io.github.redshiftdata.emulator.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** A statement's tokens while the dialect works on them. Indexes past the ends read as an empty symbol. */
final class TokenList {

    private static final Token NOTHING = Token.added(Token.Kind.SYMBOL, "");

    private final TokenBuffer tokens;

    TokenList(List<Token> tokens) {
        this.tokens = new TokenBuffer(tokens);
    }

    /** The tokens of text that the dialect adds. */
    static List<Token> added(String sql) {
        return SqlLexer.tokens(sql).stream()
                .map(token -> Token.added(token.kind(), token.text()))
                .toList();
    }

    static List<Token> joined(List<Token> first, List<Token> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    static boolean opens(Token token) {
        return token.isSymbol("(") || token.isSymbol("[");
    }

    static boolean closes(Token token) {
        return token.isSymbol(")") || token.isSymbol("]");
    }

    /** What stands between commas, outside of parentheses and brackets. */
    static List<List<Token>> split(List<Token> list) {
        var parts = new ArrayList<List<Token>>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < list.size(); i++) {
            Token token = list.get(i);
            depth += opens(token) ? 1 : closes(token) ? -1 : 0;
            if (depth == 0 && token.isSymbol(",")) {
                parts.add(list.subList(start, i));
                start = i + 1;
            }
        }
        parts.add(list.subList(start, list.size()));
        return parts;
    }

    int size() {
        return tokens.size();
    }

    Token get(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index) : NOTHING;
    }

    void set(int index, Token token) {
        tokens.set(index, token);
    }

    /** The index of the next token that means something, after this index; the size where there is none. */
    int next(int index) {
        int at = index + 1;
        while (at < tokens.size() && !tokens.get(at).significant()) {
            at++;
        }
        return Math.min(at, tokens.size());
    }

    /** The index of the token before this index that means something; -1 where there is none. */
    int previous(int index) {
        int at = index - 1;
        while (at >= 0 && !tokens.get(at).significant()) {
            at--;
        }
        return at;
    }

    int first() {
        return next(-1);
    }

    /** The index of the parenthesis that closes the one at this index; the size where it is never closed. */
    int close(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            if (tokens.get(i).isSymbol("(")) {
                depth++;
            } else if (tokens.get(i).isSymbol(")")) {
                depth--;
                if (depth == 0) {
                    return i;
                }
            }
        }
        return tokens.size();
    }

    /** The index of the parenthesis that this one closes, or that is open at any other token; -1 where there is none. */
    int open(int index) {
        int depth = 0;
        for (int i = index - 1; i >= 0; i--) {
            if (tokens.get(i).isSymbol(")")) {
                depth++;
            } else if (tokens.get(i).isSymbol("(")) {
                if (depth == 0) {
                    return i;
                }
                depth--;
            }
        }
        return -1;
    }

    /** The index of the bracket that closes the one at this index; the size where it is never closed. */
    int closeBracket(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).isSymbol("[") ? 1 : tokens.get(i).isSymbol("]") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }

    /** Whether each parenthesis and bracket closes the last one open; where one does not, the database tells so. */
    boolean balanced() {
        var open = new ArrayDeque<String>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (opens(token)) {
                open.push(token.isSymbol("(") ? ")" : "]");
            } else if (closes(token) && !token.text().equals(open.poll())) {
                return false;
            }
        }
        return open.isEmpty();
    }

    /** The texts between the commas within the parenthesis that opens here. */
    List<List<Token>> arguments(int open) {
        int close = close(open);
        var arguments = new ArrayList<List<Token>>();
        int start = open + 1;
        int depth = 0;
        for (int i = open + 1; i < close; i++) {
            Token token = tokens.get(i);
            if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")")) {
                depth--;
            } else if (depth == 0 && token.isSymbol(",")) {
                arguments.add(trimmed(start, i));
                start = i + 1;
            }
        }
        List<Token> last = trimmed(start, close);
        if (!arguments.isEmpty() || !last.isEmpty()) {
            arguments.add(last);
        }
        return arguments;
    }

    /** Whether there is a comma between arguments in the parenthesis that opens here. */
    boolean severalArguments(int open) {
        int depth = 0;
        for (int i = open + 1; i < tokens.size() && depth >= 0; i++) {
            Token token = tokens.get(i);
            if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")")) {
                depth--;
            } else if (depth == 0 && token.isSymbol(",")) {
                return true;
            }
        }
        return false;
    }

    private List<Token> trimmed(int from, int to) {
        int start = from;
        int end = to;
        while (start < end && tokens.get(start).kind() == Token.Kind.SPACE) {
            start++;
        }
        while (end > start && tokens.get(end - 1).kind() == Token.Kind.SPACE) {
            end--;
        }
        return tokens.copy(start, end);
    }

    void remove(int from, int to) {
        tokens.remove(from, Math.min(to, tokens.size()));
    }

    void insert(int index, List<Token> added) {
        tokens.insert(Math.min(index, tokens.size()), added);
    }

    void insert(int index, String sql) {
        insert(index, added(sql));
    }

    void replace(int from, int to, List<Token> replacement) {
        remove(from, to);
        insert(from, replacement);
    }

    void replace(int from, int to, String sql) {
        replace(from, to, added(sql));
    }

    /** Whether the words follow each other from this index on. */
    boolean words(int index, String... expected) {
        int at = index;
        for (String word : expected) {
            if (!get(at).isWord(word)) {
                return false;
            }
            at = next(at);
        }
        return true;
    }

    /** The index after this many tokens that mean something. */
    int after(int index, int count) {
        int at = index;
        for (int i = 0; i < count; i++) {
            at = next(at);
        }
        return at;
    }

    /** The index of a word outside parentheses, from this index on; -1 where there is none. */
    int find(int from, String word) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")")) {
                depth--;
            } else if (depth == 0 && token.isWord(word)) {
                return i;
            }
        }
        return -1;
    }

    List<Token> toList() {
        return tokens.copy(0, tokens.size());
    }

    String text() {
        return text(toList());
    }

    static String text(List<Token> tokens) {
        var text = new StringBuilder();
        tokens.forEach(token -> text.append(token.text()));
        return text.toString();
    }
}
