package io.github.redshiftdata.shell;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The variables of the user, as {@code -v} and {@code \set} set them. */
final class Variables {

    private final SortedMap<String, String> values = new TreeMap<>();

    SortedMap<String, String> all() {
        return values;
    }

    void set(String name, String value) {
        values.put(name, value);
    }

    void unset(String name) {
        values.remove(name);
    }

    /**
     * What stands in a statement for a variable: its text, or in quotes that no value can leave; null if it is not set.
     *
     * @param quote a quote for a string, a double quote for a name, a blank for the text as it is
     */
    @Nullable
    String expand(String name, char quote) {
        var value = values.get(name);
        if (value == null) {
            return null;
        }
        return switch (quote) {
            // In Redshift's strings the backslash has a meaning of its own.
            case '\'' -> "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
            case '"' -> "\"" + value.replace("\"", "\"\"") + "\"";
            default -> value;
        };
    }
}
