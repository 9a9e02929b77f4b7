package io.github.redshiftdata.jdbc.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubmitRequestTest {

    private static SubmitRequest request(Integer keepAlive, boolean withEvent, boolean autoCommit) {
        return new SubmitRequest(
                List.of("select :p1"),
                List.of(new SqlParameter("p1", "1")),
                "token",
                "session",
                keepAlive,
                "name",
                20,
                ResultFormat.CSV,
                withEvent,
                autoCommit);
    }

    @Test
    void aCopyWithoutIdleTimeHasEverythingElse() {
        assertThat(request(60, true, false).withoutKeepAlive()).isEqualTo(request(null, true, false));
        assertThat(request(60, false, true).withoutKeepAlive()).isEqualTo(request(null, false, true));
    }
}
