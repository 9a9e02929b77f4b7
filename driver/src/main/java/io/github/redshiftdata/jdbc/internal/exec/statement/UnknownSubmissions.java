package io.github.redshiftdata.jdbc.internal.exec.statement;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The submissions of a connection whose program was told that their outcome is unknown: the service may have taken them
 * or not. What the driver finds out later is noted here. Used by any thread.
 */
public final class UnknownSubmissions {

    private static final int MOST = 100;

    /** What is known of a submission by now. */
    public enum State {
        UNKNOWN,
        ACCEPTED,
        NOT_ACCEPTED
    }

    /** One submission. */
    public static final class Entry {

        private final String clientToken;
        private final String statementName;
        private volatile State state = State.UNKNOWN;
        private volatile @Nullable String statementId;

        private Entry(String clientToken, String statementName) {
            this.clientToken = clientToken;
            this.statementName = statementName;
        }

        public String clientToken() {
            return clientToken;
        }

        public String statementName() {
            return statementName;
        }

        public State state() {
            return state;
        }

        /** The id of the statement; null while it is not known. */
        public @Nullable String statementId() {
            return statementId;
        }

        void accepted(String id) {
            statementId = id;
            state = State.ACCEPTED;
        }

        void notAccepted() {
            state = State.NOT_ACCEPTED;
        }
    }

    /** Guarded by this. */
    private final Deque<Entry> entries = new ArrayDeque<>();

    public synchronized Entry add(String clientToken, String statementName) {
        if (entries.size() == MOST) {
            entries.removeFirst();
        }
        var entry = new Entry(clientToken, statementName);
        entries.addLast(entry);
        return entry;
    }

    /** The last 100 submissions, the oldest first. */
    public synchronized List<Entry> all() {
        return List.copyOf(entries);
    }
}
