package io.github.redshiftdata.jdbc.internal.meta;

import io.github.redshiftdata.jdbc.internal.sql.Literals;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of DatabaseMetaData: {@code %} any text, {@code _} any character, backslash before either takes its meaning
 * away. Null matches everything, "" only what has no name: in Redshift nothing.
 */
public final class NamePattern {

    private final @Nullable String pattern;

    private NamePattern(@Nullable String pattern) {
        this.pattern = pattern;
    }

    public static NamePattern of(@Nullable String pattern) {
        return new NamePattern("%".equals(pattern) ? null : pattern);
    }

    /** A name as it is, in which no character is special; null matches everything. */
    public static NamePattern exactly(@Nullable String name) {
        return new NamePattern(
                name == null
                        ? null
                        : name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"));
    }

    /** As {@link #exactly}, but {@code %} alone means every name: tools read keys in bulk by it. */
    public static NamePattern nameOrAll(@Nullable String name) {
        return "%".equals(name) ? of(null) : exactly(name);
    }

    public boolean matchesAll() {
        return pattern == null;
    }

    public boolean matchesNothing() {
        return pattern != null && pattern.isEmpty();
    }

    /** The only name that matches, if there is just one. */
    public Optional<String> single() {
        if (pattern == null) {
            return Optional.empty();
        }
        var name = new StringBuilder();
        for (var i = 0; i < pattern.length(); i++) {
            var c = pattern.charAt(i);
            if (c == '%' || c == '_') {
                return Optional.empty();
            }
            if (c == '\\' && i + 1 < pattern.length()) {
                i++;
                name.append(pattern.charAt(i));
            } else {
                name.append(c);
            }
        }
        return Optional.of(name.toString());
    }

    /** Whether just one name matches. */
    public boolean isExact() {
        return single().isPresent();
    }

    /** The same pattern; where just one name matches, written in the one way of {@link #exactly}. */
    public NamePattern asExact() {
        return single().map(NamePattern::exactly).orElse(this);
    }

    /** The pattern as the service's operations and LIKE take it, or null for all. */
    public @Nullable String text() {
        return pattern;
    }

    public boolean matches(String name) {
        return pattern == null || matches(pattern, 0, name, 0);
    }

    private static boolean matches(String pattern, int p, String name, int n) {
        var at = n;
        for (var i = p; i < pattern.length(); i++) {
            var c = pattern.charAt(i);
            if (c == '%') {
                return matchesRest(pattern, i + 1, name, at);
            }
            var literal = c == '\\' && i + 1 < pattern.length();
            if (literal) {
                i++;
            }
            if (at >= name.length() || ((literal || c != '_') && pattern.charAt(i) != name.charAt(at))) {
                return false;
            }
            at++;
        }
        return at == name.length();
    }

    private static boolean matchesRest(String pattern, int p, String name, int n) {
        for (var start = n; start <= name.length(); start++) {
            if (matches(pattern, p, name, start)) {
                return true;
            }
        }
        return false;
    }

    /** A condition on a column of the catalog. */
    public String condition(String column) {
        if (pattern == null) {
            return "TRUE";
        }
        var single = single();
        return single.isPresent()
                ? column + " = " + Literals.string(single.get())
                : column + " LIKE " + Literals.string(pattern);
    }
}
