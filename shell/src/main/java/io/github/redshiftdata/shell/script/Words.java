package io.github.redshiftdata.shell.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The first words of a statement, which say what it is. */
public final class Words {

    private static final Pattern SPACE_OR_COMMENT = Pattern.compile("(?:\\s++|--[^\\r\\n]*+|/\\*(?s:.*?)\\*/|\\()++");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*+");

    private Words() {}

    /** The first words of a statement in capitals, without comments; it ends where something else stands. */
    public static List<String> first(String statement, int most) {
        var words = new ArrayList<String>();
        var gap = SPACE_OR_COMMENT.matcher(statement);
        var word = WORD.matcher(statement);
        int at = 0;
        while (words.size() < most) {
            if (gap.region(at, statement.length()).lookingAt()) {
                at = gap.end();
            }
            if (!word.region(at, statement.length()).lookingAt()) {
                break;
            }
            words.add(word.group().toUpperCase(Locale.ROOT));
            at = word.end();
        }
        return List.copyOf(words);
    }
}
