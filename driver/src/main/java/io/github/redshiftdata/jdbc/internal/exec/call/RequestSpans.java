package io.github.redshiftdata.jdbc.internal.exec.call;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.trace.ConnectionTrace;
import io.github.redshiftdata.jdbc.internal.trace.SpanNames;
import io.github.redshiftdata.jdbc.internal.trace.Step;

/** Makes a span of each request of a connection. */
final class RequestSpans {

    private final ConnectionTrace trace;

    RequestSpans(ConnectionTrace trace) {
        this.trace = trace;
    }

    /** A request that may say more about itself. */
    @FunctionalInterface
    interface Sending<T> {
        T send(Step step) throws DataApiException;
    }

    <T> T of(String operation, Sending<T> request) throws DataApiException {
        var step = trace.request(operation);
        try {
            return request.send(step);
        } catch (DataApiException e) {
            var failure = e.failure();
            if (failure.isAnswered()) {
                step.attribute(SpanNames.HTTP_STATUS, (long) failure.httpStatus());
            }
            if (failure.requestId() != null) {
                step.attribute(SpanNames.AWS_REQUEST_ID, failure.requestId());
            }
            if (!failure.code().equals(ServiceFailure.TOO_MANY_PAGES)) {
                step.failed(failure.code());
            }
            throw e;
        } finally {
            step.end();
        }
    }
}
