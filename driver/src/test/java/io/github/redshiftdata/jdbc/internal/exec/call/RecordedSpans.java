package io.github.redshiftdata.jdbc.internal.exec.call;

import io.github.redshiftdata.jdbc.RedshiftDataSpan;
import io.github.redshiftdata.jdbc.RedshiftDataTracer;
import io.github.redshiftdata.jdbc.internal.trace.ConnectionTrace;
import io.github.redshiftdata.jdbc.internal.trace.LineSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down the spans that a connection makes. */
final class RecordedSpans implements RedshiftDataTracer {

    /** A span, and what became of it. */
    static final class Recorded implements RedshiftDataSpan {

        final Kind kind;
        final String name;

        @Nullable
        final RedshiftDataSpan parent;

        final Map<String, Object> attributes;

        /** How it ended; null while it lasts. */
        @Nullable
        Boolean failed;

        private Recorded(Kind kind, String name, @Nullable RedshiftDataSpan parent, Map<String, Object> attributes) {
            this.kind = kind;
            this.name = name;
            this.parent = parent;
            this.attributes = new LinkedHashMap<>(attributes);
        }

        @Override
        public void setAttribute(String attribute, Object value) {
            attributes.put(attribute, value);
        }

        @Override
        public Scope makeCurrent() {
            return () -> {};
        }

        @Override
        public void end(boolean inFailure) {
            failed = inFailure;
        }
    }

    final List<Recorded> all = new ArrayList<>();

    @Override
    public RedshiftDataSpan start(
            RedshiftDataSpan.Kind kind,
            String name,
            @Nullable RedshiftDataSpan parent,
            Map<String, Object> attributes) {
        var span = new Recorded(kind, name, parent, attributes);
        all.add(span);
        return span;
    }

    /** A connection that tells its spans here. */
    ConnectionTrace connection() {
        return new ConnectionTrace(
                this,
                broken -> {
                    throw new AssertionError(broken);
                },
                new ConnectionTrace.Place("dev", "localhost", 443),
                LineSink.NONE);
    }

    List<String> names() {
        return all.stream().map(span -> span.name).toList();
    }

    Recorded last() {
        return all.get(all.size() - 1);
    }
}
