package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.StatementDescription.SubStatement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a connection that a submission outside its session takes along, as the first parts of a batch. A mark
 * behind their text tells them from the parts of the program, also in another virtual machine that attaches later.
 */
public final class SettingsAlong {

    private static final String MARK = " /* redshift-data-jdbc: a setting of the connection */";

    private SettingsAlong() {}

    /** The settings, marked, and the statements behind them. */
    public static List<BoundStatement> with(List<BoundStatement> settings, List<BoundStatement> statements) {
        var all = new ArrayList<BoundStatement>(settings.size() + statements.size());
        for (var setting : settings) {
            all.add(new BoundStatement(
                    setting.sql() + MARK, setting.parameters(), setting.facts(), setting.textToLog()));
        }
        all.addAll(statements);
        return all;
    }

    /** The parts of a batch without the settings at its beginning. */
    public static List<SubStatement> without(List<SubStatement> parts) {
        var first = 0;
        while (first < parts.size() - 1 && isMarked(parts.get(first).figures().queryString())) {
            first++;
        }
        return parts.subList(first, parts.size());
    }

    /** The texts of a batch without the settings at its beginning. */
    public static List<String> textsWithout(List<String> texts) {
        var first = 0;
        while (first < texts.size() - 1 && isMarked(texts.get(first))) {
            first++;
        }
        return texts.subList(first, texts.size());
    }

    private static boolean isMarked(@Nullable String text) {
        return text != null && text.endsWith(MARK);
    }
}
