package io.github.redshiftdata.emulator;

import static io.github.redshiftdata.emulator.WireFormTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SessionsTest {

    private final MovableClock clock = new MovableClock();
    private final FakeEngine engine = new FakeEngine();
    private final Emulator emulator =
            Emulator.start(EmulatorOptions.defaults().withClock(clock).withMost(500, 2), engine, null);
    private final RawClient client = new RawClient(emulator.endpoint());

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void aSessionServesLaterStatements() throws Exception {
        var session = open(60);

        var id = in(session, "'Sql': 'change 2'");

        assertThat(client.describe(id))
                .contains("\"SessionId\":\"" + session + "\"", "\"RedshiftPid\":101", "\"Database\":\"dev\"");
        assertThat(emulator.openSessions()).isEqualTo(1);
        assertThat(engine.open).hasValue(1);
    }

    @Test
    void useRefreshesTheIdleTimer() throws Exception {
        var session = open(60);
        clock.advance(Duration.ofSeconds(50));
        in(session, "'Sql': 'change 2'");
        clock.advance(Duration.ofSeconds(50));

        assertThat(in(session, "'Sql': 'change 2'")).isNotNull();
    }

    @Test
    void anIdleSessionDies() throws Exception {
        var session = open(60);
        clock.advance(Duration.ofSeconds(61));

        assertError(send(session, "'Sql': 'x'"), 400, "ValidationException", "Session is not available");
        assertThat(engine.open).hasValue(0);
        assertThat(client.call("ListSessions", "{'SessionId': '" + session + "'}")
                        .body())
                .contains("\"Status\":\"CLOSED\"");
        assertThat(client.call("ListSessions", "{}").body()).isEqualTo("{\"Sessions\":[]}");
    }

    @Test
    void aBusySessionTakesNothing() throws Exception {
        var session = open(60);
        var hanging = RawClient.text(
                send(session, "'Sql': 'hang', 'WaitTimeSeconds': 1").body(), "Id");

        assertError(send(session, "'Sql': 'x'"), 400, "ValidationException", "Session is not available");
        assertThat(client.call("ListSessions", "{}").body())
                .contains("\"Status\":\"BUSY\"", "\"CurrentStatementId\":\"" + hanging + "\"");
        client.call("CancelStatement", "{'Id': '" + hanging + "'}");
        assertThat(in(session, "'Sql': 'change 2'")).isNotNull();
    }

    @Test
    @Timeout(30)
    void whileTheDatabaseIsSlowToCancelOthersAreServed() throws Exception {
        engine.slowness = new CountDownLatch(1);
        var hanging = RawClient.text(
                send(open(60), "'Sql': 'hang', 'WaitTimeSeconds': 1").body(), "Id");
        var cancel = new FutureTask<>(() -> client.call("CancelStatement", "{'Id': '" + hanging + "'}"));
        new Thread(cancel).start();
        engine.cancelling.await();

        assertThat(in(open(60), "'Sql': 'change 2'")).isNotNull();
        assertThat(client.call("DescribeStatement", "{'Id': '" + hanging + "'}").body())
                .contains("STARTED");
        engine.slowness.countDown();
        assertThat(cancel.get().body()).isEqualTo("{\"Status\":true}");
    }

    @Test
    void anUnknownSessionIsInvalid() throws Exception {
        var id = "00000000-0000-0000-0000-000000000000";

        assertError(send(id, "'Sql': 'x'"), 400, "ValidationException", "Session with Id: " + id + " is invalid");
        assertError(client.call("ListSessions", "{'SessionId': '" + id + "'}"), 400, "ResourceNotFoundException", id);
    }

    @Test
    void aSessionBringsItsTarget() throws Exception {
        assertError(send(open(60), "'Sql': 'x', 'Database': 'dev'"), 400, "ValidationException", "Database");
    }

    @Test
    void keepAliveZeroEndsTheSession() throws Exception {
        var session = open(60);
        in(session, "'Sql': 'change 1', 'SessionKeepAliveSeconds': 0");

        assertError(send(session, "'Sql': 'x'"), 400, "ValidationException", "Session is not available");
        assertThat(engine.open).hasValue(0);
    }

    @Test
    void aLaterKeepAliveReplacesTheFirst() throws Exception {
        var session = open(60);
        in(session, "'Sql': 'change 1', 'SessionKeepAliveSeconds': 600");
        clock.advance(Duration.ofSeconds(500));

        assertThat(in(session, "'Sql': 'change 1'")).isNotNull();
    }

    @Test
    void aKilledSessionIsNotAvailable() throws Exception {
        var session = open(60);
        emulator.killSession(session);

        assertError(send(session, "'Sql': 'x'"), 400, "ValidationException", "Session is not available");
    }

    @Test
    void aCancelThatTheDatabaseMissesIsRepeated() throws Exception {
        var session = open(60);
        var hanging = RawClient.text(
                send(session, "'Sql': 'hang, deaf to the first cancel', 'WaitTimeSeconds': 1")
                        .body(),
                "Id");
        emulator.killSession(session);

        assertThat(client.awaitEnd(hanging)).contains("\"Status\":\"ABORTED\"");
        assertThat(engine.open).hasValue(0);
    }

    @Test
    void aSessionThatTheDatabaseHasEndedIsNotAvailable() throws Exception {
        var session = open(60);
        engine.dead.add(101);

        assertThat(client.call("ListSessions", "{'SessionId': '" + session + "'}")
                        .body())
                .contains("\"Status\":\"CLOSED\"");
        assertError(send(session, "'Sql': 'x'"), 400, "ValidationException", "Session is not available");
        assertThat(emulator.openSessions()).isZero();
    }

    @Test
    void aSessionEndsWithTheStatementUnderWhichTheDatabaseEndedIt() throws Exception {
        var session = open(60);
        var id = RawClient.text(send(session, "'Sql': 'die'").body(), "Id");

        assertThat(client.awaitEnd(id)).contains("\"Status\":\"FAILED\",\"Error\":\"FATAL: terminating connection\"");
        assertError(send(session, "'Sql': 'x'"), 400, "ValidationException", "Session is not available");
    }

    @Test
    void sessionsThatTheDatabaseHasEndedDoNotCountForTheQuota() throws Exception {
        open(60);
        open(60);
        engine.dead.add(101);

        assertThat(open(60)).isNotNull();
    }

    @Test
    void aKilledSessionTakesAWaitingStatementWithIt() throws Exception {
        var hour = Duration.ofHours(1);
        var slowEngine = new FakeEngine();
        try (var slow = Emulator.start(
                EmulatorOptions.defaults().withDelays(Duration.ZERO, Duration.ZERO, hour), slowEngine, null)) {
            var slowClient = new RawClient(slow.endpoint());
            var submitted = slowClient.call(
                    "ExecuteStatement",
                    "{'Sql': 'x', 'SessionKeepAliveSeconds': 60, 'WorkgroupName': 'wg1', 'Database': 'dev'}");
            slow.killSession(RawClient.text(submitted.body(), "SessionId"));

            assertThat(slowClient.awaitEnd(RawClient.text(submitted.body(), "Id")))
                    .contains("\"Status\":\"ABORTED\"");
            assertThat(slowEngine.executed).isEmpty();
        }
    }

    @Test
    void moreSessionsThanTheQuotaAreRefused() throws Exception {
        open(60);
        open(60);

        assertError(
                client.call(
                        "ExecuteStatement",
                        "{'Sql': 'x', 'SessionKeepAliveSeconds': 5, 'WorkgroupName': 'wg1', 'Database': 'dev'}"),
                400,
                "ActiveSessionsExceededException",
                "2");
    }

    @Test
    void resultsExpireAfterADay() throws Exception {
        var id = client.execute("rows 1", "");
        clock.advance(Duration.ofHours(25));

        assertError(
                client.call("GetStatementResult", "{'Id': '" + id + "'}"),
                400,
                "ResourceNotFoundException",
                "Query does not exist.");
        assertThat(emulator.keptStatements()).isZero();
    }

    private String open(int keepAlive) throws Exception {
        var answer = client.call(
                "ExecuteStatement",
                "{'Sql': 'change 1', 'WaitTimeSeconds': 20, 'SessionKeepAliveSeconds': " + keepAlive
                        + ", 'WorkgroupName': 'wg1', 'Database': 'dev'}");
        return RawClient.text(answer.body(), "SessionId");
    }

    private java.net.http.HttpResponse<String> send(String session, String members) throws Exception {
        return client.call("ExecuteStatement", "{'SessionId': '" + session + "', " + members + "}");
    }

    private String in(String session, String members) throws Exception {
        var answer = send(session, members + ", 'WaitTimeSeconds': 20");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"Status\":\"FINISHED\"");
        return RawClient.text(answer.body(), "Id");
    }

    /** Stands still until it is moved. */
    private static final class MovableClock extends Clock {

        private volatile Instant now = Instant.parse("2026-11-23T10:00:00Z");

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
