package io.github.redshiftdata.jdbc.internal.sql;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The tokens of a text without an object for each: three bytes a token, for a text of ten megabytes may have ten million
 * of them. A token becomes an object when it is asked for. Immutable once it is read.
 */
final class TokenList extends AbstractList<Token> implements RandomAccess {

    private static final int CHUNK_BITS = 12;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final TokenKind[] KINDS = TokenKind.values();

    /** Some thousand tokens: where they begin, counted from the first of them, and their kinds. */
    private static final class Chunk {
        private final int first;
        private final byte[] kinds;
        private char[] near;
        /** Takes the place of the field above once a token is too far away for that; empty until then. */
        private int[] far = {};

        Chunk(int first, int length) {
            this.first = first;
            this.kinds = new byte[length];
            this.near = new char[length];
        }

        void start(int place, int start) {
            int distance = start - first;
            if (far.length == 0 && distance > Character.MAX_VALUE) {
                far = new int[near.length];
                for (int i = 0; i < place; i++) {
                    far[i] = near[i];
                }
                near = new char[0];
            }
            if (far.length == 0) {
                near[place] = (char) distance;
            } else {
                far[place] = distance;
            }
        }

        int start(int place) {
            return first + (far.length == 0 ? near[place] : far[place]);
        }
    }

    /** The tokens of a text in pieces: nothing is copied while the list grows. */
    @SuppressWarnings("EnumOrdinal") // numbers that live as long as the list
    private static final class Store {
        private final String text;
        private final List<Chunk> chunks = new ArrayList<>(1);
        private int size;
        /** Where the last token ends. */
        private int end;

        Store(String text) {
            this.text = text;
        }

        void add(TokenKind kind, int start, int tokenEnd) {
            int place = size & (CHUNK - 1);
            if (place == 0) {
                // A short text needs no whole piece: no token is shorter than a character.
                chunks.add(new Chunk(start, Math.min(CHUNK, text.length() - start)));
            }
            var chunk = chunks.get(size >> CHUNK_BITS);
            chunk.start(place, start);
            chunk.kinds[place] = (byte) kind.ordinal();
            size++;
            end = tokenEnd;
        }

        TokenKind kind(int index) {
            return KINDS[chunks.get(index >> CHUNK_BITS).kinds[index & (CHUNK - 1)]];
        }

        int start(int index) {
            return index == size ? end : chunks.get(index >> CHUNK_BITS).start(index & (CHUNK - 1));
        }
    }

    private final Store store;
    private final int from;
    /** Less than 0 while the list grows to the end of the store. */
    private final int to;

    /** An empty list, to be filled while the text is read. */
    TokenList(String text) {
        this(new Store(text), 0, -1);
    }

    private TokenList(Store store, int from, int to) {
        this.store = store;
        this.from = from;
        this.to = to;
    }

    /** Adds a token, which begins where the one before it ends. */
    void append(TokenKind kind, int start, int end) {
        store.add(kind, start, end);
    }

    @Override
    public int size() {
        return (to < 0 ? store.size : to) - from;
    }

    @Override
    public Token get(int index) {
        return new Token(kind(index), store.text.substring(start(index), end(index)), start(index));
    }

    TokenKind kind(int index) {
        return store.kind(from + index);
    }

    /** Where a token begins in the text; of the one behind the last, where that ends. */
    int start(int index) {
        return store.start(from + index);
    }

    private int end(int index) {
        return store.start(from + index + 1);
    }

    /** Whether the token at an index is this punctuation character. */
    boolean isPunctuation(int index, char character) {
        return kind(index) == TokenKind.PUNCTUATION && store.text.charAt(start(index)) == character;
    }

    /** Whether the token at an index is this word, in any case. */
    boolean isWord(int index, String word) {
        int start = start(index);
        return kind(index) == TokenKind.WORD
                && end(index) - start == word.length()
                && store.text.regionMatches(true, start, word, 0, word.length());
    }

    /** Whether a token has this character anywhere. */
    boolean hasCharacter(int index, char character) {
        for (int i = start(index); i < end(index); i++) {
            if (store.text.charAt(i) == character) {
                return true;
            }
        }
        return false;
    }

    /** Whether a token of this punctuation is among them. */
    boolean hasPunctuation(char character) {
        for (int i = 0; i < size(); i++) {
            if (isPunctuation(i, character)) {
                return true;
            }
        }
        return false;
    }

    /** Adds the characters of a token to a text. */
    void appendTo(StringBuilder out, int index) {
        out.append(store.text, start(index), end(index));
    }

    /** Refuses the tokens from one number to before another if they have more characters together. */
    void requireAtMost(int from, int to, int longest) throws StatementTooLongException {
        int start = start(from);
        int end = start(to);
        if (end - start > longest) {
            throw new StatementTooLongException(store.text, start, end);
        }
    }

    /** The tokens as they were written, one after the other. */
    String text() {
        return store.text.substring(start(0), end(size() - 1));
    }

    @Override
    public TokenList subList(int fromIndex, int toIndex) {
        if (fromIndex < 0 || toIndex > size() || fromIndex > toIndex) {
            throw new IndexOutOfBoundsException(fromIndex + " to " + toIndex + " of " + size());
        }
        boolean all = fromIndex == 0 && toIndex == size() && to >= 0;
        return all ? this : new TokenList(store, from + fromIndex, from + toIndex);
    }
}
