package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import io.github.redshiftdata.jdbc.internal.api.AdaptiveRate;
import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is counted of requests and their answers, and how each answer tells the pace of its operation. */
class CountedCallsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final FakeService service = new FakeService();
    private final Counters counters = new Counters();
    private final OperationRates rates = new OperationRates(() -> 0);
    private SharedClient client;
    private DataApi api;

    @BeforeEach
    void connect() {
        var config = TestConfig.of(service.uri());
        client = new SharedClient(ClientSettings.of(config));
        api = new SdkDataApi(client.client(), config, client.calls(counters), rates, time -> {});
    }

    @AfterEach
    void close() {
        client.close();
        service.close();
    }

    private static String answer(Operation operation) {
        return switch (operation) {
            case EXECUTE_STATEMENT, BATCH_EXECUTE_STATEMENT -> "{\"Id\":\"s1\"}";
            case GET_STATEMENT_RESULT -> "{\"Records\":[],\"ColumnMetadata\":[{\"name\":\"a\"}]}";
            case CANCEL_STATEMENT -> "{\"Status\":true}";
            case LIST_SESSIONS -> "{\"Sessions\":[]}";
            case LIST_STATEMENTS -> "{\"Statements\":[]}";
        };
    }

    private Object ask(Operation operation) throws DataApiException {
        return switch (operation) {
            case EXECUTE_STATEMENT ->
                api.executeStatement(
                        new SubmitRequest(List.of("select 1"), List.of(), "t", null, null, null, 0, ResultFormat.JSON),
                        LONG);
            case BATCH_EXECUTE_STATEMENT ->
                api.batchExecuteStatement(
                        new SubmitRequest(List.of("select 1"), List.of(), "t", null, null, null, 0, ResultFormat.JSON),
                        LONG);
            case GET_STATEMENT_RESULT -> api.getStatementResult("s1", null, LONG);
            case CANCEL_STATEMENT -> api.cancelStatement("s1", LONG);
            case LIST_SESSIONS -> api.findSession("x", LONG);
            case LIST_STATEMENTS -> api.findStatements("n", LONG);
        };
    }

    /** How long the third in the queue waits. */
    private long wait(Operation operation) {
        var turn = new ArrayList<AdaptiveRate.Turn>();
        for (int i = 0; i < 3; i++) {
            turn.add(rates.of(operation).reserve());
        }
        return turn.get(2).left();
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void aRefusalSlowsDownItsOperationAndNoOther(Operation refused) {
        service.fails(400, "ThrottlingException", "");
        var thrown = catchThrowableOfType(DataApiException.class, () -> ask(refused));
        assertThat(thrown.failure().kind()).isEqualTo(Kind.THROTTLED);
        assertThat(counters.throttledCalls()).isEqualTo(1);
        for (var operation : Operation.values()) {
            assertThat(wait(operation) > 0).as("%s", operation).isEqualTo(operation == refused);
        }
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void anyOtherFailureSlowsDownNothing(Operation failing) {
        service.fails(400, "ValidationException", "");
        assertThat(catchThrowableOfType(DataApiException.class, () -> ask(failing)))
                .isNotNull();
        assertThat(counters.throttledCalls()).isZero();
        assertThat(wait(failing)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void whatIsTakenLetsThoseWhoWaitGoSooner(Operation operation) throws DataApiException {
        rates.of(operation).throttled();
        rates.of(operation).reserve();
        rates.of(operation).reserve();
        var turn = rates.of(operation).reserve();
        long before = turn.left();
        service.answers(answer(operation));
        assertThat(ask(operation)).isNotNull();
        assertThat(turn.left()).isPositive().isLessThan(before);
    }

    /** Otherwise a program whose requests are mostly refused for what they ask would hear of refusals only. */
    @ParameterizedTest
    @EnumSource(Operation.class)
    void whatIsRefusedForWhatItAsksWasNotOneTooMany(Operation operation) {
        assertThat(isSooner(operation, 400, "ValidationException")).isTrue();
        assertThat(isSooner(operation, 400, "ActiveStatementsExceededException"))
                .isTrue();
        assertThat(isSooner(operation, 400, "ResourceNotFoundException")).isTrue();
    }

    @Test
    void whatTheServiceMayNotHaveCountedTellsNothingOfThePace() {
        var operation = Operation.EXECUTE_STATEMENT;
        assertThat(isSooner(operation, 503, "ServiceUnavailableException")).isFalse();
        assertThat(isSooner(operation, 403, "ExpiredTokenException")).isFalse();
        assertThat(isSooner(operation, 400, "")).as("something in between").isFalse();
    }

    /** Whether those that wait go sooner after a failure of another request. */
    private boolean isSooner(Operation operation, int status, String code) {
        rates.of(operation).throttled();
        rates.of(operation).reserve();
        rates.of(operation).reserve();
        var turn = rates.of(operation).reserve();
        long before = turn.left();
        if (!code.isEmpty()) {
            service.fails(status, code, "");
        }
        try {
            ask(operation);
        } catch (DataApiException expected) {
            assertThat(expected.failure().httpStatus()).isEqualTo(status);
        }
        return turn.left() < before;
    }

    @Test
    void theBytesAndRowsOfPagesAreCountedInEitherFormat() throws DataApiException {
        var json = "{\"Records\":[[{\"longValue\":1}],[{\"longValue\":2}]],\"ColumnMetadata\":[{\"name\":\"a\"}]}";
        var csv = "{\"Records\":[{\"CSVRecords\":\"1\\n2\\n3\\n\"}],\"ColumnMetadata\":[{\"name\":\"a\"}]}";
        service.answers(json).answers(csv);
        api.getStatementResult("s1", null, LONG);
        api.getStatementResultV2("s1", null, LONG);
        assertThat(counters.bytes()).isEqualTo(json.length() + csv.length());
        assertThat(counters.rows()).isEqualTo(5);
        assertThat(counters.calls())
                .containsExactly(entry("GetStatementResult", 1L), entry("GetStatementResultV2", 1L));
        assertThat(api.counters()).isSameAs(counters);
        assertThat(api.rates()).isSameAs(rates);
    }

    @Test
    void whereALaterPageNamesNoColumnsTheFirstOneHas() throws DataApiException {
        service.answers("{\"Records\":[]}").answers("{\"Records\":[]}");
        assertThat(api.getStatementResult("s1", "t", LONG).columns()).isEmpty();
        assertThat(api.getStatementResultV2("s1", "t", LONG).columns()).isEmpty();
    }

    @Test
    void aPageIsReadWholeWhateverSizeTheOneBeforeHad() throws DataApiException {
        for (int rows : new int[] {1, 60_000, 2, 300_000, 3}) {
            var row = "[{\"longValue\":7}]";
            service.answers("{\"Records\":[" + (row + ",").repeat(rows - 1) + row + "]}");
            var page = api.getStatementResult("s1", "t", LONG);
            assertThat(page.rowCount()).isEqualTo(rows);
            var view = page.view();
            view.moveTo(rows - 1, 0);
            assertThat(view.longValue()).isEqualTo(7);
        }
    }

    @Test
    void aPageKeepsItsTextsWhenTheNextOneIsReadIntoItsArray() throws DataApiException {
        service.answers("{\"Records\":[[{\"stringValue\":\"first\"}]]}")
                .answers("{\"Records\":[[{\"stringValue\":\"other\"}]]}");
        var first = api.getStatementResult("s1", "t", LONG).view();
        api.getStatementResult("s1", "t", LONG);
        first.moveTo(0, 0);
        assertThat(first.text()).isEqualTo("first");
    }
}
