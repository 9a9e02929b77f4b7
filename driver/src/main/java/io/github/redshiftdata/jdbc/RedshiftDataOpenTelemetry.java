package io.github.redshiftdata.jdbc;

import io.github.redshiftdata.jdbc.internal.config.DriverVersion;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells OpenTelemetry what the driver does. Nothing else of the driver needs OpenTelemetry. The property
 * {@code tracing=opentelemetry} does the same with the global one.
 */
public final class RedshiftDataOpenTelemetry implements RedshiftDataTracer {

    private static final String SCOPE = "io.github.redshiftdata.jdbc";

    private final Tracer tracer;

    /** Tells the global OpenTelemetry of the program, as it is now. */
    public RedshiftDataOpenTelemetry() {
        this(GlobalOpenTelemetry.get());
    }

    /** Tells an OpenTelemetry. */
    public RedshiftDataOpenTelemetry(OpenTelemetry telemetry) {
        this.tracer = telemetry
                .tracerBuilder(SCOPE)
                .setInstrumentationVersion(DriverVersion.text())
                .build();
    }

    @Override
    public RedshiftDataSpan start(
            RedshiftDataSpan.Kind kind,
            String name,
            @Nullable RedshiftDataSpan parent,
            Map<String, Object> attributes) {
        var context = parent instanceof Told known ? Context.current().with(known.span) : Context.current();
        return new Told(tracer.spanBuilder(name)
                .setParent(context)
                .setSpanKind(kind == RedshiftDataSpan.Kind.WAIT ? SpanKind.INTERNAL : SpanKind.CLIENT)
                .setAllAttributes(attributes(attributes))
                .startSpan());
    }

    private static Attributes attributes(Map<String, Object> attributes) {
        var built = Attributes.builder();
        attributes.forEach((name, value) -> put(built, name, value));
        return built.build();
    }

    private static void put(AttributesBuilder built, String name, Object value) {
        if (value instanceof Long number) {
            built.put(AttributeKey.longKey(name), number);
        } else {
            built.put(AttributeKey.stringKey(name), value.toString());
        }
    }

    private record Told(Span span) implements RedshiftDataSpan {

        @Override
        public void setAttribute(String name, Object value) {
            span.setAllAttributes(attributes(Map.of(name, value)));
        }

        @Override
        @SuppressWarnings("MustBeClosedChecker") // whoever asked for it closes it
        public Scope makeCurrent() {
            return span.makeCurrent()::close;
        }

        @Override
        public void end(boolean failed) {
            if (failed) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }
}
