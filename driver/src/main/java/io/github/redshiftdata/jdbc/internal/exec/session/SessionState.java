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
    private final List<BoundStatement> settings = new ArrayList<>();
    /** The settings made in the open transaction; a rollback undoes them. */
    private final List<BoundStatement> uncommittedSettings = new ArrayList<>();

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
        remember(setting, settings);
    }

    /** The statements that make a new session equal to the lost one. */
    List<BoundStatement> settings() {
        return List.copyOf(settings);
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
            remember(statement, inTransaction ? uncommittedSettings : settings);
        } else {
            restorable &= !statement.facts().mayLeaveState();
        }
    }

    void committed() {
        uncommittedSettings.forEach(setting -> remember(setting, settings));
        uncommittedSettings.clear();
    }

    void rolledBack() {
        uncommittedSettings.clear();
    }

    private void remember(BoundStatement setting, List<BoundStatement> where) {
        // Of equal settings only the last one is kept.
        where.remove(setting);
        where.add(setting);
        restorable &= where.size() <= MOST_SETTINGS;
    }
}
