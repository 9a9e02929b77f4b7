package io.github.redshiftdata.jdbc.internal.exec.call;

import io.github.redshiftdata.jdbc.internal.api.DataApi;

/**
 * The service as the requests of one connection reach it.
 *
 * @param timeouts how long a single request may take
 * @param inFlight counts the calls that need the service, and runs those that no caller waits for
 */
public record Endpoint(DataApi api, DriverClock clock, RequestTimeouts timeouts, InFlight inFlight) {}
