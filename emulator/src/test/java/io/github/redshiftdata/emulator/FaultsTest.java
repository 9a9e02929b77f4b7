package io.github.redshiftdata.emulator;

import static io.github.redshiftdata.emulator.WireFormTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.emulator.api.LongPolling;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private static final String OPERATION = "ExecuteStatement";

    private final FakeEngine engine = new FakeEngine();
    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults(), engine, null);
    private final RawClient client = new RawClient(emulator.endpoint());

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void onceMeansTheNextCall() throws Exception {
        emulator.faults().on(OPERATION).once().throttle();

        assertError(submit(), 400, "ThrottlingException", "Rate exceeded");
        assertThat(submit().statusCode()).isEqualTo(200);
    }

    @Test
    void theNthCallIsCountedFromTheSetting() throws Exception {
        submit();
        emulator.faults().on(OPERATION).nth(2).status(503);

        assertThat(submit().statusCode()).isEqualTo(200);
        assertThat(submit().statusCode()).isEqualTo(503);
        assertThat(submit().statusCode()).isEqualTo(200);
    }

    @Test
    void alwaysLastsUntilItIsCleared() throws Exception {
        emulator.faults().onAny().always().tooManyWaiters();
        submit();

        assertError(submit(), 400, "ActiveWaitingRequestsExceededException", "Too many");
        emulator.faults().clear();
        assertThat(submit().statusCode()).isEqualTo(200);
    }

    @Test
    void aCutAfterTheRunLeavesTheStatementBehind() {
        emulator.faults().on(OPERATION).always().cutAfterRun();

        assertThatThrownBy(this::submit).isInstanceOf(IOException.class);
        assertThat(emulator.keptStatements()).isPositive();
    }

    @Test
    void aCutBeforeLeavesNothingBehind() {
        emulator.faults().on(OPERATION).always().cutAfterRead();
        assertThatThrownBy(this::submit).isInstanceOf(IOException.class);
        emulator.faults().clear();
        emulator.faults().on(OPERATION).always().cutBeforeRead();
        assertThatThrownBy(this::submit).isInstanceOf(IOException.class);

        assertThat(emulator.keptStatements()).isZero();
    }

    @Test
    void aTruncatedBodyEndsEarly() {
        emulator.faults().on(OPERATION).always().truncateBody();

        assertThatThrownBy(this::submit).isInstanceOf(IOException.class);
    }

    @Test
    void bodiesAreDamaged() throws Exception {
        emulator.faults().on(OPERATION).once().wrongJson();
        assertThat(submit().body()).isEqualTo("{\"Id\": \"broken\", ");
        emulator.faults().on(OPERATION).once().html();
        assertThat(submit().body()).startsWith("<!DOCTYPE html>");
        emulator.faults().on(OPERATION).once().nullMembers();
        assertThat(submit().body()).contains("\"CreatedAt\":null", "\"Status\":\"");
        emulator.faults().on(OPERATION).once().unknownStatus();
        assertThat(submit().body()).contains("\"Status\":\"UNKNOWN\"");
        emulator.faults().on(OPERATION).once().delay(Duration.ofMillis(1));
        assertThat(submit().statusCode()).isEqualTo(200);
    }

    @Test
    void pagesAreDamaged() throws Exception {
        var id = client.execute("rows 2", "");
        emulator.faults().on("GetStatementResult").once().repeatToken();
        assertThat(client.result(id)).contains("\"NextToken\":\"again\"");
        emulator.faults().on("GetStatementResult").once().fewerRows();
        assertThat(client.result(id))
                .startsWith("{\"Records\":[[{\"longValue\":1},{\"stringValue\":\"row, 1\"}]],")
                .contains("\"TotalNumRows\":2");
    }

    @Test
    void expiredResultsAreGone() throws Exception {
        var id = client.execute("rows 2", "");
        emulator.expireResults();

        assertError(
                client.call("GetStatementResult", "{'Id': '" + id + "'}"),
                400,
                "ResourceNotFoundException",
                "Query does not exist.");
    }

    @Test
    void anOlderEndpointIgnoresTheWait() throws Exception {
        var options = EmulatorOptions.defaults().withLongPolling(LongPolling.IGNORED);
        try (var older = Emulator.start(options, engine, null)) {
            var answer = new RawClient(older.endpoint())
                    .call(
                            OPERATION,
                            "{'Sql': 'hang', 'WorkgroupName': 'wg1', 'Database': 'dev', 'WaitTimeSeconds': 30}");

            assertThat(answer.body()).contains("\"Id\"").doesNotContain("Status", "HasResultSet");
        }
    }

    @Test
    void aStricterEndpointRefusesTheWait() throws Exception {
        var options = EmulatorOptions.defaults().withLongPolling(LongPolling.REJECTED);
        try (var stricter = Emulator.start(options, engine, null)) {
            assertError(
                    new RawClient(stricter.endpoint())
                            .call(
                                    OPERATION,
                                    "{'Sql': 'x', 'WorkgroupName': 'wg1', 'Database': 'dev', 'WaitTimeSeconds': 30}"),
                    400,
                    "ValidationException",
                    "WaitTimeSeconds");
        }
    }

    @Test
    void quotasHoldOnlyWhereAskedFor() throws Exception {
        var options = EmulatorOptions.defaults().withEnforceQuotas(true);
        try (var strict = Emulator.start(
                options.withClock(java.time.Clock.fixed(java.time.Instant.EPOCH, java.time.ZoneOffset.UTC)),
                engine,
                null)) {
            var raw = new RawClient(strict.endpoint());
            for (int i = 0; i < 3; i++) {
                assertThat(raw.call("ListSessions", "{}").statusCode()).isEqualTo(200);
            }
            assertError(raw.call("ListSessions", "{}"), 400, "ThrottlingException", "Rate exceeded");
        }
    }

    private HttpResponse<String> submit() throws Exception {
        return client.call(OPERATION, "{'Sql': 'change 1', 'WorkgroupName': 'wg1', 'Database': 'dev'}");
    }
}
