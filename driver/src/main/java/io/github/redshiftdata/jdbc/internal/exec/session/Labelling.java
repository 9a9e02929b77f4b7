package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.Command;
import io.github.redshiftdata.jdbc.internal.exec.statement.Execution;
import io.github.redshiftdata.jdbc.internal.exec.statement.NotAcceptedException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Gives a session the names that the program wants, before its next statement. Guarded by {@link SessionLock}. */
final class Labelling {

    private final SessionRunner sessions;
    private final SessionState state;
    private final SettingRefusals refusals;

    Labelling(SessionRunner sessions, SessionState state, SettingRefusals refusals) {
        this.sessions = sessions;
        this.state = state;
        this.refusals = refusals;
    }

    /** Leaves the names to the session that the next statement opens. */
    void preset() {
        state.labels().preset(state);
    }

    /**
     * Sets what is owed; if there is no session yet, the next statement opens one with it.
     *
     * @param inside runs a setting in the open transaction; null if none is open
     */
    void make(OwedLabels.@Nullable Setter inside, Execution execution) throws SQLException {
        if (state.id() == null) {
            preset();
        } else if (inside == null) {
            state.labels().make(state, false, setting -> outside(setting, execution));
        } else {
            state.labels().make(state, true, inside);
        }
    }

    private void outside(BoundStatement setting, Execution execution) throws SQLException {
        if (refusals.isKnown(setting)) {
            return;
        }
        try {
            sessions.run(new Command.Single(setting), false, execution).orThrow();
            state.finished(setting, false);
        } catch (NotAcceptedException e) {
            throw e.error();
        } catch (SQLException e) {
            if (!refusals.isBorne(setting, e)) {
                throw e;
            }
        }
    }
}
