package io.github.redshiftdata.emulator.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which client token stands for which statement, for eight hours, or for as long as the statement is kept. */
public final class ClientTokens {

    private static final Duration MEMORY = Duration.ofHours(8);

    /** Guarded by itself. In the order in which the tokens came, so that those to be forgotten stand first. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private final StatementStore statements;
    private final Clock clock;

    public ClientTokens(StatementStore statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    /** The statement of an earlier submission with this token, or a new one; a failing submission is not remembered. */
    public Statement once(@Nullable String token, Supplier<Statement> submit) {
        if (token == null) {
            return submit.get();
        }
        // A submission starts nothing that takes long, so one lock for all tokens is enough.
        synchronized (entries) {
            var now = clock.instant();
            forget(now.minus(MEMORY));
            var entry = entries.get(token);
            var known = entry == null ? null : statements.find(entry.statementId);
            if (known != null) {
                return known;
            }
            var statement = submit.get();
            put(token, new Entry(statement.id(), now));
            return statement;
        }
    }

    /** Takes a token from an earlier life. */
    void restore(String token, Statement statement) {
        synchronized (entries) {
            var createdAt = statement.submission().createdAt();
            var other = entries.get(token);
            if (other == null || other.createdAt.isBefore(createdAt)) {
                put(token, new Entry(statement.id(), createdAt));
            }
        }
    }

    /** How many tokens are remembered. */
    public int size() {
        synchronized (entries) {
            return entries.size();
        }
    }

    private void put(String token, Entry entry) {
        entries.remove(token);
        entries.put(token, entry);
    }

    /** A token whose statement is forgotten would not be known again anyway. */
    private void forget(Instant oldest) {
        var eldest = entries.values().iterator();
        while (eldest.hasNext()) {
            Entry entry = eldest.next();
            if (!entry.createdAt.isBefore(oldest) && statements.find(entry.statementId) != null) {
                return;
            }
            eldest.remove();
        }
    }

    private record Entry(String statementId, Instant createdAt) {}
}
