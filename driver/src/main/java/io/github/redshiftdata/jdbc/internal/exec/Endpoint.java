package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.DataApi;

/**
 * The service as the requests of one connection reach it.
 *
 * @param timeouts how long a single request may take
 * @param underWay counts the calls that need the service, and runs those that no caller waits for
 */
record Endpoint(DataApi api, Pacing pacing, Timeouts timeouts, UnderWay underWay) {}
