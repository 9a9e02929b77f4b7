package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.RealTime;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;

/** Counts a request when it is sent, and logs it unless it is one of very many. Made for each request. */
final class CallObserver {

    /** Set on every request: the counters that count it. */
    static final ExecutionAttribute<Counters> COUNTERS = new ExecutionAttribute<>("RedshiftDataJdbcCounters");

    /** One statement may need very many of these. */
    private static final Set<String> NOT_LOGGED = Set.of("DescribeStatement", "GetStatementResult");

    private final String operation;
    private final @Nullable Counters counters;
    private long sent;
    private boolean left;

    /** @param counters null if nobody counts */
    CallObserver(String operation, @Nullable Counters counters) {
        this.operation = operation;
        this.counters = counters;
    }

    /** Called when the request is about to be sent. */
    void leaving() {
        if (counters != null) {
            counters.called(operation);
        }
        left = true;
        sent = RealTime.nanos();
    }

    /** Called when the answer has been read. */
    void answered() {
        if (Logs.CALLS.isDebugEnabled() && !NOT_LOGGED.contains(operation)) {
            Logs.CALLS.debug("{} took {} ms", operation, millis());
        }
    }

    /** Logs a failure without its message, which may quote the statement. */
    void failed(RuntimeException failure) {
        if (!Logs.CALLS.isDebugEnabled()) {
            return;
        }
        if (failure instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
            Logs.CALLS.debug(
                    "{} failed after {} ms with {}, HTTP {}, request {}",
                    operation,
                    millis(),
                    Shown.value(answer.awsErrorDetails().errorCode()),
                    answer.statusCode(),
                    Shown.value(answer.requestId()));
        } else {
            Logs.CALLS.debug(
                    "{} failed after {} ms with {}",
                    operation,
                    millis(),
                    failure.getClass().getSimpleName());
        }
    }

    private long millis() {
        return left ? TimeUnit.NANOSECONDS.toMillis(RealTime.nanos() - sent) : 0;
    }
}
