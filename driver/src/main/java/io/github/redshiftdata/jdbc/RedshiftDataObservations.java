package io.github.redshiftdata.jdbc;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells Micrometer what the driver does, as observations: {@code redshift.data.execution}, {@code redshift.data.request} and
 * {@code redshift.data.wait}. With Micrometer Tracing they are spans, with a meter registry timers. Nothing else of the
 * driver needs Micrometer.
 */
public final class RedshiftDataObservations implements RedshiftDataTracer {

    private static final String PREFIX = "redshift.data.";
    private static final String ERROR_TYPE = "error.type";

    /** A value of what does not apply: all observations of one name need the same keys. */
    private static final String NONE = "none";

    private final ObservationRegistry registry;

    /** Tells a registry. */
    public RedshiftDataObservations(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public RedshiftDataSpan start(
            RedshiftDataSpan.Kind kind,
            String name,
            @Nullable RedshiftDataSpan parent,
            Map<String, Object> attributes) {
        var observation = Observation.createNotStarted(nameOf(kind), registry).contextualName(name);
        var few = keysOf(kind);
        few.forEach(key -> observation.lowCardinalityKeyValue(key, NONE));
        var told = new Told(observation, few);
        attributes.forEach(told::setAttribute);
        if (kind == RedshiftDataSpan.Kind.WAIT) {
            told.setAttribute("redshift.data.wait", name);
        }
        if (parent instanceof Told known) {
            observation.parentObservation(known.observation);
        }
        observation.start();
        return told;
    }

    private static String nameOf(RedshiftDataSpan.Kind kind) {
        return switch (kind) {
            case EXECUTION -> PREFIX + "execution";
            case REQUEST -> PREFIX + "request";
            case WAIT -> PREFIX + "wait";
        };
    }

    /** The keys of few different values, by which timers are told apart. */
    private static List<String> keysOf(RedshiftDataSpan.Kind kind) {
        return switch (kind) {
            case EXECUTION -> List.of("db.system.name", "db.namespace", "db.operation.name", ERROR_TYPE);
            case REQUEST -> List.of("rpc.system", "rpc.service", "rpc.method", ERROR_TYPE);
            case WAIT -> List.of("redshift.data.wait");
        };
    }

    private record Told(Observation observation, List<String> few) implements RedshiftDataSpan {

        @Override
        public void setAttribute(String name, Object value) {
            var pair = KeyValue.of(name, value.toString());
            if (few.contains(name)) {
                observation.lowCardinalityKeyValue(pair);
            } else {
                observation.highCardinalityKeyValue(pair);
            }
        }

        @Override
        public Scope makeCurrent() {
            return observation.openScope()::close;
        }

        @Override
        public void end(boolean failed) {
            if (failed) {
                observation.error(new Failed());
            }
            observation.stop();
        }
    }

    /** Says to handlers that it failed. The exception of the driver itself may quote the statement or a value. */
    private static final class Failed extends Exception {

        private static final long serialVersionUID = 1L;

        Failed() {
            super("see " + ERROR_TYPE, null, false, false);
        }
    }
}
