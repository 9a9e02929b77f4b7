package io.github.redshiftdata.emulator.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The sessions of the last 24 hours, closed ones included. */
public final class SessionStore {

    private static final Duration RETENTION = Duration.ofHours(24);

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Clock clock;

    public SessionStore(Clock clock) {
        this.clock = clock;
    }

    /** A new session, not taken by a statement yet. */
    public Session open(Target target, int keepAliveSeconds) {
        var session = new Session(UUID.randomUUID().toString(), target, keepAliveSeconds, clock.instant());
        sessions.put(session.id(), session);
        return session;
    }

    /** Null where there never was one. */
    public @Nullable Session find(String id) {
        return sessions.get(id);
    }

    /** The newest first. */
    public List<Session.Snapshot> newestFirst() {
        Instant now = clock.instant();
        return sessions.values().stream()
                .map(session -> session.snapshot(now))
                .sorted(Comparator.comparing(Session.Snapshot::createdAt)
                        .reversed()
                        .thenComparing(Session.Snapshot::id))
                .toList();
    }

    /** How many sessions are not closed. */
    public int openCount() {
        return (int) newestFirst().stream()
                .filter(session -> session.status() != Session.Status.CLOSED)
                .count();
    }

    /** Closes what has been idle too long and forgets what was closed long ago. */
    public void reap() {
        var now = clock.instant();
        sessions.values()
                .removeIf(session -> session.closeIfExpired(now)
                        && now.isAfter(session.snapshot(now).updatedAt().plus(RETENTION)));
    }

    public void closeAll() {
        sessions.values().forEach(Session::close);
    }
}
