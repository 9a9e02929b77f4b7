package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.sql.SessionSetting;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The session of a connection, and what it holds that a new one would lack. Settings can be made again; temporary
 * tables, cursors and the effects of unknown statements cannot. Guarded by {@link SessionLock}.
 */
final class SessionState {

    private static final int MOST_SETTINGS = 100;

    private volatile @Nullable String id;
    private volatile boolean restorable = true;
    /**
     * By the name of what they set, in the order in which they were made. Read without the lock, too, by who does not wait
     * for the session; so the map is never changed, but replaced.
     */
    private volatile Map<String, BoundStatement> settings = Map.of();
    /** The settings made in the open transaction; a rollback undoes them. */
    private Map<String, BoundStatement> uncommittedSettings = Map.of();
    /** The properties of the driver that settings come from, by the names of these. */
    private final Map<String, String> properties = new HashMap<>();

    /** The names of settings of which it is not known whether they were made: outside a transaction, and in this session. */
    private final Set<String> doubted = new HashSet<>();

    private final OwedLabels labels = new OwedLabels();

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
        doubted.clear();
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

    /** What the program wants its session to be named, as far as that is not done yet. */
    OwedLabels labels() {
        return labels;
    }

    /** Adds a setting that the session shall have from its beginning. */
    void preset(BoundStatement setting) {
        settings = with(setting, settings);
    }

    /**
     * Adds a setting that the session shall have from its beginning.
     *
     * @param property of the driver, that it comes from
     */
    void preset(BoundStatement setting, String property) {
        preset(setting);
        properties.put(nameOf(setting), property);
    }

    /** The property that a setting comes from; null if it comes from a statement of the program. */
    @Nullable
    String propertyOf(BoundStatement setting) {
        return properties.get(nameOf(setting));
    }

    /** The statements that make a new session equal to the lost one. */
    List<BoundStatement> settings() {
        return List.copyOf(settings.values());
    }

    /** Whether this setting was surely the last of its name. */
    boolean isSet(BoundStatement setting) {
        var name = nameOf(setting);
        var uncommitted = uncommittedSettings.get(name);
        if (uncommitted != null) {
            return setting.equals(uncommitted);
        }
        return !doubted.contains(name) && setting.equals(settings.get(name));
    }

    /** Called when it is not known whether statements were carried out in the session. */
    void leftInDoubt(List<BoundStatement> statements) {
        restorable &=
                statements.stream().noneMatch(statement -> statement.facts().mayLeaveState());
        statements.stream()
                .filter(statement -> statement.kind() == StatementKind.SET)
                .forEach(setting -> doubted.add(nameOf(setting)));
    }

    /** Forgets a setting that the database does not take. */
    void drop(BoundStatement setting) {
        var left = new LinkedHashMap<>(settings);
        left.remove(nameOf(setting));
        settings = Collections.unmodifiableMap(left);
    }

    /** The settings without which a statement might give other rows, or be counted to somebody else. */
    List<BoundStatement> settingsThatMatter() {
        return settings.values().stream()
                .filter(setting -> !OwedLabels.mayBeMissing(setting))
                .toList();
    }

    /** The settings that matter, with the names that the next statement will set; for any thread. */
    List<BoundStatement> settingsToCome() {
        return labels.over(settings).stream()
                .filter(setting -> !OwedLabels.mayBeMissing(setting))
                .toList();
    }

    /** The settings that matter, and those that the open transaction has made. */
    List<BoundStatement> allSettings() {
        var all = new ArrayList<>(settingsThatMatter());
        all.addAll(uncommittedSettings.values());
        return List.copyOf(all);
    }

    /** Called when a statement has finished in the session. */
    void finished(BoundStatement statement, boolean inTransaction) {
        if (statement.kind() == StatementKind.SET) {
            var setting = SessionSetting.of(statement.sql());
            labels.replaced(setting.name());
            if (inTransaction) {
                uncommittedSettings = with(statement, uncommittedSettings);
            } else if (!setting.isOfTheTransaction()) {
                properties.remove(setting.name());
                doubted.remove(setting.name());
                preset(statement);
            }
        } else {
            restorable &= !statement.facts().mayLeaveState();
        }
    }

    /** Called when statements run on in the session: what they leave in it is not known, and not waited for. */
    void leftRunning(List<BoundStatement> statements) {
        leftInDoubt(statements);
        restorable &= statements.stream().noneMatch(statement -> statement.kind() == StatementKind.SET);
    }

    void committed() {
        uncommittedSettings.values().stream()
                .filter(setting -> !SessionSetting.of(setting.sql()).isOfTheTransaction())
                .forEach(setting -> {
                    properties.remove(nameOf(setting));
                    doubted.remove(nameOf(setting));
                    preset(setting);
                });
        uncommittedSettings = Map.of();
        labels.committed();
    }

    void rolledBack() {
        uncommittedSettings = Map.of();
        labels.rolledBack();
    }

    static String nameOf(BoundStatement setting) {
        return SessionSetting.of(setting.sql()).name();
    }

    /** Of settings with the same name only the last one is kept, at the place where it was made. */
    private Map<String, BoundStatement> with(BoundStatement setting, Map<String, BoundStatement> before) {
        var all = new LinkedHashMap<>(before);
        var name = nameOf(setting);
        all.remove(name);
        all.put(name, setting);
        restorable &= all.size() <= MOST_SETTINGS;
        return Collections.unmodifiableMap(all);
    }
}
