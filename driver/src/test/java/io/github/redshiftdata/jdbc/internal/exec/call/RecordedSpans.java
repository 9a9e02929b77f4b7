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
public final class RecordedSpans implements RedshiftDataTracer {

    /** A span, and what became of it. */
    public static final class Recorded implements RedshiftDataSpan {

        public final Kind kind;
        public final String name;

        @Nullable
        public final RedshiftDataSpan parent;

        public final Map<String, Object> attributes;

        /** How it ended; null while it lasts. */
        @Nullable
        public Boolean failed;

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

    public final List<Recorded> all = new ArrayList<>();

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
    public ConnectionTrace connection() {
        return new ConnectionTrace(
                this,
                broken -> {
                    throw new AssertionError(broken);
                },
                new ConnectionTrace.Place("dev", "localhost", 443),
                LineSink.NONE);
    }

    public List<String> names() {
        return all.stream().map(span -> span.name).toList();
    }

    public Recorded last() {
        return all.get(all.size() - 1);
    }
}
