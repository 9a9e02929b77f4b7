package io.github.redshiftdata.emulator.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** The sessions of the last 24 hours, closed ones included. */
public final class SessionStore {

    private static final Duration RETENTION = Duration.ofHours(24);

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, Session> open = new ConcurrentHashMap<>();
    /** In the order in which they were closed. */
    private final Deque<Session> closed = new ConcurrentLinkedDeque<>();

    private final Clock clock;

    public SessionStore(Clock clock) {
        this.clock = clock;
    }

    /** A new session, not taken by a statement yet. */
    public Session open(Target target, int keepAliveSeconds) {
        var session =
                new Session(UUID.randomUUID().toString(), target, keepAliveSeconds, clock.instant(), this::noteClosed);
        sessions.put(session.id(), session);
        open.put(session.id(), session);
        return session;
    }

    private void noteClosed(Session session) {
        open.remove(session.id());
        closed.add(session);
    }

    /** The closed session from an earlier life that a statement names. */
    Session restore(StatementRecord.SessionRecord earlier) {
        return sessions.computeIfAbsent(earlier.id(), id -> {
            var session =
                    new Session(id, earlier.target(), earlier.keepAliveSeconds(), earlier.createdAt(), closed::add);
            session.close();
            return session;
        });
    }

    /** Forgets a session that never came to be. */
    public void discard(Session session) {
        session.close();
        sessions.remove(session.id());
    }

    /** Null where there never was one. */
    public @Nullable Session find(String id) {
        return sessions.get(id);
    }

    /**
     * The newest first, as they stand now.
     *
     * @param status null for those that are not closed
     */
    public List<Session.Snapshot> newestFirst(Session.@Nullable Status status) {
        Instant now = clock.instant();
        Collection<Session> candidates = status == Session.Status.CLOSED ? sessions.values() : open.values();
        return candidates.stream()
                .map(session -> session.snapshot(now))
                .filter(session ->
                        status == null ? session.status() != Session.Status.CLOSED : session.status() == status)
                .sorted(Comparator.comparing(Session.Snapshot::createdAt)
                        .reversed()
                        .thenComparing(Session.Snapshot::id))
                .toList();
    }

    /** How many sessions are not known to be closed. */
    public int openCount() {
        return open.size();
    }

    /** How many sessions are not closed, after a look at each. */
    public int openCountNow() {
        return newestFirst(null).size();
    }

    /** Closes what has been idle too long and forgets what was closed long ago. */
    public void reap() {
        var now = clock.instant();
        open.values().forEach(session -> session.closeIfExpired(now));
        var eldest = closed.peekFirst();
        while (eldest != null && now.isAfter(eldest.updatedAt().plus(RETENTION))) {
            closed.pollFirst();
            sessions.remove(eldest.id());
            eldest = closed.peekFirst();
        }
    }

    public void closeAll() {
        open.values().forEach(Session::close);
    }
}
