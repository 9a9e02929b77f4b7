package io.github.redshiftdata.shell;

import io.github.redshiftdata.shell.output.Look;
import io.github.redshiftdata.shell.output.OutputFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How results are shown; set by options and changed by commands. */
final class Settings {

    /** Whether a table is written in the vertical form. */
    enum Expanded {
        ON,
        OFF,
        /** Where it is wider than the screen. */
        AUTO;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    OutputFormat format = OutputFormat.TABLE;
    Expanded expanded = Expanded.AUTO;

    @Nullable
    String nullText;

    boolean rowsOnly;
    boolean quiet;
    boolean timing;
    boolean pager = true;

    static Settings of(Options options) {
        var settings = new Settings();
        settings.format = options.format;
        settings.nullText = options.nullText;
        settings.rowsOnly = options.rowsOnly;
        settings.quiet = options.quiet;
        return settings;
    }

    /** The format of the next result, in which a table may be vertical by {@code \x}. */
    OutputFormat effectiveFormat() {
        return format == OutputFormat.TABLE && expanded == Expanded.ON ? OutputFormat.VERTICAL : format;
    }

    /** @param width of the screen that the result is for; 0 for none */
    Look look(int width) {
        var text = nullText == null ? format.nullText() : nullText;
        return new Look(text, rowsOnly, expanded == Expanded.AUTO ? width : 0);
    }
}
