package io.github.redshiftdata.shell;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of psql for names, as the two patterns that JDBC takes: * stands for any characters, ? for one; capitals count
 * in double quotes only, where nothing is a wildcard.
 *
 * @param schema null for all
 * @param name null for all
 */
record NamePattern(@Nullable String schema, @Nullable String name) {

    static NamePattern parse(@Nullable String pattern, String escape) {
        if (pattern == null) {
            return new NamePattern(null, null);
        }
        int dot = dot(pattern);
        return dot < 0
                ? new NamePattern(null, part(pattern, escape))
                : new NamePattern(part(pattern.substring(0, dot), escape), part(pattern.substring(dot + 1), escape));
    }

    private static int dot(String pattern) {
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            quoted ^= pattern.charAt(i) == '"';
            if (pattern.charAt(i) == '.' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    static String part(String pattern, String escape) {
        var jdbc = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < pattern.length() && pattern.charAt(i + 1) == '"';
                quoted = doubled || !quoted;
                jdbc.append(doubled ? "\"" : "");
                i += doubled ? 1 : 0;
            } else if (c == '*' && !quoted) {
                jdbc.append('%');
            } else if (c == '?' && !quoted) {
                jdbc.append('_');
            } else {
                var text = Character.toString(c);
                jdbc.append(exactly(quoted ? text : text.toLowerCase(Locale.ROOT), escape));
            }
        }
        return jdbc.toString();
    }

    /** The pattern that fits one name. */
    static String exactly(String name, String escape) {
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }
}
