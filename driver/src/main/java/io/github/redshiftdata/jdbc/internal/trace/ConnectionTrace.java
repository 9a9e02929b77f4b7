package io.github.redshiftdata.jdbc.internal.trace;

import io.github.redshiftdata.jdbc.RedshiftDataSpan;
import io.github.redshiftdata.jdbc.RedshiftDataTracer;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection, as traces and log lines name it. Usable from any thread. */
public final class ConnectionTrace {

    private static final AtomicLong COUNT = new AtomicLong();

    private final String id = "c" + COUNT.incrementAndGet();
    private final @Nullable RedshiftDataTracer tracer;
    private final Consumer<Throwable> complaints;
    private final Place place;
    private final LineSink sink;
    private final Call background = new Call(this, null, null);

    /**
     * Where the statements go.
     *
     * @param host of the Data API
     * @param port of the Data API
     */
    public record Place(String database, String host, int port) {}

    /**
     * Names a connection.
     *
     * @param tracer is told of its spans; null for nobody
     * @param complaints is given what the tracer throws
     * @param sink takes its lines
     */
    public ConnectionTrace(
            @Nullable RedshiftDataTracer tracer, Consumer<Throwable> complaints, Place place, LineSink sink) {
        this.tracer = tracer;
        this.complaints = complaints;
        this.place = place;
        this.sink = sink;
    }

    /** A connection of which nobody is told. */
    public static ConnectionTrace untold() {
        return new ConnectionTrace(null, ignored -> {}, new Place("", "", 0), LineSink.NONE);
    }

    /** Its name in log lines: short, and not that of another connection of this JVM. */
    public String id() {
        return id;
    }

    LineSink sink() {
        return sink;
    }

    /** Whether spans are told to anybody, so that their attributes are worth the time. */
    public boolean isTraced() {
        return tracer != null;
    }

    /**
     * Begins a call of the program in the calling thread; {@link Step#end()} must follow. What the driver calls within such a
     * call belongs to it.
     *
     * @param method the method of java.sql
     * @param operation what it asks of the database, such as SELECT
     * @param more further attributes
     */
    public Step begin(String method, String operation, Map<String, Object> more) {
        var present = Call.current();
        if (present != null && present.connection() == this) {
            return Step.NONE;
        }
        return new Step(method, new Call(this, span(method, operation, more), null));
    }

    private @Nullable SafeSpan span(String method, String operation, Map<String, Object> more) {
        if (tracer == null) {
            return null;
        }
        var attributes = new LinkedHashMap<String, Object>();
        attributes.put(SpanNames.SYSTEM, "aws.redshift");
        attributes.put(SpanNames.NAMESPACE, place.database());
        attributes.put(SpanNames.OPERATION, operation);
        attributes.put(SpanNames.SERVER_ADDRESS, place.host());
        attributes.put(SpanNames.SERVER_PORT, (long) place.port());
        attributes.putAll(more);
        return SafeSpan.start(
                tracer, complaints, RedshiftDataSpan.Kind.EXECUTION, method + " " + place.database(), null, attributes);
    }

    /** Runs a call of the program that asks the database what its own name says. */
    public <T> T during(String method, Call.Work<T, SQLException> work) throws SQLException {
        return within(begin(method, method, Map.of()), work);
    }

    /** Runs what a step was begun for, and ends it. */
    public static <T> T within(Step step, Call.Work<T, SQLException> work) throws SQLException {
        try {
            return work.run();
        } catch (SQLException e) {
            throw step.failed(e);
        } finally {
            step.end();
        }
    }

    /** Runs a call of the program that is no span; its log lines tell the connection all the same. */
    public <T> T unseen(Call.Work<T, SQLException> work) throws SQLException {
        return Call.current() == null ? background.carried(work) : work.run();
    }

    /** Begins a request in the calling thread, for the present call or, without one, for nobody. */
    public Step request(String operation) {
        var present = Call.current();
        var caller = present == null ? null : present.span();
        if (caller == null && tracer == null) {
            return Step.NONE;
        }
        Map<String, Object> attributes = Map.of(
                SpanNames.RPC_SYSTEM,
                "aws-api",
                SpanNames.RPC_SERVICE,
                "RedshiftData",
                SpanNames.RPC_METHOD,
                operation,
                SpanNames.SERVER_ADDRESS,
                place.host(),
                SpanNames.SERVER_PORT,
                (long) place.port());
        return present != null && caller != null
                ? present.step(RedshiftDataSpan.Kind.REQUEST, operation, attributes)
                : orphan(operation, attributes);
    }

    private Step orphan(String operation, Map<String, Object> attributes) {
        var own = tracer;
        return own == null
                ? Step.NONE
                : new Step(
                        operation,
                        new Call(
                                this,
                                SafeSpan.start(
                                        own, complaints, RedshiftDataSpan.Kind.REQUEST, operation, null, attributes),
                                null));
    }

    /** Threads whose work, unless it is handed a call, is that of this connection and of no caller. */
    public Executor threads(Executor threads) {
        return task -> threads.execute(() -> background.carried(() -> {
            task.run();
            return true;
        }));
    }
}
