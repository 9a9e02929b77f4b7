package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.Paces.Operation;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.error.ServiceErrors;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks about statements that have ended. These requests change nothing, so they are repeated freely. */
final class Lookups {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration MEDIUM = Duration.ofMinutes(1);
    /** The statement has ended, but the part of the service that holds its result may learn of it later. */
    private static final Duration NOT_FOUND = Duration.ofSeconds(2);

    private static final Map<Kind, Duration> PATIENCE = Map.of(
            Kind.THROTTLED, LONG,
            Kind.QUOTA, LONG,
            Kind.SERVICE, MEDIUM,
            Kind.NETWORK, MEDIUM,
            Kind.TIMED_OUT, MEDIUM,
            Kind.UNREACHABLE, MEDIUM,
            Kind.NOT_FOUND, NOT_FOUND);

    private final DataApi api;
    private final Pacing pacing;
    private final Timeouts timeouts;

    Lookups(DataApi api, Pacing pacing, Timeouts timeouts) {
        this.api = api;
        this.pacing = pacing;
        this.timeouts = timeouts;
    }

    /** What DescribeStatement says now. */
    StatementDescription describe(String statementId) throws SQLException {
        return persistently(statementId, () -> api.describeStatement(statementId, 0, timeouts.request()));
    }

    /** A page of a result. */
    ResultPage page(String statementId, ResultFormat format, @Nullable String nextToken) throws SQLException {
        var pace = api.paces().of(Operation.GET_STATEMENT_RESULT);
        return persistently(statementId, () -> {
            pacing.awaitTurn(pace, Deadline.NONE, new Canceller());
            return format == ResultFormat.CSV
                    ? api.getStatementResultV2(statementId, nextToken, timeouts.request())
                    : api.getStatementResult(statementId, nextToken, timeouts.request());
        });
    }

    private <T> T persistently(String statementId, Canceller.Wait<T, DataApiException> request) throws SQLException {
        var retries = new Retries(api.counters(), pacing, PATIENCE);
        while (true) {
            try {
                return request.get();
            } catch (DataApiException e) {
                if (!again(retries, e)) {
                    throw e.failure().kind() == Kind.INTERRUPTED
                            ? Cancellations.interrupted(statementId, e)
                            : ServiceErrors.of(e.failure(), statementId, e);
                }
            }
        }
    }

    private static boolean again(Retries retries, DataApiException e) throws SQLException {
        try {
            return retries.again(e.failure(), Deadline.NONE, new Canceller());
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw Cancellations.interrupted(null, interrupt);
        }
    }
}
