package io.github.redshiftdata.jdbc.internal.meta;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An array of the catalog as text: {@code {1,2}}, {@code {a,"b c"}}, or an oidvector {@code 23 25}. */
final class TextArray {

    private TextArray() {}

    /** The elements; none for NULL. */
    static List<String> elements(@Nullable String text) {
        var elements = new ArrayList<String>();
        if (text == null) {
            return elements;
        }
        var element = new StringBuilder();
        var quoted = false;
        var some = false;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                element.append(text.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
                some = true;
            } else if (!quoted && (c == ',' || c == ' ' || c == '{' || c == '}' || c == '[' || c == ']')) {
                some = flush(element, some, elements);
            } else {
                element.append(c);
                some = true;
            }
        }
        flush(element, some, elements);
        return elements;
    }

    private static boolean flush(StringBuilder element, boolean some, List<String> elements) {
        if (some) {
            elements.add(element.toString());
            element.setLength(0);
        }
        return false;
    }
}
