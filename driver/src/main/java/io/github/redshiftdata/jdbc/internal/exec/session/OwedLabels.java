package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.sql.SessionSetting;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the program wants its session to be named by {@code Connection.setClientInfo}. A name is set before the next
 * statement, as JDBC allows: pools set it with each borrowing, and not each of them runs a statement. It belongs to no
 * transaction: what a rollback takes back is set again.
 */
final class OwedLabels {

    /** Runs a setting in the session. */
    @FunctionalInterface
    interface Setter {
        void run(BoundStatement setting) throws SQLException;
    }

    /** By name. Guarded by this object, since any thread may add to it. */
    private final Map<String, BoundStatement> owed = new LinkedHashMap<>();
    /** What the open transaction has set; guarded by {@link SessionLock}. */
    private final Map<String, BoundStatement> uncommitted = new LinkedHashMap<>();

    /** Whether the work of a connection is right without this setting, which not every warehouse knows. */
    static boolean mayBeMissing(BoundStatement setting) {
        return SessionState.nameOf(setting).equals(SessionSetting.APPLICATION_NAME);
    }

    /** Wants a setting instead of an earlier one of the same name; for any thread. */
    synchronized void want(BoundStatement setting) {
        owed.put(SessionState.nameOf(setting), setting);
    }

    private synchronized List<BoundStatement> due(boolean inTransaction) {
        // A refused setting fails the transaction, so one that the warehouse may not know waits for its end.
        return owed.values().stream()
                .filter(setting -> !inTransaction || !mayBeMissing(setting))
                .toList();
    }

    /** No longer owed, unless another value was wanted meanwhile. */
    private synchronized void done(BoundStatement setting) {
        owed.remove(SessionState.nameOf(setting), setting);
    }

    /** Puts them among the settings of the session that will be opened. */
    void preset(SessionState state) {
        for (var setting : due(false)) {
            done(setting);
            state.preset(setting);
        }
    }

    /** The settings as they will be once what is owed is set, for a statement that does not wait for the session. */
    List<BoundStatement> over(Map<String, BoundStatement> settings) {
        var all = new LinkedHashMap<>(settings);
        for (var setting : due(true)) {
            all.put(SessionState.nameOf(setting), setting);
        }
        return List.copyOf(all.values());
    }

    /**
     * Sets what is owed.
     *
     * @param setter runs it; a setting that may be missing must not end in an exception of the database
     */
    void make(SessionState state, boolean inTransaction, Setter setter) throws SQLException {
        for (var setting : due(inTransaction)) {
            done(setting);
            if (state.isSet(setting)) {
                continue;
            }
            try {
                setter.run(setting);
            } catch (SQLException e) {
                again(setting);
                throw e;
            }
            if (inTransaction) {
                uncommitted.put(SessionState.nameOf(setting), setting);
            }
        }
    }

    private synchronized void again(BoundStatement setting) {
        owed.putIfAbsent(SessionState.nameOf(setting), setting);
    }

    /** Called when a statement of the program has set the same: its value counts from now on. */
    void replaced(String name) {
        uncommitted.remove(name);
    }

    void committed() {
        uncommitted.clear();
    }

    void rolledBack() {
        uncommitted.values().forEach(this::again);
        uncommitted.clear();
    }
}
