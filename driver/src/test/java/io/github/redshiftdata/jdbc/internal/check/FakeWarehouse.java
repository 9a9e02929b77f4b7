package io.github.redshiftdata.jdbc.internal.check;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The Data API over HTTP for a check: every statement ends well, unless told otherwise; all results have one row. */
final class FakeWarehouse implements AutoCloseable {

    final List<String> operations = new CopyOnWriteArrayList<>();
    /** By operations: status, code and message. */
    private final Map<String, String[]> refusals = new ConcurrentHashMap<>();
    /** From which statement on they fail with which text of the database. */
    volatile int failsFrom = Integer.MAX_VALUE;

    volatile String error = "";

    private final HttpServer server;
    private int statements;

    FakeWarehouse() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    void refuses(String operation, int status, String code, String message) {
        refusals.put(operation, new String[] {String.valueOf(status), code, message});
    }

    void fails(int fromStatement, String errorOfTheDatabase) {
        failsFrom = fromStatement;
        error = errorOfTheDatabase;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var operation = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                    .replace("RedshiftData.", "");
            exchange.getResponseHeaders().add("x-amzn-RequestId", "request-1");
            if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                send(exchange, 400, "{\"__type\":\"MissingAuthenticationTokenException\"}");
                return;
            }
            operations.add(operation);
            var refusal = refusals.get(operation);
            if (refusal != null) {
                send(
                        exchange,
                        Integer.parseInt(refusal[0]),
                        "{\"__type\":\"" + refusal[1] + "\",\"message\":\"" + refusal[2] + "\"}");
                return;
            }
            send(exchange, 200, answer(operation, body));
        }
    }

    private String answer(String operation, String body) {
        return switch (operation) {
            case "ExecuteStatement", "BatchExecuteStatement" -> {
                statements++;
                var failed = statements >= failsFrom;
                yield "{\"Id\":\"00000000-0000-0000-0000-00000000000" + statements % 10
                        + "\",\"SessionId\":\"session-1\",\"HasResultSet\":" + (!failed && body.contains("SELECT"))
                        + ",\"Status\":\"" + (failed ? "FAILED" : "FINISHED") + "\",\"CreatedAt\":1.7E9}";
            }
            case "DescribeStatement" ->
                "{\"Id\":\"" + body.replaceAll(".*\"Id\":\"([^\"]*)\".*", "$1") + "\",\"Status\":\""
                        + (error.isEmpty() ? "FINISHED" : "FAILED") + "\",\"HasResultSet\":"
                        + error.isEmpty() + ",\"Error\":\"" + error
                        + "\",\"SessionId\":\"session-1\",\"RedshiftPid\":1,\"ResultRows\":1,\"ResultSize\":1}";
            case "GetStatementResult" ->
                "{\"TotalNumRows\":1,\"ColumnMetadata\":["
                        + "C,C,C,C".replace("C", "{\"name\":\"c\",\"typeName\":\"varchar\"}")
                        + "],\"Records\":[[{\"stringValue\":\"IAMR:Reader\"},{\"stringValue\":\"dev\"},"
                        + "{\"stringValue\":\"public\"},{\"stringValue\":\"PostgreSQL 8.0.2\"}]]}";
            case "ListDatabases" -> "{\"Databases\":[\"dev\"]}";
            case "ListSchemas" -> "{\"Schemas\":[\"pg_catalog\"]}";
            case "ListTables" ->
                "{\"Tables\":[{\"name\":\"pg_class\",\"schema\":\"pg_catalog\",\"type\":\"SYSTEM TABLE\"}]}";
            case "DescribeTable" -> "{\"ColumnList\":[{\"name\":\"relname\",\"typeName\":\"name\"}]}";
            default -> "{\"Status\":true,\"Sessions\":[],\"Statements\":[]}";
        };
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
