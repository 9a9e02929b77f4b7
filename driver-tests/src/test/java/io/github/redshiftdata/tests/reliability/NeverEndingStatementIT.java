package io.github.redshiftdata.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An endpoint that answers STARTED for ever, with and without long polling. */
class NeverEndingStatementIT {

    private static final String ID = "11111111-2222-3333-4444-555555555555";

    private final Queue<String> operations = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private ExecutorService threads;
    private volatile boolean longPolling = true;
    private volatile boolean cancelIsAnswered = true;

    @BeforeEach
    void start() throws IOException {
        threads = Executors.newCachedThreadPool();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        var operation = target.substring(target.indexOf('.') + 1);
        operations.add(operation);
        var body =
                switch (operation) {
                    case "CancelStatement" -> cancelIsAnswered ? "{\"Status\":true}" : "";
                    default ->
                        "{\"Id\":\"" + ID + "\",\"Status\":\"STARTED\",\"SessionId\":\"" + ID
                                + "\",\"CreatedAt\":1.5,\"HasResultSet\":false}";
                };
        if (longPolling) {
            waitAsAsked(request);
        }
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            waitAsAsked("\"WaitTimeSeconds\":30}");
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void waitAsAsked(String request) throws IOException {
        var marker = "\"WaitTimeSeconds\":";
        var at = request.indexOf(marker);
        if (at < 0) {
            return;
        }
        var digits = request.substring(at + marker.length()).replaceAll("[^0-9].*", "");
        try {
            // The real service holds the answer back; stop() ends it.
            threads.awaitTermination(Long.parseLong(digits), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private String url() {
        return "jdbc:redshift-data://127.0.0.1:" + server.getAddress().getPort() + "/dev?lazyConnect=true";
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theQueryTimeoutFiresWithinASecondOfItsTimeAndCancels(boolean withLongPolling) throws SQLException {
        longPolling = withLongPolling;
        assertTimesOut();
        assertThat(operations).contains("CancelStatement");
    }

    @Test
    void itFiresAlsoWhereTheCancelIsNeverAnswered() throws SQLException {
        cancelIsAnswered = false;
        assertTimesOut();
        assertThat(operations).contains("CancelStatement");
    }

    private void assertTimesOut() throws SQLException {
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.createStatement()) {
            statement.setQueryTimeout(2);
            var start = System.nanoTime();
            var failure =
                    catchThrowableOfType(SQLTimeoutException.class, () -> statement.execute("CREATE TABLE t (a int)"));
            var elapsed = Duration.ofNanos(System.nanoTime() - start);
            assertThat(failure.getSQLState()).isEqualTo("57014");
            assertThat((Throwable) failure).hasMessageContaining(ID).hasMessageContaining("2");
            assertThat(elapsed).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
        }
    }
}
