package io.github.redshiftdata.emulator.api;

import io.github.redshiftdata.emulator.engine.Placeholders;
import java.util.Set;

/** What stands for a value in a SQL text, found by the lexer that the database's dialect is read with: one text, one view. */
final class PlaceholderScan {

    private final Placeholders found;

    private PlaceholderScan(Placeholders found) {
        this.found = found;
    }

    static PlaceholderScan of(String sql) {
        return new PlaceholderScan(Placeholders.in(sql));
    }

    /** The names without their colons. */
    Set<String> names() {
        return found.names();
    }

    /** Whether there is a question mark, for which no value can ever come. */
    boolean questionMark() {
        return found.questionMark();
    }
}
