package io.github.redshiftdata.tests.tracing;

import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import io.github.redshiftdata.jdbc.RedshiftDataOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An OpenTelemetry that keeps the spans it is told of. */
final class Spans {

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetry telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build();

    OpenTelemetry telemetry() {
        return telemetry;
    }

    /** A DataSource whose connections tell of their spans here. */
    RedshiftDataDataSource source(String url) {
        var source = new RedshiftDataDataSource();
        source.setUrl(url);
        source.setTracer(new RedshiftDataOpenTelemetry(telemetry));
        return source;
    }

    void forget() {
        exporter.reset();
    }

    /** The spans that have ended. */
    List<SpanData> all() {
        return exporter.getFinishedSpanItems();
    }

    SpanData only(String name) {
        var found = all().stream().filter(span -> span.getName().equals(name)).toList();
        if (found.size() != 1) {
            throw new AssertionError("not one span " + name + " in\n" + tree(SpanData::getName));
        }
        return found.get(0);
    }

    List<String> childrenOf(SpanData parent) {
        return all().stream()
                .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
                .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos))
                .map(SpanData::getName)
                .toList();
    }

    /** Waits until so many spans of a name have ended, of threads that nobody waits for. */
    void await(String name, int count) {
        while (all().stream().filter(span -> span.getName().equals(name)).count() < count) {
            Thread.onSpinWait();
        }
    }

    /** All spans, each below its parent and indented more, in the order of their begin. */
    String tree(Function<SpanData, String> text) {
        return tree(SpanId.getInvalid(), "", text);
    }

    private String tree(String parent, String indent, Function<SpanData, String> text) {
        return all().stream()
                .filter(span -> span.getParentSpanId().equals(parent))
                .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos))
                .map(span -> indent + text.apply(span) + "\n" + tree(span.getSpanId(), indent + "  ", text))
                .collect(Collectors.joining());
    }
}
