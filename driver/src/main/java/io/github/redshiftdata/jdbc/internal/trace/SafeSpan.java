package io.github.redshiftdata.jdbc.internal.trace;

import io.github.redshiftdata.jdbc.RedshiftDataSpan;
import io.github.redshiftdata.jdbc.RedshiftDataTracer;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A span of the program's tracer. Whatever that throws, the driver goes on. */
final class SafeSpan {

    private final RedshiftDataTracer tracer;
    private final Consumer<Throwable> complaints;
    /** Null if the tracer could not make it. */
    private final @Nullable RedshiftDataSpan span;

    private SafeSpan(RedshiftDataTracer tracer, Consumer<Throwable> complaints, @Nullable RedshiftDataSpan span) {
        this.tracer = tracer;
        this.complaints = complaints;
        this.span = span;
    }

    /** Begins a span of a tracer, which is heard of in {@code complaints} if it throws. */
    static SafeSpan start(
            RedshiftDataTracer tracer,
            Consumer<Throwable> complaints,
            RedshiftDataSpan.Kind kind,
            String name,
            @Nullable SafeSpan parent,
            Map<String, Object> attributes) {
        @Nullable RedshiftDataSpan made = null;
        try {
            made = tracer.start(kind, name, parent == null ? null : parent.span, attributes);
        } catch (RuntimeException | Error broken) {
            complaints.accept(broken);
        }
        return new SafeSpan(tracer, complaints, made);
    }

    SafeSpan child(RedshiftDataSpan.Kind kind, String name, Map<String, Object> attributes) {
        return start(tracer, complaints, kind, name, this, attributes);
    }

    void attribute(String name, Object value) {
        told(own -> own.setAttribute(name, value));
    }

    void end(boolean failed) {
        told(own -> own.end(failed));
    }

    RedshiftDataSpan.@Nullable Scope makeCurrent() {
        if (span == null) {
            return null;
        }
        try {
            return span.makeCurrent();
        } catch (RuntimeException | Error broken) {
            complaints.accept(broken);
            return null;
        }
    }

    void close(RedshiftDataSpan.@Nullable Scope scope) {
        if (scope != null) {
            told(own -> scope.close());
        }
    }

    private void told(Consumer<RedshiftDataSpan> what) {
        if (span == null) {
            return;
        }
        try {
            what.accept(span);
        } catch (RuntimeException | Error broken) {
            complaints.accept(broken);
        }
    }
}
