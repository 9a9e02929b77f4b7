package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.entry;

import io.github.redshiftdata.jdbc.internal.api.Counters;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementRequest;

class CallObserverTest {

    private final CallObserver observer = new CallObserver();
    private final InterceptorContext context = InterceptorContext.builder()
            .request(DescribeStatementRequest.builder().build())
            .build();
    private final ExecutionAttributes attributes =
            new ExecutionAttributes().putAttribute(SdkExecutionAttribute.OPERATION_NAME, "DescribeStatement");

    @Test
    void everyTransmissionCountsForItsOperation() {
        var counters = new Counters();
        attributes.putAttribute(CallObserver.COUNTERS, counters);
        observer.beforeTransmission(context, attributes);
        observer.beforeTransmission(context, attributes);
        assertThat(counters.calls()).containsExactly(entry("DescribeStatement", 2L));
    }

    @Test
    void whereNobodyCountsARequestGoesAllTheSame() {
        assertThatCode(() -> observer.beforeTransmission(context, attributes)).doesNotThrowAnyException();
    }
}
