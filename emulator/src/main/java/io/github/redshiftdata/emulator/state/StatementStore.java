package io.github.redshiftdata.emulator.state;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The statements of the last 24 hours. */
public final class StatementStore {

    private static final Duration RETENTION = Duration.ofHours(24);

    private final Map<String, Statement> statements = new ConcurrentHashMap<>();
    private final Clock clock;

    public StatementStore(Clock clock) {
        this.clock = clock;
    }

    public void add(Statement statement) {
        statements.put(statement.id(), statement);
    }

    /** Null where there is none or it has expired. */
    public @Nullable Statement find(String id) {
        var statement = statements.get(id);
        if (statement != null && expired(statement)) {
            forget(statement);
            return null;
        }
        return statement;
    }

    /** The newest first. */
    public List<Statement> newestFirst() {
        return statements.values().stream()
                .sorted(Comparator.comparing((Statement s) -> s.submission().createdAt())
                        .reversed()
                        .thenComparing(Statement::id))
                .toList();
    }

    /** Ids of the statements that have not ended, in no order. */
    public List<String> active() {
        return statements.values().stream()
                .filter(statement -> !statement.snapshot().status().terminal())
                .map(Statement::id)
                .toList();
    }

    public int size() {
        return statements.size();
    }

    /** Forgets what is older than 24 hours. */
    public void removeExpired() {
        statements.values().stream().filter(this::expired).toList().forEach(this::forget);
    }

    /** Forgets every statement that has ended, as if its 24 hours were over. */
    public void expireNow() {
        statements.values().stream()
                .filter(statement -> statement.snapshot().status().terminal())
                .toList()
                .forEach(this::forget);
    }

    /** Cancels again what was cancelled and still runs: a database drops a cancel that comes just before the query. */
    public void repeatCancels() {
        statements.values().forEach(Statement::repeatCancel);
    }

    /** Stops and forgets everything. */
    public void clear() {
        for (var statement : List.copyOf(statements.values())) {
            statement.cancel();
            forget(statement);
        }
    }

    private boolean expired(Statement statement) {
        var snapshot = statement.snapshot();
        return snapshot.status().terminal()
                && clock.instant().isAfter(snapshot.updatedAt().plus(RETENTION));
    }

    private void forget(Statement statement) {
        statements.remove(statement.id());
        statement.dropResults();
    }
}
