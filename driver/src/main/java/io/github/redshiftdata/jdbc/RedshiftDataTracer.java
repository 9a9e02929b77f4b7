package io.github.redshiftdata.jdbc;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is told what the driver does while it does it, for traces. {@link RedshiftDataOpenTelemetry} and {@link
 * RedshiftDataObservations} pass it on to OpenTelemetry and to Micrometer; {@link RedshiftDataDataSource#setTracer} switches
 * either on, or one of your own.
 *
 * <p>Its methods are called from many threads at once, in the thread that does the work. What they throw is ignored. They
 * should return soon: the statement waits for them.
 */
@FunctionalInterface
public interface RedshiftDataTracer {

    /**
     * Begins a span, at the present time.
     *
     * @param kind what it stands for
     * @param name a short name of few different values, such as {@code executeQuery dev} or {@code ExecuteStatement}
     * @param parent a span of this tracer, which may have ended and may belong to another thread; null for what the
     *     calling thread does just now by its own account, if anything
     * @param attributes named as in OpenTelemetry's conventions; the values are of type {@code String} or {@code Long}.
     *     They hold no SQL text and no values of parameters
     */
    RedshiftDataSpan start(
            RedshiftDataSpan.Kind kind, String name, @Nullable RedshiftDataSpan parent, Map<String, Object> attributes);
}
