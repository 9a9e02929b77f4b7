package io.github.redshiftdata.jdbc.internal.trace;

import io.github.redshiftdata.jdbc.RedshiftDataSpan;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What a thread does, and for which connection: a call of the program, a request or a wait of it, or work that no caller
 * waits for. Each thread has at most one that is present; a thread of the driver gets that of the thread it works for.
 */
public final class Call {

    /** The keys under which lines of the program's log tell the connection and the statement. */
    public static final String CONNECTION_KEY = "redshift.data.connection";

    public static final String STATEMENT_KEY = "redshift.data.statement";

    private static final ThreadLocal<@Nullable Call> PRESENT = new ThreadLocal<>();

    private final ConnectionTrace connection;
    /** Null without a tracer, and for work that no caller waits for. */
    private final @Nullable SafeSpan span;

    /** The id of the last statement of it that the service took, or null. */
    private volatile @Nullable String statementId;

    Call(ConnectionTrace connection, @Nullable SafeSpan span, @Nullable String statementId) {
        this.connection = connection;
        this.span = span;
        this.statementId = statementId;
    }

    /** Work that may throw. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** What the calling thread does; null outside any call of the driver. */
    public static @Nullable Call current() {
        return PRESENT.get();
    }

    /** The sink of the connection for which the calling thread works; one that takes nothing outside any call. */
    public static LineSink sink() {
        var present = PRESENT.get();
        return present == null ? LineSink.NONE : present.connection.sink();
    }

    /** The connection and, once it has an id, the statement for which the calling thread works; "" for none. */
    public static String subject() {
        var present = PRESENT.get();
        if (present == null) {
            return "";
        }
        var statement = present.statementId;
        return statement == null ? present.connection.id() : present.connection.id() + " " + statement;
    }

    /** Called in the thread of a call when the service has taken a statement of it. */
    public static void accepted(String statementId) {
        var present = PRESENT.get();
        if (present != null) {
            present.statementId = statementId;
            MDC.put(STATEMENT_KEY, statementId);
            if (present.span != null) {
                present.span.attribute(SpanNames.STATEMENT_ID, statementId);
            }
        }
    }

    /** Begins a wait of the present call, where that is traced; {@link Step#end()} must follow. */
    public static Step waitFor(String what) {
        var present = PRESENT.get();
        return present == null || present.span == null
                ? Step.NONE
                : present.step(RedshiftDataSpan.Kind.WAIT, "wait for " + what, Map.of());
    }

    /** Begins a part of this, in the calling thread. */
    Step step(RedshiftDataSpan.Kind kind, String name, Map<String, Object> attributes) {
        return span == null
                ? Step.NONE
                : new Step(name, new Call(connection, span.child(kind, name, attributes), statementId));
    }

    /** Runs work of this call in the calling thread. */
    public <T, E extends Exception> T carried(Work<T, E> work) throws E {
        if (PRESENT.get() == this) {
            return work.run();
        }
        var scope = new Scope(this);
        try {
            return work.run();
        } finally {
            scope.leave();
        }
    }

    /** Makes a call, or nobody's work, the present one of the calling thread; {@link Scope#leave()} must follow. */
    public static Scope enter(@Nullable Call call) {
        return call == null || PRESENT.get() == call ? Scope.NONE : new Scope(call);
    }

    ConnectionTrace connection() {
        return connection;
    }

    @Nullable
    SafeSpan span() {
        return span;
    }

    /** The time in which a call is the present one of a thread. */
    public static final class Scope {

        static final Scope NONE = new Scope();

        private final @Nullable Call before = PRESENT.get();
        private final @Nullable String connectionBefore = MDC.get(CONNECTION_KEY);
        private final @Nullable String statementBefore = MDC.get(STATEMENT_KEY);
        private final @Nullable Call entered;
        private final RedshiftDataSpan.@Nullable Scope current;

        /** Changes nothing. */
        private Scope() {
            this.entered = null;
            this.current = null;
        }

        private Scope(Call entered) {
            this.entered = entered;
            PRESENT.set(entered);
            put(CONNECTION_KEY, entered.connection.id());
            put(STATEMENT_KEY, entered.statementId);
            this.current = entered.span == null ? null : entered.span.makeCurrent();
        }

        /** Makes the call before it the present one again. */
        public void leave() {
            if (entered == null) {
                return;
            }
            if (entered.span != null) {
                entered.span.close(current);
            }
            if (before == null) {
                PRESENT.remove();
            } else {
                PRESENT.set(before);
            }
            put(CONNECTION_KEY, connectionBefore);
            put(STATEMENT_KEY, statementBefore);
        }

        private static void put(String key, @Nullable String value) {
            if (value == null) {
                MDC.remove(key);
            } else {
                MDC.put(key, value);
            }
        }
    }
}
