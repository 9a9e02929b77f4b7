package io.github.redshiftdata.tests.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import io.github.redshiftdata.jdbc.RedshiftDataSpan;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.jdbc.RedshiftDataTracer;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.SQLException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** The ids that stand in the log lines of a program while the driver works for it. */
class LogIdsIT {

    private static final String CONNECTION = "redshift.data.connection";
    private static final String STATEMENT = "redshift.data.statement";

    /** What the MDC held when something began. */
    private record Seen(String name, boolean inOwnThread, @Nullable String connection, @Nullable String statement) {}

    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final Thread own = Thread.currentThread();

    @AfterEach
    void clear() {
        MDC.clear();
    }

    private RedshiftDataDataSource source() {
        var source = new RedshiftDataDataSource();
        source.setUrl(TestEmulator.shared().url());
        source.setTracer(new Looking());
        return source;
    }

    @Test
    void theyAreThereInTheThreadsOfTheDriverToo() throws SQLException {
        try (var connection = source().getConnection();
                var statement = connection.createStatement()) {
            seen.clear();
            statement.executeQuery("select 1").close();
            var id = statement.unwrap(RedshiftDataStatement.class).getStatementId();
            var pages = seen.stream()
                    .filter(one -> one.name().equals("GetStatementResult"))
                    .toList();
            assertThat(pages).hasSize(1);
            assertThat(pages.get(0).inOwnThread()).isFalse();
            assertThat(pages.get(0).connection()).matches("c\\d+");
            assertThat(pages.get(0).statement()).isEqualTo(id);
        }
    }

    @Test
    void afterACallTheyAreAsBefore() throws SQLException {
        MDC.put(CONNECTION, "of the program");
        try (var connection = source().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select 1");
            assertThat(MDC.get(CONNECTION)).isEqualTo("of the program");
            assertThat(MDC.get(STATEMENT)).isNull();
        }
        assertThat(MDC.get(CONNECTION)).isEqualTo("of the program");
    }

    private final class Looking implements RedshiftDataTracer {

        @Override
        public RedshiftDataSpan start(
                RedshiftDataSpan.Kind kind,
                String name,
                @Nullable RedshiftDataSpan parent,
                Map<String, Object> attributes) {
            seen.add(new Seen(name, Thread.currentThread() == own, MDC.get(CONNECTION), MDC.get(STATEMENT)));
            return new RedshiftDataSpan() {
                @Override
                public void setAttribute(String attribute, Object value) {}

                @Override
                public Scope makeCurrent() {
                    return () -> {};
                }

                @Override
                public void end(boolean failed) {}
            };
        }
    }
}
