package io.github.redshiftdata.emulator.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which client token stands for which statement, for eight hours. */
public final class ClientTokens {

    private static final Duration MEMORY = Duration.ofHours(8);

    private final Map<String, Entry> entries = new HashMap<>();
    private final Clock clock;

    public ClientTokens(Clock clock) {
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
            entries.values().removeIf(entry -> now.isAfter(entry.createdAt.plus(MEMORY)));
            var known = entries.get(token);
            if (known != null) {
                return known.statement;
            }
            var statement = submit.get();
            entries.put(token, new Entry(statement, now));
            return statement;
        }
    }

    private record Entry(Statement statement, Instant createdAt) {}
}
