package io.github.redshiftdata.jdbc.internal.meta;

import io.github.redshiftdata.jdbc.internal.sql.Characters;
import io.github.redshiftdata.jdbc.internal.sql.Literals;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of DatabaseMetaData: {@code %} matches any text, {@code _} any character, and a backslash before either
 * makes it an ordinary character. Null matches everything, "" only objects without a name, so in Redshift nothing.
 */
public final class NamePattern {

    private final @Nullable String pattern;

    private NamePattern(@Nullable String pattern) {
        this.pattern = pattern;
    }

    public static NamePattern of(@Nullable String pattern) {
        return new NamePattern("%".equals(pattern) ? null : pattern);
    }

    /** A pattern that matches just this name, in which no character is special; null matches everything. */
    public static NamePattern exactly(@Nullable String name) {
        return new NamePattern(
                name == null
                        ? null
                        : name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"));
    }

    /**
     * A pattern that matches just this name, but {@code %} alone matches every name: tools use it to read keys in bulk.
     */
    public static NamePattern nameOrAll(@Nullable String name) {
        return "%".equals(name) ? of(null) : exactly(name);
    }

    public boolean matchesAll() {
        return pattern == null;
    }

    /** Whether no name can match: the pattern is "", or has characters that no name can have. */
    public boolean matchesNothing() {
        return pattern != null && (pattern.isEmpty() || !Characters.areSendable(pattern));
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

    /**
     * An equal pattern. If just one name matches, it is written in the way of {@link #exactly}, so that equal patterns
     * have equal texts.
     */
    public NamePattern asExact() {
        return single().map(NamePattern::exactly).orElse(this);
    }

    /** The pattern as it was given, or null for all. */
    public @Nullable String text() {
        return pattern;
    }

    /**
     * A pattern without escapes that matches all that this one does, and may match more; null for all. The service's
     * operations document {@code %} and {@code _} only.
     */
    @Nullable
    String withoutEscapes() {
        if (pattern == null || pattern.indexOf('\\') < 0) {
            return pattern;
        }
        var wide = new StringBuilder();
        for (var at = 0; at < pattern.length(); at += elementLength(at)) {
            var length = elementLength(at);
            var c = pattern.charAt(at + length - 1);
            var needsEscape = c == '\\' || (length == 2 && c == '%');
            wide.append(needsEscape ? '_' : c);
        }
        return wide.toString();
    }

    /**
     * Whether a name matches. The time is proportional to the product of the lengths: after a later {@code %}, an
     * earlier one need not be tried again.
     */
    public boolean matches(String name) {
        if (pattern == null) {
            return true;
        }
        var p = 0;
        var n = 0;
        var afterPercent = -1;
        var triedFrom = 0;
        while (true) {
            var length = p < pattern.length() ? elementLength(p) : 0;
            if (p == pattern.length() && n == name.length()) {
                return true;
            } else if (length == 1 && pattern.charAt(p) == '%') {
                p++;
                afterPercent = p;
                triedFrom = n;
            } else if (length > 0 && n < name.length() && elementMatches(p, length, name.charAt(n))) {
                p += length;
                n++;
            } else if (afterPercent >= 0 && triedFrom < name.length()) {
                triedFrom++;
                n = triedFrom;
                p = afterPercent;
            } else {
                return false;
            }
        }
    }

    /** The length of the element at a place: 2 if a backslash escapes a character, else 1. */
    private int elementLength(int at) {
        return pattern != null && pattern.charAt(at) == '\\' && at + 1 < pattern.length() ? 2 : 1;
    }

    private boolean elementMatches(int at, int length, char c) {
        if (pattern == null) {
            return true;
        }
        var wanted = pattern.charAt(at + length - 1);
        return wanted == c || (length == 1 && wanted == '_');
    }

    /** An SQL condition on a column of the catalog. */
    public String condition(String column) {
        if (pattern == null) {
            return "TRUE";
        }
        if (matchesNothing()) {
            return "FALSE";
        }
        var single = single();
        return single.isPresent()
                ? column + " = " + Literals.string(single.get())
                : column + " LIKE " + Literals.string(pattern);
    }
}
