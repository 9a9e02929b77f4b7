package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.RedshiftDataOpenTelemetry;
import io.github.redshiftdata.jdbc.RedshiftDataTracer;
import io.github.redshiftdata.jdbc.internal.api.sdk.ServiceAddress;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.Tracing;
import io.github.redshiftdata.jdbc.internal.trace.ConnectionTrace;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what a new connection does.
 *
 * @param warning what the connection should warn of, or null
 */
record Told(ConnectionTrace trace, @Nullable String warning) {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /**
     * Names a connection for traces and log lines.
     *
     * @param tracer the program's own, which counts more than the configuration; null for none
     * @param warnings is told, once for each class, of a tracer that does not work
     */
    static Told of(DriverConfig config, @Nullable RedshiftDataTracer tracer, ConfigWarnings warnings) {
        var told = tracer == null && config.tracing() == Tracing.OPENTELEMETRY ? openTelemetry(warnings) : tracer;
        var file = ConnectionLog.of(config, warnings);
        var trace = new ConnectionTrace(told, broken -> tell(warnings, told, broken), place(config, told), file.sink());
        return new Told(trace, file.warning());
    }

    private static @Nullable RedshiftDataTracer openTelemetry(ConfigWarnings warnings) {
        try {
            return new RedshiftDataOpenTelemetry();
        } catch (LinkageError absent) {
            warnings.tell(Map.of(
                    "tracing",
                    "The property 'tracing' is ignored: io.opentelemetry:opentelemetry-api is not on the class path."));
            return null;
        }
    }

    private static void tell(ConfigWarnings warnings, @Nullable Object tracer, Throwable broken) {
        var name = tracer == null ? "" : tracer.getClass().getName();
        warnings.tell(Map.of(
                "tracer " + name,
                "The tracer " + name + " failed with " + broken.getClass().getName()
                        + ": its traces may lack spans. The driver goes on, and tells this once."));
    }

    private static ConnectionTrace.Place place(DriverConfig config, @Nullable RedshiftDataTracer told) {
        if (told == null) {
            // Nobody is told of it, and to find it reads files.
            return new ConnectionTrace.Place(config.database(), "", 0);
        }
        var endpoint = ServiceAddress.of(config);
        var standard = "http".equalsIgnoreCase(endpoint.getScheme()) ? HTTP : HTTPS;
        return new ConnectionTrace.Place(
                config.database(),
                String.valueOf(endpoint.getHost()),
                endpoint.getPort() < 0 ? standard : endpoint.getPort());
    }
}
