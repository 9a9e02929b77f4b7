package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.RealTime;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Counts each request that is sent, and logs it unless it is one of very many. */
final class CallObserver implements ExecutionInterceptor {

    /** Set on every request: the counters that count it. */
    static final ExecutionAttribute<Counters> COUNTERS = new ExecutionAttribute<>("RedshiftDataJdbcCounters");

    private static final ExecutionAttribute<Long> SENT = new ExecutionAttribute<>("RedshiftDataJdbcSent");

    /** One statement may need very many of these. */
    private static final Set<String> NOT_LOGGED = Set.of("DescribeStatement", "GetStatementResult");

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        @Nullable Counters counters = attributes.getAttribute(COUNTERS);
        if (counters != null) {
            counters.called(operation(attributes));
        }
        attributes.putAttribute(SENT, RealTime.nanos());
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        var operation = operation(attributes);
        if (Logs.CALLS.isDebugEnabled() && !NOT_LOGGED.contains(operation)) {
            Logs.CALLS.debug("{} took {} ms", operation, millis(attributes));
        }
    }

    /** Logs a failure without its message, which may quote the statement. */
    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (!Logs.CALLS.isDebugEnabled()) {
            return;
        }
        var failure = context.exception();
        if (failure instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
            Logs.CALLS.debug(
                    "{} failed after {} ms with {}, HTTP {}, request {}",
                    operation(attributes),
                    millis(attributes),
                    Shown.value(answer.awsErrorDetails().errorCode()),
                    answer.statusCode(),
                    Shown.value(answer.requestId()));
        } else {
            Logs.CALLS.debug(
                    "{} failed after {} ms with {}",
                    operation(attributes),
                    millis(attributes),
                    failure.getClass().getSimpleName());
        }
    }

    private static String operation(ExecutionAttributes attributes) {
        return String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }

    private static long millis(ExecutionAttributes attributes) {
        @Nullable Long sent = attributes.getAttribute(SENT);
        return sent == null ? 0 : TimeUnit.NANOSECONDS.toMillis(RealTime.nanos() - sent);
    }
}
