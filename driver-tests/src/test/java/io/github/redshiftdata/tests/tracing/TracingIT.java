package io.github.redshiftdata.tests.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.tests.support.TestEmulator;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the driver tells OpenTelemetry. */
class TracingIT {

    private static final AttributeKey<String> STATEMENT_ID = AttributeKey.stringKey("aws.redshift_data.statement_id");

    private final Spans spans = new Spans();
    private TestEmulator emulator;

    @BeforeEach
    void start() {
        emulator = TestEmulator.own(2000);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private RedshiftDataDataSource source() {
        return spans.source(emulator.url());
    }

    /** A connection whose spans so far are forgotten. */
    private Connection connect() throws SQLException {
        var connection = source().getConnection();
        spans.forget();
        return connection;
    }

    private static String text(SpanData span, String key) {
        return span.getAttributes().get(AttributeKey.stringKey(key));
    }

    private static Long number(SpanData span, String key) {
        return span.getAttributes().get(AttributeKey.longKey(key));
    }

    @Test
    void connectingIsASpanWithItsFirstStatement() throws SQLException {
        try (var connection = source().getConnection()) {
            var connecting = spans.only("connect dev");
            assertThat(spans.childrenOf(connecting)).containsExactly("ExecuteStatement");
            assertThat(connection.isClosed()).isFalse();
        }
    }

    @Test
    void aQueryIsASpanNamedAsTheConventionsSayWithAChildForEachRequest() throws SQLException {
        try (var connection = connect();
                var statement = connection.prepareStatement("select ? || 'secret text' as found")) {
            statement.setString(1, "secret value");
            String id;
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                id = statement.unwrap(RedshiftDataStatement.class).getStatementId();
            }
            var query = spans.only("executeQuery dev");
            assertThat(query.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(query.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            assertThat(text(query, "db.system.name")).isEqualTo("aws.redshift");
            assertThat(text(query, "db.namespace")).isEqualTo("dev");
            assertThat(text(query, "db.operation.name")).isEqualTo("SELECT");
            assertThat(text(query, "server.address")).isIn("localhost", "127.0.0.1");
            assertThat(number(query, "server.port")).isPositive();
            assertThat(query.getAttributes().get(STATEMENT_ID)).isEqualTo(id);
            assertThat(spans.childrenOf(query)).containsExactly("ExecuteStatement", "GetStatementResult");
            var request = spans.only("ExecuteStatement");
            assertThat(request.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(text(request, "rpc.system")).isEqualTo("aws-api");
            assertThat(text(request, "rpc.service")).isEqualTo("RedshiftData");
            assertThat(text(request, "rpc.method")).isEqualTo("ExecuteStatement");
            assertThat(request.getAttributes().get(STATEMENT_ID)).isEqualTo(id);
            assertThat(spans.all().toString()).doesNotContain("secret", "select");
        }
    }

    @Test
    void aWaitForAStatementIsASpanWithItsRequestsBelow() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("select pg_sleep(1.3)");
            assertThat(spans.childrenOf(spans.only("execute dev")))
                    .containsExactly("ExecuteStatement", "wait for the statement");
            var wait = spans.only("wait for the statement");
            assertThat(wait.getKind()).isEqualTo(SpanKind.INTERNAL);
            assertThat(spans.childrenOf(wait)).isNotEmpty().containsOnly("DescribeStatement");
        }
    }

    @Test
    void aFailingQueryTellsItsSqlStateAndNeverItsMessage() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("select 'secret'::int"))
                    .hasMessageContaining("secret");
            var query = spans.only("executeQuery dev");
            assertThat(query.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(text(query, "db.response.status_code")).isEqualTo("22P02");
            assertThat(text(query, "error.type")).isEqualTo("22P02");
            assertThat(spans.all().toString()).doesNotContain("secret");
        }
    }

    @Test
    void aRefusedRequestAndThePauseAfterItAreSpans() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            emulator.emulator().faults().on("ExecuteStatement").once().status(500);
            statement.execute("select 1");
            assertThat(spans.childrenOf(spans.only("execute dev")))
                    .containsExactly("ExecuteStatement", "wait for the next try", "ExecuteStatement");
            var refused = spans.all().stream()
                    .filter(span -> span.getStatus().getStatusCode() == StatusCode.ERROR)
                    .toList();
            assertThat(refused).extracting(SpanData::getName).containsExactly("ExecuteStatement");
            assertThat(text(refused.get(0), "error.type")).isNotEmpty();
            assertThat(number(refused.get(0), "http.response.status_code")).isEqualTo(500);
        }
    }

    @Test
    void theCancelOfAnotherThreadBelongsToTheStatementItCancels() throws Exception {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            var canceller = CompletableFuture.runAsync(
                    () -> {
                        try {
                            emulator.awaitRunning(1);
                            statement.cancel();
                        } catch (InterruptedException | SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    work -> new Thread(work).start());
            assertThatThrownBy(() -> statement.executeQuery("select pg_sleep(60)"))
                    .isInstanceOf(SQLException.class);
            canceller.join();
            spans.await("CancelStatement", 1);
            var query = spans.only("executeQuery dev");
            assertThat(text(query, "db.response.status_code")).isEqualTo("57014");
            assertThat(spans.only("CancelStatement").getTraceId()).isEqualTo(query.getTraceId());
            assertThat(spans.all()).extracting(SpanData::getTraceId).containsOnly(query.getTraceId());
        }
    }

    @Test
    void aBatchIsOneSpanThatTellsItsSize() throws SQLException {
        var schema = emulator.newSchema();
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("create table " + schema + ".t (a int)");
            spans.forget();
            statement.addBatch("insert into " + schema + ".t values (1)");
            statement.addBatch("insert into " + schema + ".t values (2)");
            statement.executeBatch();
            var batch = spans.only("executeBatch dev");
            assertThat(text(batch, "db.operation.name")).isEqualTo("BATCH INSERT");
            assertThat(number(batch, "db.operation.batch.size")).isEqualTo(2);
            assertThat(spans.childrenOf(batch)).startsWith("BatchExecuteStatement");
            spans.forget();
            try (var prepared = connection.prepareStatement("insert into " + schema + ".t values (?)")) {
                for (var row = 0; row < 3; row++) {
                    prepared.setInt(1, row);
                    prepared.addBatch();
                }
                prepared.executeBatch();
            }
            var rows = spans.only("executeBatch dev");
            assertThat(text(rows, "db.operation.name")).isEqualTo("BATCH INSERT");
            assertThat(number(rows, "db.operation.batch.size")).isEqualTo(3);
        }
    }

    @Test
    void aTransactionIsTheSpansOfItsCallsAndTheCommitHasOne() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            connection.commit();
            assertThat(spans.all()).isEmpty();
            statement.execute("select 1");
            connection.commit();
            assertThat(spans.childrenOf(spans.only("commit dev"))).startsWith("ExecuteStatement");
            statement.execute("select 1");
            connection.rollback();
            assertThat(spans.childrenOf(spans.only("rollback dev"))).startsWith("ExecuteStatement");
        }
    }

    @Test
    void aReadOfTheCatalogIsASpan() throws SQLException {
        try (var connection = connect()) {
            connection
                    .getMetaData()
                    .getTables(null, "no_such_schema", null, null)
                    .close();
            assertThat(spans.childrenOf(spans.only("getTables dev"))).contains("ListTables");
            assertThat(spans.all())
                    .extracting(SpanData::getTraceId)
                    .containsOnly(spans.only("getTables dev").getTraceId());
        }
    }

    /** Pages come in a thread of the driver, most of them after {@code executeQuery} has returned. */
    @Test
    void thePagesBelongToTheQueryWhicheverThreadReadsThem() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select generate_series(1, 1000)")) {
            while (rows.next()) {
                rows.getInt(1);
            }
            var query = spans.only("executeQuery dev");
            var children = spans.childrenOf(query);
            assertThat(children).startsWith("ExecuteStatement", "GetStatementResult");
            assertThat(children.stream().filter("GetStatementResult"::equals).count())
                    .isEqualTo(emulator.calls().get("GetStatementResult"))
                    .isGreaterThan(3);
        }
    }

    @Test
    void theContextOfTheCallerIsJoinedAndComesBack() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            var own =
                    spans.telemetry().getTracer("program").spanBuilder("order").startSpan();
            try (var scope = own.makeCurrent()) {
                statement.execute("select 1");
                assertThat(Span.current()).isSameAs(own);
            } finally {
                own.end();
            }
            assertThat(spans.childrenOf(spans.only("order"))).containsExactly("execute dev");
            assertThat(spans.all())
                    .extracting(SpanData::getTraceId)
                    .containsOnly(own.getSpanContext().getTraceId());
        }
    }

    @Test
    void theGivingUpOfASessionIsNoPartOfACallThatIsOver() throws SQLException {
        var connection = connect();
        connection.createStatement().execute("select 1");
        var call = spans.only("execute dev");
        connection.close();
        spans.await("ExecuteStatement", 2);
        var last = spans.all().get(spans.all().size() - 1);
        assertThat(last.getName()).isEqualTo("ExecuteStatement");
        assertThat(last.getTraceId()).isNotEqualTo(call.getTraceId());
        assertThat(last.getParentSpanContext().isValid()).isFalse();
    }

    /** OpenTelemetry's own wrapper of DataSources: its spans and the driver's are one trace, and no two are alike. */
    @Test
    void besideTheSpansOfOpenTelemetrysJdbcTheDriversNestWithinThem() throws SQLException {
        var wrapped = JdbcTelemetry.create(spans.telemetry()).wrap(source());
        try (var connection = wrapped.getConnection();
                var statement = connection.createStatement()) {
            spans.forget();
            try (var rows = statement.executeQuery("select 1 as one")) {
                assertThat(rows.next()).isTrue();
            }
            var ours = spans.only("executeQuery dev");
            var above = spans.all().stream()
                    .filter(span -> span.getSpanId().equals(ours.getParentSpanId()))
                    .toList();
            assertThat(above).hasSize(1);
            assertThat(above.get(0).getInstrumentationScopeInfo().getName()).contains("jdbc");
            assertThat(spans.all()).extracting(SpanData::getTraceId).containsOnly(ours.getTraceId());
            assertThat(spans.all()).extracting(SpanData::getName).doesNotHaveDuplicates();
        }
    }

    @Test
    void withoutATracerNothingIsTold() throws SQLException {
        var source = source();
        source.setTracer(null);
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select 1");
        }
        assertThat(spans.all()).isEmpty();
    }

    @Test
    void aTracerThatThrowsDisturbsNothing() throws SQLException {
        for (var broken : Broken.values()) {
            var source = source();
            source.setTracer(broken);
            try (var connection = source.getConnection();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select generate_series(1, 1000)")) {
                var sum = 0;
                while (rows.next()) {
                    sum += rows.getInt(1);
                }
                assertThat(sum).as("with %s", broken).isEqualTo(500_500);
            }
        }
    }

    /** Without the API on the class path the property is of no effect, and the connection works. */
    @Test
    void withoutOpenTelemetryTheConnectionWorks() throws Exception {
        var paths = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("opentelemetry") && !entry.contains("micrometer"))
                .map(entry -> Path.of(entry).toUri())
                .toList();
        var urls = new URL[paths.size()];
        for (var index = 0; index < urls.length; index++) {
            urls[index] = paths.get(index).toURL();
        }
        try (var loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            var driver = (Driver) loader.loadClass("io.github.redshiftdata.jdbc.RedshiftDataDriver")
                    .getConstructor()
                    .newInstance();
            try (var connection = driver.connect(emulator.url("tracing=opentelemetry"), new Properties());
                    var statement = connection.createStatement()) {
                assertThat(statement.execute("select 1")).isTrue();
            }
        }
    }

    @Test
    void thePropertyTellsTheGlobalOpenTelemetry() throws SQLException {
        GlobalOpenTelemetry.resetForTest();
        GlobalOpenTelemetry.set(spans.telemetry());
        try (var connection = emulator.connect("tracing=opentelemetry")) {
            assertThat(spans.childrenOf(spans.only("connect dev"))).contains("ExecuteStatement");
            assertThat(connection.isValid(1)).isTrue();
        } finally {
            GlobalOpenTelemetry.resetForTest();
        }
    }

    @Test
    void namesAreFew() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var number = 0; number < 20; number++) {
                statement.execute("select " + number + " as c" + number);
            }
        }
        spans.await("ExecuteStatement", 21);
        assertThat(spans.all().stream().map(SpanData::getName).collect(Collectors.toSet()))
                .isEqualTo(Set.of("execute dev", "ExecuteStatement"));
    }
}
