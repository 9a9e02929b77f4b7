package io.github.redshiftdata.jdbc.internal.sql;

import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A text whose JDBC escapes are translated.
 *
 * @param text what the server understands, with its markers
 * @param parameters for each marker the number of its parameter, from 0: an escape may need one of them twice; cannot be
 *     changed
 */
public record TranslatedSql(String text, List<Integer> parameters) {

    /** Marks where a marker comes from. Texts with this character are not marked. */
    private static final char TAG = '\u0001';

    private static final Pattern TAGGED = Pattern.compile("\\?" + TAG + "(\\d+)" + TAG);

    /** Whether the markers of a text can be marked with where they come from. */
    static boolean canTag(String sql) {
        return sql.indexOf(TAG) < 0;
    }

    /** A marker that says at which offset it stood. */
    static String tagged(int offset) {
        return "?" + TAG + offset + TAG;
    }

    /** Whether a text is a marker and nothing else. */
    static boolean isMarker(String text) {
        return text.equals("?") || TAGGED.matcher(text).matches();
    }

    /** The text of tagged markers without their tags. */
    static TranslatedSql ofTagged(String text) {
        if (text.indexOf(TAG) < 0) {
            return new TranslatedSql(text, List.of());
        }
        var offsets = TAGGED.matcher(text)
                .results()
                .map((MatchResult match) -> Integer.valueOf(match.group(1)))
                .toList();
        var distinct = offsets.stream().distinct().sorted().toList();
        var parameters = offsets.stream()
                .map(offset -> Collections.binarySearch(distinct, offset))
                .toList();
        return new TranslatedSql(TAGGED.matcher(text).replaceAll("?"), parameters);
    }
}
