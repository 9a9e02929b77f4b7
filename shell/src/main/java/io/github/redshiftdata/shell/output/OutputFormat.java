package io.github.redshiftdata.shell.output;

import java.io.Writer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The forms in which results are written. */
public enum OutputFormat {
    TABLE("NULL"),
    VERTICAL("NULL"),
    CSV(""),
    TSV("\\N"),
    JSON("null"),
    JSONL("null"),
    MARKDOWN("NULL"),
    HTML("NULL");

    private final String nullText;

    OutputFormat(String nullText) {
        this.nullText = nullText;
    }

    /** What stands for NULL unless the user says otherwise. */
    public String nullText() {
        return nullText;
    }

    /** Whether people read it: then the number of rows and what a statement did stand between the results. */
    public boolean isForPeople() {
        return this == TABLE || this == VERTICAL;
    }

    /** A writer for one result. */
    public RowWriter writer(Writer out, Look look) {
        return switch (this) {
            case TABLE -> new TableWriter(out, look);
            case VERTICAL -> new VerticalWriter(out, look);
            case CSV -> new CsvWriter(out, look);
            case TSV -> new TsvWriter(out, look);
            case JSON -> new JsonWriter(out, true);
            case JSONL -> new JsonWriter(out, false);
            case MARKDOWN -> new MarkdownWriter(out, look);
            case HTML -> new HtmlWriter(out, look);
        };
    }

    /** The name that options use. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format of a name.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static OutputFormat named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("There is no format '" + name + "'. The formats are "
                        + Arrays.stream(values()).map(OutputFormat::toString).collect(Collectors.joining(", "))
                        + "."));
    }
}
