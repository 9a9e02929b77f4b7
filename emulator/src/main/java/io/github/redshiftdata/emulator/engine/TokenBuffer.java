package io.github.redshiftdata.emulator.engine;

import java.util.Arrays;
import java.util.List;

/**
 * Tokens with a gap where the last change was. A rewriting goes through a statement from one end to the other, so the gap
 * moves a little with each change, and a statement of many changes costs no more than its length.
 */
final class TokenBuffer {

    private Token[] slots;
    private int gapStart;
    private int gapEnd;

    TokenBuffer(List<Token> tokens) {
        slots = tokens.toArray(Token[]::new);
        gapStart = slots.length;
        gapEnd = slots.length;
    }

    int size() {
        return slots.length - (gapEnd - gapStart);
    }

    Token get(int index) {
        return slots[slot(index)];
    }

    void set(int index, Token token) {
        slots[slot(index)] = token;
    }

    private int slot(int index) {
        return index < gapStart ? index : index + gapEnd - gapStart;
    }

    /** Removes the tokens from an index up to another one, which stays. */
    void remove(int from, int to) {
        moveGap(from);
        gapEnd += Math.max(0, to - from);
    }

    void insert(int index, List<Token> added) {
        if (gapEnd - gapStart < added.size()) {
            grow(added.size());
        }
        moveGap(index);
        for (Token token : added) {
            slots[gapStart++] = token;
        }
    }

    private void grow(int needed) {
        int more = needed + slots.length / 2;
        Token[] grown = Arrays.copyOf(slots, slots.length + more);
        System.arraycopy(slots, gapEnd, grown, gapEnd + more, slots.length - gapEnd);
        slots = grown;
        gapEnd += more;
    }

    private void moveGap(int index) {
        int distance = index - gapStart;
        if (distance < 0) {
            System.arraycopy(slots, index, slots, gapEnd + distance, -distance);
        } else {
            System.arraycopy(slots, gapEnd, slots, gapStart, distance);
        }
        gapStart += distance;
        gapEnd += distance;
    }

    /** A copy of the tokens between two indexes. */
    List<Token> copy(int from, int to) {
        var copy = new Token[to - from];
        int before = Math.max(0, Math.min(to, gapStart) - from);
        System.arraycopy(slots, from, copy, 0, before);
        if (before < copy.length) {
            System.arraycopy(slots, slot(from + before), copy, before, copy.length - before);
        }
        return List.of(copy);
    }
}
