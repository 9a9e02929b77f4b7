package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.sql.SQLWarning;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chain of warnings, each text once: a caller that never clears it must not make it grow. Confined to the thread of
 * its owner.
 */
final class Warnings {

    /** SQLSTATE class 01: the statement worked, with a remark. */
    private static final String WARNING = "01000";

    private @Nullable SQLWarning first;
    private final Set<String> known = new HashSet<>();

    void add(String text) {
        var message = Shown.lines(text);
        if (!known.add(message)) {
            return;
        }
        var warning = new SQLWarning(message, WARNING);
        if (first == null) {
            first = warning;
        } else {
            first.setNextWarning(warning);
        }
    }

    void addAll(List<String> messages) {
        messages.forEach(this::add);
    }

    @Nullable
    SQLWarning first() {
        return first;
    }

    void clear() {
        first = null;
        known.clear();
    }
}
