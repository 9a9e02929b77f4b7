package io.github.redshiftdata.jdbc.internal.error;

import java.util.ArrayList;
import java.util.List;

/**
 * A sentence of the server with holes where it puts names and values. It is compared from its first character to its last,
 * so that no word inside a hole counts, and without regard to case: Redshift writes PostgreSQL's sentences with capitals.
 *
 * <p>Holes: {@code %s} takes any text, {@code %d} a whole number, {@code %k} words without small letters, as keywords are
 * written, {@code %w} one word; {@code %%} is a percent sign.
 */
final class Sentence {

    /** A piece between two holes that take any text: constant text, numbers and keywords. */
    private record Segment(List<Piece> pieces) {}

    private sealed interface Piece {}

    private record Constant(String text) implements Piece {}

    private enum Run implements Piece {
        DIGITS,
        KEYWORDS,
        WORD;

        boolean takes(char sign, boolean first) {
            return switch (this) {
                case DIGITS -> (sign >= '0' && sign <= '9') || (first && sign == '-');
                case KEYWORDS -> (sign >= 'A' && sign <= 'Z') || (!first && " _/.()".indexOf(sign) >= 0);
                case WORD -> !Character.isWhitespace(sign) && "():".indexOf(sign) < 0;
            };
        }
    }

    private static final int NONE = -1;
    private static final char HOLE = '%';

    private final String state;
    private final String pattern;
    private final List<Segment> segments;
    private final int constantLength;

    private Sentence(String state, String pattern, List<Segment> segments, int constantLength) {
        this.state = state;
        this.pattern = pattern;
        this.segments = segments;
        this.constantLength = constantLength;
    }

    static Sentence parse(String state, String pattern) {
        var parser = new Parser();
        var at = 0;
        while (at < pattern.length()) {
            var hole = pattern.charAt(at) == HOLE;
            parser.take(hole, pattern.charAt(hole ? at + 1 : at));
            at += hole ? 2 : 1;
        }
        return parser.sentence(state, pattern);
    }

    private static final class Parser {
        private final List<Segment> segments = new ArrayList<>();
        private final List<Piece> pieces = new ArrayList<>();
        private final StringBuilder constant = new StringBuilder();
        private int constantLength;

        void take(boolean hole, char sign) {
            if (!hole || sign == HOLE) {
                constant.append(sign);
                constantLength++;
                return;
            }
            endConstant();
            switch (sign) {
                case 's' -> endSegment();
                case 'd' -> pieces.add(Run.DIGITS);
                case 'k' -> pieces.add(Run.KEYWORDS);
                case 'w' -> pieces.add(Run.WORD);
                default -> throw new IllegalArgumentException("no such hole: " + sign);
            }
        }

        private void endConstant() {
            if (!constant.isEmpty()) {
                pieces.add(new Constant(constant.toString()));
                constant.setLength(0);
            }
        }

        private void endSegment() {
            segments.add(new Segment(List.copyOf(pieces)));
            pieces.clear();
        }

        Sentence sentence(String state, String pattern) {
            endConstant();
            endSegment();
            return new Sentence(state, pattern, List.copyOf(segments), constantLength);
        }
    }

    /** The SQLSTATE of errors that are worded so. */
    String state() {
        return state;
    }

    /** How many characters are the server's: of two sentences that fit, the one with more of them is meant. */
    int constantLength() {
        return constantLength;
    }

    /** The first character if that is the server's, in lower case; else 0. */
    char firstCharacter() {
        var pieces = segments.get(0).pieces();
        return !pieces.isEmpty() && pieces.get(0) instanceof Constant constant
                ? Character.toLowerCase(constant.text().charAt(0))
                : 0;
    }

    /** Whether a message is this sentence. */
    boolean matches(String message) {
        var at = end(segments.get(0), message, 0);
        for (var i = 1; i < segments.size() && at != NONE; i++) {
            at = i == segments.size() - 1 ? endAtEnd(segments.get(i), message, at) : next(segments.get(i), message, at);
        }
        return at == message.length();
    }

    /** The end of the first place, from here on, where a segment stands. */
    private static int next(Segment segment, String message, int from) {
        for (var start = from; start <= message.length(); start++) {
            var end = end(segment, message, start);
            if (end != NONE) {
                return end;
            }
        }
        return NONE;
    }

    private static int endAtEnd(Segment segment, String message, int from) {
        for (var start = message.length(); start >= from; start--) {
            if (end(segment, message, start) == message.length()) {
                return message.length();
            }
        }
        return NONE;
    }

    /** Where a segment that starts here ends, or NONE. */
    private static int end(Segment segment, String message, int start) {
        var at = start;
        for (var piece : segment.pieces()) {
            var end = piece instanceof Constant constant
                    ? afterConstant(constant.text(), message, at)
                    : afterRun((Run) piece, message, at);
            if (end == NONE) {
                return NONE;
            }
            at = end;
        }
        return at;
    }

    private static int afterConstant(String text, String message, int at) {
        return message.regionMatches(true, at, text, 0, text.length()) ? at + text.length() : NONE;
    }

    private static int afterRun(Run run, String message, int start) {
        var at = start;
        while (at < message.length() && run.takes(message.charAt(at), at == start)) {
            at++;
        }
        // Keywords are followed by a blank that belongs to the sentence.
        while (at > start && message.charAt(at - 1) == ' ') {
            at--;
        }
        return at == start ? NONE : at;
    }

    /** The sentence with its holes. */
    @Override
    public String toString() {
        return pattern;
    }
}
