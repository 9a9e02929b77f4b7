package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.TableEntry;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SdkCatalogApiTest {

    private static final CatalogApi.Limits LONG = TestConfig.limits(Duration.ofMinutes(1));

    private final FakeService service = new FakeService();
    private final List<Duration> slept = new ArrayList<>();
    private final Counters counters = new Counters();
    private long nanos;
    private boolean nanosPass;
    private SharedClient client;
    private CatalogApi catalog;

    @BeforeEach
    void connect() {
        var config = TestConfig.of(service.uri());
        client = new SharedClient(ClientSettings.of(config));
        var calls = new CatalogCalls(
                client.calls(counters),
                new CatalogRates(() -> nanosPass ? nanos++ : nanos, new SplittableRandom(0)),
                time -> {
                    slept.add(time);
                    nanos += time.toNanos();
                });
        catalog = new SdkCatalogApi(client.client(), LoginMembers.of(config), calls);
    }

    @AfterEach
    void close() {
        never.countDown();
        client.close();
        service.close();
    }

    @Test
    void allPagesAreFetched() throws DataApiException {
        service.answers("{\"Databases\":[\"dev\",\"b\"],\"NextToken\":\"t\"}")
                .answers("{\"Databases\":[\"c\"],\"NextToken\":\"\"}");
        assertThat(catalog.databases(LONG)).containsExactly("dev", "b", "c");
        assertThat(service.requests().get(0).body())
                .contains("\"MaxResults\":1000", "\"WorkgroupName\":\"wg\"")
                .doesNotContain("NextToken");
        assertThat(service.lastRequest().body()).contains("\"NextToken\":\"t\"");
    }

    @Test
    void aListingWithMorePagesThanWantedIsLeft() throws DataApiException {
        var two = new CatalogApi.Limits(LONG.question(), LONG.request(), LONG.unanswered(), 2);
        service.answers("{\"Databases\":[\"a\"],\"NextToken\":\"t\"}").answers("{\"Databases\":[\"b\"]}");
        assertThat(catalog.databases(two)).containsExactly("a", "b");
        service.answers("{\"Databases\":[\"a\"],\"NextToken\":\"t\"}")
                .answers("{\"Databases\":[\"b\"],\"NextToken\":\"u\"}");
        var thrown = catchThrowableOfType(DataApiException.class, () -> catalog.databases(two));
        assertThat(thrown.failure().code()).isEqualTo("TooManyPages");
        assertThat(thrown).hasMessageContaining("more than 2 pages");
        assertThat(service.requests()).hasSize(4);
    }

    @Test
    void anotherDatabaseIsSeenFromTheConnectedOne() throws DataApiException {
        service.answers("{\"Schemas\":[\"public\"]}").answers("{\"Schemas\":[\"public\"]}");
        catalog.schemas("other", "pub%", LONG);
        assertThat(service.lastRequest().body())
                .contains("\"Database\":\"other\"", "\"ConnectedDatabase\":\"dev\"", "\"SchemaPattern\":\"pub%\"");
        catalog.schemas("dev", null, LONG);
        assertThat(service.lastRequest().body()).doesNotContain("ConnectedDatabase", "SchemaPattern");
    }

    @Test
    void tablesAndColumnsAreMapped() throws DataApiException {
        service.answers("{\"Tables\":[{\"name\":\"t\",\"schema\":\"s\",\"type\":\"VIEW\"},{\"name\":\"u\"}]}")
                .answers("{\"ColumnList\":[{\"name\":\"id\",\"typeName\":\"int4\",\"precision\":10,\"nullable\":0}]}");
        assertThat(catalog.tables("dev", "s", "t%", LONG))
                .containsExactly(new TableEntry("s", "t", "VIEW"), new TableEntry("", "u", ""));
        assertThat(catalog.describe("dev", "s", "t", LONG))
                .containsExactly(new ColumnMetadata("", "id", "int4", 10, 0, 0, 0, false, false, false, "s", "t", ""));
    }

    @Test
    void throttlingIsWaitedFor() throws DataApiException {
        service.fails(400, "ThrottlingException", "")
                .fails(400, "ThrottlingException", "")
                .answers("{\"Databases\":[]}");
        assertThat(catalog.databases(LONG)).isEmpty();
        assertThat(slept).contains(Duration.ofMillis(400), Duration.ofMillis(800));
        assertThat(counters.retries()).isEqualTo(2);
        assertThat(slept.stream().reduce(Duration.ZERO, Duration::plus)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void throttlingThatOutlastsTheTimeLimitIsReported() {
        service.fails(400, "ThrottlingException", "").fails(400, "ThrottlingException", "");
        var thrown = catchThrowableOfType(
                DataApiException.class, () -> catalog.databases(TestConfig.limits(Duration.ofSeconds(1))));
        assertThat(thrown.failure().kind()).isEqualTo(Kind.THROTTLED);
        assertThat(service.requests()).hasSize(2);
    }

    @Test
    void moreThanTheBurstWaitsForItsTurn() throws DataApiException {
        for (int call = 0; call < 5; call++) {
            service.answers("{\"Databases\":[]}");
            catalog.databases(LONG);
        }
        assertThat(slept).hasSize(2).allSatisfy(time -> assertThat(time)
                .isBetween(Duration.ofMillis(350), Duration.ofMillis(351)));
        service.answers("{\"Schemas\":[]}");
        catalog.schemas("dev", null, LONG);
        assertThat(slept).hasSize(2);
    }

    // ---------------------------------------------------------------- limits

    /** Until the service is closed. */
    private final CountDownLatch never = new CountDownLatch(1);

    private void staysSilent() {
        service.answers(exchange -> {
            try {
                never.await();
            } catch (InterruptedException closed) {
                // The server stops.
            }
        });
    }

    @Test
    void aRequestThatIsNotAnsweredEndsWithItsOwnTimeAndNotWithThatOfTheQuestion() {
        staysSilent();
        var limits = new CatalogApi.Limits(Duration.ofMinutes(5), Duration.ofMillis(200), Duration.ZERO);
        var thrown = catchThrowableOfType(DataApiException.class, () -> catalog.tables("dev", null, null, limits));
        assertThat(thrown.failure().kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(thrown.failure().code()).isNotEqualTo("NoAnswer");
    }

    @Test
    void wantOfAnswersForTheGivenTimeIsToldAsThat() {
        staysSilent();
        var limits = new CatalogApi.Limits(Duration.ofMinutes(5), Duration.ofMillis(200), Duration.ofNanos(1));
        nanosPass = true;
        var thrown = catchThrowableOfType(DataApiException.class, () -> catalog.tables("dev", null, null, limits));
        assertThat(thrown.failure().code()).isEqualTo("NoAnswer");
    }

    @Test
    void brokenConnectionsAreBorneAsLongAsAnswersMayBeMissing() {
        for (int i = 0; i < 20; i++) {
            service.answers(exchange -> exchange.getResponseBody().close());
        }
        var limits = new CatalogApi.Limits(Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofSeconds(2));
        var thrown = catchThrowableOfType(DataApiException.class, () -> catalog.tables("dev", null, null, limits));
        assertThat(thrown.failure().code()).isEqualTo("NoAnswer");
        assertThat(slept.stream().mapToLong(Duration::toMillis).sum()).isBetween(2000L, 4000L);
    }

    @Test
    void refusalsAreAnswersHoweverLongTheyCome() throws DataApiException {
        for (int i = 0; i < 6; i++) {
            service.fails(400, "ThrottlingException", "");
        }
        service.answers("{\"Databases\":[]}");
        var limits = new CatalogApi.Limits(Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofSeconds(1));
        assertThat(catalog.databases(limits)).isEmpty();
    }
}
