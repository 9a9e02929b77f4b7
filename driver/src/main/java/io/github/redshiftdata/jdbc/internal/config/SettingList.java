package io.github.redshiftdata.jdbc.internal.config;

import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Settings of a session as one text: {@code statement_timeout=60000,datestyle='ISO, DMY'}. A value with other characters
 * than letters, digits and some signs stands in single quotes, in which a quote is doubled, as in SQL.
 */
public record SettingList(Map<String, String> values) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");
    private static final Pattern BARE = Pattern.compile("[^\\s,='\"\\\\;]*");

    /** Parameters that a property of the driver sets, with that property. */
    private static final Map<String, String> OF_THE_DRIVER = Map.of(
            "search_path", "currentSchema",
            "timezone", "timeZone",
            "query_group", "queryGroup",
            "application_name", "applicationName",
            "readonly", "readOnly",
            "transaction_read_only", "readOnly",
            "default_transaction_read_only", "readOnly");

    public SettingList {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Reads a list of at least one setting.
     *
     * @throws IllegalArgumentException with the words that complete "the value must be …"
     */
    public static SettingList parse(String text) {
        return new SettingList(new Reader(text).read());
    }

    private static void check(String name, String value) {
        var property = OF_THE_DRIVER.get(name);
        if (property != null) {
            throw new IllegalArgumentException("without " + name + ", which the property " + property + " sets");
        }
        if (name.equals("datestyle") && !value.strip().regionMatches(true, 0, "ISO", 0, 3)) {
            throw new IllegalArgumentException(
                    "with a datestyle that begins with ISO: dates in another style could not be told apart");
        }
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Map<String, String> read() {
            var values = new LinkedHashMap<String, String>();
            do {
                var name = name();
                var value = value(name);
                check(name, value);
                if (values.put(name, value) != null) {
                    throw new IllegalArgumentException("without a second value of " + name);
                }
            } while (accept(','));
            if (at < text.length()) {
                throw malformed();
            }
            return values;
        }

        private String name() {
            var end = text.indexOf('=', at);
            var name = (end < 0 ? text.substring(at) : text.substring(at, end)).strip();
            if (end < 0 || !NAME.matcher(name).matches()) {
                throw malformed();
            }
            at = end + 1;
            return name.toLowerCase(Locale.ROOT);
        }

        private String value(String name) {
            skipBlanks();
            if (accept('\'')) {
                var value = quoted(name);
                skipBlanks();
                return value;
            }
            var comma = text.indexOf(',', at);
            var value = text.substring(at, comma < 0 ? text.length() : comma).strip();
            if (value.isEmpty()) {
                throw new IllegalArgumentException("with a value for " + name + "; an empty one is written as ''");
            }
            if (!BARE.matcher(value).matches()) {
                throw malformed();
            }
            at = comma < 0 ? text.length() : comma;
            return value;
        }

        private String quoted(String name) {
            var value = new StringBuilder();
            while (at < text.length()) {
                var c = text.charAt(at++);
                if (c != '\'') {
                    value.append(c);
                } else if (accept('\'')) {
                    value.append('\'');
                } else {
                    return value.toString();
                }
            }
            throw new IllegalArgumentException("with a closing single quote behind the value of " + name);
        }

        private boolean accept(char c) {
            var here = at < text.length() && text.charAt(at) == c;
            at += here ? 1 : 0;
            return here;
        }

        private void skipBlanks() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private static IllegalArgumentException malformed() {
            return new IllegalArgumentException("name=value pairs with commas between, such as"
                    + " statement_timeout=60000,enable_result_cache_for_session=off; a value with a blank, a comma or"
                    + " another sign stands in single quotes");
        }
    }

    /** Shows the names only. */
    @Override
    public String toString() {
        return Shown.value(values.keySet().toString());
    }
}
