package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The session of a connection, and what it holds that a new one would lack. Settings can be made again; temporary
 * tables, cursors and the effects of unknown statements cannot. Guarded by {@link SessionLock}.
 */
final class SessionState {

    private static final int MOST_SETTINGS = 100;

    private volatile @Nullable String id;
    private volatile boolean restorable = true;
    /** Read without the lock, too, by who does not wait for the session; so it is never changed, but replaced. */
    private volatile List<BoundStatement> settings = List.of();
    /** The settings made in the open transaction; a rollback undoes them. */
    private List<BoundStatement> uncommittedSettings = List.of();

    /** The session, or null while there is none. */
    @Nullable
    String id() {
        return id;
    }

    void opened(String sessionId) {
        id = sessionId;
    }

    /** Called when the session is gone; the settings are still to be made in its successor. */
    void lost() {
        id = null;
    }

    boolean isRestorable() {
        return restorable;
    }

    /** Whether a new session could still take the place of this one once these statements have run in it. */
    boolean isRestorableAfter(List<BoundStatement> statements) {
        var more = 0;
        for (var statement : statements) {
            if (statement.kind() == StatementKind.SET) {
                more++;
            } else if (statement.facts().mayLeaveState()) {
                return false;
            }
        }
        return restorable && settings.size() + uncommittedSettings.size() + more <= MOST_SETTINGS;
    }

    /** Adds a setting that the session shall have from its beginning. */
    void preset(BoundStatement setting) {
        settings = with(setting, settings);
    }

    /** The statements that make a new session equal to the lost one. */
    List<BoundStatement> settings() {
        return settings;
    }

    /** The settings of the session, and those that the open transaction has made. */
    List<BoundStatement> allSettings() {
        var all = new ArrayList<>(settings);
        all.addAll(uncommittedSettings);
        return List.copyOf(all);
    }

    /** Called when a statement has finished in the session. */
    void finished(BoundStatement statement, boolean inTransaction) {
        if (statement.kind() == StatementKind.SET) {
            remember(statement, inTransaction);
        } else {
            restorable &= !statement.facts().mayLeaveState();
        }
    }

    void committed() {
        uncommittedSettings.forEach(this::preset);
        uncommittedSettings = List.of();
    }

    void rolledBack() {
        uncommittedSettings = List.of();
    }

    private void remember(BoundStatement setting, boolean inTransaction) {
        if (inTransaction) {
            uncommittedSettings = with(setting, uncommittedSettings);
        } else {
            settings = with(setting, settings);
        }
    }

    private List<BoundStatement> with(BoundStatement setting, List<BoundStatement> before) {
        var all = new ArrayList<>(before);
        // Of equal settings only the last one is kept.
        all.remove(setting);
        all.add(setting);
        restorable &= all.size() <= MOST_SETTINGS;
        return List.copyOf(all);
    }
}
