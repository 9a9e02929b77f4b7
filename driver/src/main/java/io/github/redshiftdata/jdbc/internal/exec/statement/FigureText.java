package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription.SubStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the service told of a statement, for the one line of the log that tells its end. Nothing is asked for it. */
final class FigureText {

    private FigureText() {}

    /** A text that continues a sentence; "" if there is nothing to tell. */
    static String of(@Nullable StatementDescription told) {
        if (told == null) {
            return "";
        }
        var parts = told.subStatements();
        var whole = of(told.of(told.statementId()));
        var each = parts.stream().map(FigureText::of).collect(Collectors.joining("; "));
        return (whole.isEmpty() ? "" : ": " + whole) + (each.isBlank() ? "" : "; parts: " + each);
    }

    private static String of(SubStatement told) {
        var figures = told.figures();
        List<String> words = new ArrayList<>();
        if (figures.durationNanos() >= 0) {
            words.add("ran " + Duration.ofNanos(figures.durationNanos()).toMillis() + " ms");
        }
        add(words, told.resultRows(), " rows");
        add(words, figures.resultBytes(), " bytes");
        if (told.redshiftQueryId() > 0) {
            words.add("query " + told.redshiftQueryId());
        }
        if (figures.processId() > 0) {
            words.add("process " + figures.processId());
        }
        return String.join(", ", words);
    }

    private static void add(List<String> words, long number, String unit) {
        if (number >= 0) {
            words.add(number + unit);
        }
    }
}
