package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.Command;
import io.github.redshiftdata.jdbc.internal.exec.statement.CommandEnd;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings and the statement that needs them, as one batch: so the settings cost no request. The batch is one
 * transaction: if the statement fails, the settings are undone with it.
 */
record SettingsFirst(List<BoundStatement> settings, BoundStatement statement) {

    /** Whether the statement means the same behind settings in one transaction, and how many there are allows it. */
    static boolean canPrecede(List<BoundStatement> settings, BoundStatement statement) {
        var kind = statement.kind();
        // The service may not know parameters of a batch.
        return settings.size() < Command.Batch.LIMIT
                && settings.stream().noneMatch(SettingsFirst::countsFromTheNextTransaction)
                && statement.parameters().isEmpty()
                && kind.takesParameters()
                && kind.rows() != StatementKind.Rows.PERHAPS;
    }

    /** Whether a setting leaves the transaction alone in which it is made, and so the other statements of a batch. */
    private static boolean countsFromTheNextTransaction(BoundStatement setting) {
        var name = SessionState.nameOf(setting);
        return name.equals("readonly") || name.startsWith("default_transaction_");
    }

    Command.Batch command() {
        var all = new ArrayList<>(settings);
        all.add(statement);
        return new Command.Batch(List.copyOf(all));
    }

    /** The setting that the database refused, or null if it was none of them, or the service does not tell. */
    @Nullable
    BoundStatement refused(CommandEnd whole) {
        return refused(settings, whole);
    }

    static @Nullable BoundStatement refused(List<BoundStatement> settings, CommandEnd whole) {
        var number = whole.failedPart();
        return whole.error() == null || number < 1 || number > settings.size() ? null : settings.get(number - 1);
    }

    /** The end of the statement, as if it had been sent alone. */
    CommandEnd ofStatement(CommandEnd whole) {
        return whole.ofPart(settings.size() + 1, statement.kind());
    }
}
