package io.github.redshiftdata.jdbc.internal.trace;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A call of the program, or a part of one, while it lasts. Ended in the thread that began it. */
public final class Step {

    /** A step that nobody is told of. */
    static final Step NONE = new Step();

    private final String name;
    private final @Nullable Call call;
    private final Call.@Nullable Scope scope;
    private boolean failed;

    private Step() {
        this.name = "";
        this.call = null;
        this.scope = null;
    }

    /** Begins a step, and makes its call the present one. */
    Step(String name, Call call) {
        this.name = name;
        this.call = call;
        this.scope = Call.enter(call);
    }

    /** Adds something that it turned out to be. */
    public void attribute(String attribute, Object value) {
        var span = call == null ? null : call.span();
        if (span != null) {
            span.attribute(attribute, value);
        }
    }

    /** Notes that a call of the program ends in an exception, and returns that. Its message is not told. */
    public <E extends SQLException> E failed(E thrown) {
        if (call != null) {
            var state = String.valueOf(thrown.getSQLState());
            attribute(SpanNames.RESPONSE_STATUS, state);
            failed(state);
            var sink = call.connection().sink();
            if (sink.takes(LineSink.Level.INFO)) {
                sink.line(
                        LineSink.Level.INFO,
                        "jdbc",
                        name + " failed with SQLSTATE " + state + ", "
                                + thrown.getClass().getSimpleName());
            }
        }
        return thrown;
    }

    /**
     * Notes that it failed.
     *
     * @param type a short word for the kind of failure; never a message
     */
    public void failed(String type) {
        if (call != null) {
            failed = true;
            attribute(SpanNames.ERROR_TYPE, type);
        }
    }

    /** Ends it. */
    public void end() {
        if (call == null || scope == null) {
            return;
        }
        scope.leave();
        var span = call.span();
        if (span != null) {
            span.end(failed);
        }
    }
}
