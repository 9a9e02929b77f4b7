package io.github.redshiftdata.jdbc.internal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A list of schemas, as the server reads one from text: {@code a, "My Schema", public}. Names without quotes are in lower
 * case, as everywhere in SQL.
 */
public record SearchPath(List<String> schemas) {

    /** Stands for the schema that has the name of the user. */
    private static final String OF_THE_USER = "$user";

    public SearchPath {
        schemas = List.copyOf(schemas);
    }

    /**
     * Reads a list of at least one name.
     *
     * @throws IllegalArgumentException if it is none, with a message for the user
     */
    public static SearchPath parse(String text) {
        return new SearchPath(new Reader(text).read());
    }

    /** What stands behind {@code SET search_path TO}. */
    public String sql() {
        return schemas.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
    }

    /** The names that must be those of schemas: {@code $user} and the temporary schema need not exist. */
    public List<String> expected() {
        return schemas.stream()
                .filter(name -> !name.equals(OF_THE_USER) && !name.startsWith("pg_temp"))
                .toList();
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        List<String> read() {
            var names = new ArrayList<String>();
            do {
                skipSpace();
                names.add(name());
                skipSpace();
            } while (accept(','));
            if (at < text.length()) {
                throw new IllegalArgumentException(
                        "After a name comes a comma; a name with other characters than letters,"
                                + " digits and _ stands in double quotes");
            }
            return names;
        }

        private String name() {
            var name = accept('"') ? quoted() : unquoted();
            if (name.isEmpty()) {
                throw new IllegalArgumentException("A name in the list is empty");
            }
            return name;
        }

        private String unquoted() {
            int start = at;
            while (at < text.length() && text.charAt(at) != ',' && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return text.substring(start, at).toLowerCase(Locale.ROOT);
        }

        private String quoted() {
            var name = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c != '"') {
                    name.append(c);
                } else if (!accept('"')) {
                    return name.toString();
                } else {
                    name.append('"');
                }
            }
            throw new IllegalArgumentException("The closing double quote of a name is missing");
        }

        private boolean accept(char c) {
            boolean here = at < text.length() && text.charAt(at) == c;
            at += here ? 1 : 0;
            return here;
        }

        private void skipSpace() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
    }
}
