package io.github.redshiftdata.jdbc.internal.exec.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.ManualPart;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How long what is borne, and that the manual says so. */
class PatienceTest {

    private static final Duration REQUEST = Duration.ofSeconds(60);

    @Test
    void theManualHasTheTimesOfTheCode() throws IOException {
        var rows = Patience.rows()
                .map(row -> "| " + String.join(" | ", row) + " |\n")
                .collect(Collectors.joining());
        var head = "| While the driver | fails by | it goes on for | then |\n|---|---|---|---|\n";
        new ManualPart("reliability.md", "patience").checkOrWrite(head + rows);
    }

    @Test
    void aSubmissionOutlastsThreeOfItsRequests() {
        assertThat(Patience.SUBMITTING.limits(REQUEST, Duration.ZERO))
                .containsEntry(Kind.NETWORK, REQUEST.multipliedBy(3));
        assertThat(Patience.SUBMITTING.limits(Duration.ofSeconds(5), Duration.ZERO))
                .containsEntry(Kind.NETWORK, Duration.ofMinutes(1));
    }

    @Test
    void aWaitWithAQueryTimeoutIsAsPatientAsThat() {
        assertThat(Patience.WAITING.limits(REQUEST, Duration.ofHours(2)))
                .containsEntry(Kind.NETWORK, Duration.ofHours(2).plus(Bearing.SETTLING))
                .containsEntry(Kind.REJECTED, Duration.ofSeconds(30));
        assertThat(Patience.WAITING.limits()).containsEntry(Kind.NETWORK, Duration.ofMinutes(10));
    }

    @Test
    void whatIsNotNamedIsNotBorne() {
        assertThat(Patience.READING.limits()).doesNotContainKey(Kind.REJECTED);
    }
}
