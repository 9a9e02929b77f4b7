package io.github.redshiftdata.tests.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.support.TestEmulator;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The trace in docs/observability.md is one of a real run. -Ddocs.write=true writes it anew. */
class TracePageIT {

    private static final Path PAGE = Path.of(System.getProperty("docs"), "observability.md");
    private static final String OPENING = "<!-- trace -->\n```text\n";
    private static final String CLOSING = "```\n<!-- /trace -->";
    private static final int ROUNDS = 3;

    private final Spans spans = new Spans();

    @Test
    void theTraceOfThePageIsOfARealRun() throws Exception {
        var page = Files.readString(PAGE);
        var start = page.indexOf(OPENING) + OPENING.length();
        var end = page.indexOf(CLOSING);
        assertThat(end).isGreaterThanOrEqualTo(start);
        var expected = page.substring(start, end);
        // On a busy machine a statement may last longer than the first wait, and cost one request more.
        var trace = run();
        for (var round = 1; round < ROUNDS && !trace.equals(expected); round++) {
            trace = run();
        }
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, page.substring(0, start) + trace + page.substring(end));
        } else {
            assertThat(expected).as("run with -Ddocs.write=true").isEqualTo(trace);
        }
    }

    private String run() throws SQLException {
        spans.forget();
        try (var emulator = TestEmulator.own(2000)) {
            var program = spans.telemetry()
                    .getTracer("shop")
                    .spanBuilder("GET /report")
                    .startSpan();
            try (var scope = program.makeCurrent();
                    var connection = spans.source(emulator.url()).getConnection();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("select pg_sleep(1.3)");
                try (var rows = statement.executeQuery("select generate_series(1, 150)")) {
                    while (rows.next()) {
                        rows.getInt(1);
                    }
                }
                connection.commit();
            } finally {
                program.end();
            }
            return spans.tree(TracePageIT::line);
        }
    }

    private static String line(SpanData span) {
        var operation = span.getAttributes().get(AttributeKey.stringKey("db.operation.name"));
        var kind = span.getInstrumentationScopeInfo().getName().equals("shop") ? "" : "  " + span.getKind();
        return span.getName() + kind + (operation == null ? "" : "  db.operation.name=" + operation);
    }
}
