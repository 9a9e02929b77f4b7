package io.github.redshiftdata.tests.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import io.github.redshiftdata.jdbc.RedshiftDataObservations;
import io.github.redshiftdata.tests.support.TestEmulator;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What the driver tells Micrometer. */
class ObservationsIT {

    private final Queue<Observation.Context> stopped = new ConcurrentLinkedQueue<>();
    private final ObservationRegistry registry = ObservationRegistry.create();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private RedshiftDataDataSource source() {
        registry.observationConfig()
                .observationHandler(new DefaultMeterObservationHandler(meters))
                .observationHandler(new Remembering());
        var source = new RedshiftDataDataSource();
        source.setUrl(TestEmulator.shared().url());
        source.setTracer(new RedshiftDataObservations(registry));
        return source;
    }

    /** The contextual names of what has stopped below an observation. */
    private List<String> below(String parent) {
        return stopped.stream()
                .filter(context -> context.getParentObservation() != null
                        && parent.equals(
                                context.getParentObservation().getContextView().getContextualName()))
                .map(Observation.Context::getContextualName)
                .toList();
    }

    @Test
    void anExecutionIsAnObservationWithItsRequestsBelow() throws SQLException {
        try (var connection = source().getConnection();
                var statement = connection.createStatement()) {
            stopped.clear();
            Observation.createNotStarted("order", registry)
                    .contextualName("order")
                    .observeChecked(() -> statement.execute("select 1"));
            assertThat(below("order")).containsExactly("execute dev");
            assertThat(below("execute dev")).containsExactly("ExecuteStatement");
            assertThat(registry.getCurrentObservation()).isNull();
        }
        var timer = meters.get("redshift.data.execution")
                .tag("db.operation.name", "SELECT")
                .timer();
        assertThat(timer.count()).isPositive();
        assertThat(meters.get("redshift.data.request")
                        .tag("rpc.method", "ExecuteStatement")
                        .timer()
                        .count())
                .isPositive();
    }

    @Test
    void aFailureIsToldWithoutItsMessage() throws SQLException {
        try (var connection = source().getConnection();
                var statement = connection.createStatement()) {
            stopped.clear();
            assertThatThrownBy(() -> statement.executeQuery("select 'secret'::int"))
                    .hasMessageContaining("secret");
            var query = stopped.stream()
                    .filter(context -> "executeQuery dev".equals(context.getContextualName()))
                    .findFirst()
                    .orElseThrow();
            assertThat(query.getError()).isNotNull().hasMessageNotContaining("secret");
            assertThat(query.getLowCardinalityKeyValue("error.type").getValue()).isEqualTo("22P02");
            assertThat(query.toString()).doesNotContain("secret");
        }
    }

    /** A registry such as that of Prometheus refuses timers of one name with other tags. */
    @Test
    void allTimersOfANameHaveTheSameTags() throws SQLException {
        try (var connection = source().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_sleep(1.3)");
            assertThatThrownBy(() -> statement.execute("select no_such_column")).isInstanceOf(SQLException.class);
        }
        for (var name : List.of("redshift.data.execution", "redshift.data.request", "redshift.data.wait")) {
            assertThat(meters.get(name).timers().stream()
                            .map(timer -> timer.getId().getTags().stream()
                                    .map(tag -> tag.getKey())
                                    .sorted()
                                    .toList())
                            .distinct())
                    .as(name)
                    .hasSize(1);
        }
    }

    private final class Remembering implements ObservationHandler<Observation.Context> {

        @Override
        public void onStop(Observation.Context context) {
            stopped.add(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
