package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UserAgentTest {

    private static List<String> of(@Nullable String name) {
        return UserAgent.of(name).stream()
                .map(part -> part.name() + "/" + part.version())
                .toList();
    }

    @Test
    void theDriverNamesItself() {
        assertThat(of(null)).singleElement().asString().startsWith("redshift-data-jdbc/");
    }

    @Test
    void theProgramIsNamedBehindIt() {
        assertThat(of("reports")).hasSize(2).endsWith("app/reports");
    }

    @Test
    void bothAreSentWithEachRequest() throws DataApiException {
        var sent = new AtomicReference<String>();
        try (var service = new FakeService()) {
            service.answers(exchange -> {
                sent.set(exchange.getRequestHeaders().getFirst("User-Agent"));
                var body = "{\"Status\":true}".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", FakeService.JSON);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            });
            var config = TestConfig.of(service.uri());
            try (var client = new SharedClient(ClientSettings.of(config))) {
                var api = new SdkDataApi(
                        client.client(),
                        config,
                        client.calls(new Counters(), "reports"),
                        new OperationRates(() -> 0),
                        time -> {});
                assertThat(api.cancelStatement("s1", Duration.ofMinutes(1))).isTrue();
            }
        }
        assertThat(sent.get()).contains("redshift-data-jdbc/").contains("app/reports");
    }

    @Test
    void whatHttpDoesNotAllowBecomesADash() {
        assertThat(of("Büro (1)\r\nX: y; ½")).endsWith("app/B-ro-1-X-y-");
        assertThat(of("n".repeat(60))).endsWith("app/" + "n".repeat(50));
    }
}
