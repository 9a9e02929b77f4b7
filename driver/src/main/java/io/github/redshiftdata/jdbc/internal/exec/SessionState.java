package io.github.redshiftdata.jdbc.internal.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The session of a connection, and what it holds that a new one would lack. Settings can be made again; temporary
 * tables, cursors and the unknown cannot. Guarded by {@link SessionLock}.
 */
final class SessionState {

    private static final int MOST_SETTINGS = 100;
    private static final Pattern TEMPORARY =
            Pattern.compile("\\b(temp|temporary)\\b|\\bpg_temp|#", Pattern.CASE_INSENSITIVE);
    private static final Pattern SELECT_THAT_STORES =
            Pattern.compile("\\b(into|set_config)\\b", Pattern.CASE_INSENSITIVE);

    private final Predicate<String> isStateless;
    private volatile @Nullable String id;
    private boolean restorable = true;
    private final List<BoundStatement> settings = new ArrayList<>();
    /** Made in the open transaction: they are gone if it is rolled back. */
    private final List<BoundStatement> uncommittedSettings = new ArrayList<>();

    SessionState(Predicate<String> isStateless) {
        this.isStateless = isStateless;
    }

    /** The session, or null while there is none. */
    @Nullable
    String id() {
        return id;
    }

    void opened(String sessionId) {
        id = sessionId;
    }

    /** The session is gone; the settings are still to be made in its successor. */
    void lost() {
        id = null;
    }

    boolean isRestorable() {
        return restorable;
    }

    /** Whether a statement surely changes nothing. */
    static boolean onlyReads(BoundStatement statement) {
        return statement.kind().returnsRows()
                && !SELECT_THAT_STORES.matcher(statement.sql()).find();
    }

    /** A setting that the session shall have from its beginning. */
    void preset(BoundStatement setting) {
        remember(setting, settings);
    }

    /** The statements that make a new session equal to the lost one. */
    List<BoundStatement> settings() {
        return List.copyOf(settings);
    }

    /** The same, with what the open transaction has set. */
    List<BoundStatement> allSettings() {
        var all = new ArrayList<>(settings);
        all.addAll(uncommittedSettings);
        return List.copyOf(all);
    }

    /** A statement finished in the session. */
    void finished(BoundStatement statement, boolean inTransaction) {
        if (isStateless.test(statement.sql())) {
            return;
        }
        switch (statement.kind()) {
            case SET -> remember(statement, inTransaction ? uncommittedSettings : settings);
            case QUERY ->
                restorable &= !SELECT_THAT_STORES.matcher(statement.sql()).find();
            case DDL, TABLE_OF_QUERY, AUTO_COMMITTING ->
                restorable &= !TEMPORARY.matcher(statement.sql()).find();
            case ROWS, INSERT, UPDATE, DELETE, MERGE, LOAD, MAINTENANCE, EMPTY, BEGIN, COMMIT, ROLLBACK -> {}
            case SESSION, EXECUTE, CALL, OTHER -> restorable = false;
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
        // The last one of equal settings counts.
        where.remove(setting);
        where.add(setting);
        restorable &= where.size() <= MOST_SETTINGS;
    }
}
