package io.github.redshiftdata.emulator.engine;

import java.util.Locale;
import java.util.Set;

/** Windows as only PostgreSQL has them: aggregates over an order without a frame, and frames that count no rows. */
final class WindowFrames {

    /** They count rows themselves and take no frame. All others are aggregates to Redshift. */
    private static final Set<String> WITHOUT_FRAME =
            Set.of("cume_dist", "dense_rank", "lag", "lead", "ntile", "percent_rank", "rank", "row_number");

    private WindowFrames() {}

    static void refuse(TokenList tokens) throws EngineException {
        for (int i = tokens.first(); i < tokens.size(); i = tokens.next(i)) {
            int open = tokens.next(i);
            Token before = tokens.get(tokens.previous(i));
            boolean window = tokens.get(i).isWord("over")
                    && tokens.get(open).isSymbol("(")
                    && (before.isSymbol(")") || before.isWord("nulls"));
            if (window) {
                refuse(tokens, i, open);
            }
        }
    }

    private static void refuse(TokenList tokens, int over, int open) throws EngineException {
        int close = Math.min(tokens.close(open), tokens.size());
        boolean ordered = false;
        int depth = 0;
        for (int i = tokens.next(open); i < close; i = tokens.next(i)) {
            Token token = tokens.get(i);
            depth += TokenList.opens(token) ? 1 : TokenList.closes(token) ? -1 : 0;
            if (depth == 0
                    && token.isWord("order")
                    && tokens.get(tokens.next(i)).isWord("by")) {
                ordered = true;
            } else if (depth == 0 && isFrame(tokens, i)) {
                if (!token.isWord("rows")) {
                    String frame = token.text().toUpperCase(Locale.ROOT);
                    throw Dialect.failure(frame + " clause of window functions not yet implemented");
                }
                return;
            }
        }
        if (ordered && !WITHOUT_FRAME.contains(function(tokens, over))) {
            throw Dialect.failure("Aggregate window functions with an ORDER BY clause require a frame clause");
        }
    }

    /** A frame begins with one of three words, which may be names of columns as well. */
    private static boolean isFrame(TokenList tokens, int index) {
        Token word = tokens.get(index);
        Token next = tokens.get(tokens.next(index));
        Token behind = tokens.get(tokens.after(index, 2));
        return (word.isWord("rows") || word.isWord("range") || word.isWord("groups"))
                && (next.isWord("between")
                        || next.isWord("unbounded")
                        || next.isWord("current")
                        || behind.isWord("preceding")
                        || behind.isWord("following"));
    }

    /** The name of the call before OVER, behind whose arguments may be more of it. */
    private static String function(TokenList tokens, int over) {
        int last = tokens.previous(over);
        while (last >= 0 && !tokens.get(last).isSymbol(")")) {
            last = tokens.previous(last);
        }
        int name = tokens.previous(tokens.open(last));
        boolean within = tokens.get(name).isWord("group");
        return within
                ? function(tokens, tokens.previous(name))
                : tokens.get(name).name();
    }
}
