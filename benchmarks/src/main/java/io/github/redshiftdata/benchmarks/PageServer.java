package io.github.redshiftdata.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;

/**
 * An endpoint whose results cost it nothing: every page but for its token is the same bytes. It runs in a process of its
 * own, so that its work is not counted with the reader's. The SQL text chooses the result, and how long a page and a
 * submission take: {@code columns=8 rowsPerPage=3000 pages=20 delayMillis=0 callMillis=0}.
 */
final class PageServer {

    private static final String ID = "aaaaaaaa-bbbb-cccc-dddd-";

    /** Pages as the service sends them: the first part, the token, the rest. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Prepared(byte[] beforeToken, byte[] afterToken, byte[] last) {}

    private record Result(Prepared prepared, int pages, int delayMillis) {}

    private final Map<String, Prepared> prepared = new ConcurrentHashMap<>();
    private final Map<String, Result> results = new ConcurrentHashMap<>();
    private final AtomicLong statements = new AtomicLong();

    /** Prints its port and serves until its standard input ends. */
    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        var server = server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", new PageServer()::answer);
        server.start();
        System.out.println(server.getAddress().getPort());
        System.out.flush();
        while (System.in.read() >= 0) {
            // until the benchmark ends
        }
        System.exit(0);
    }

    /** Speaks TLS where this JVM has a key to show. */
    private static HttpServer server(InetSocketAddress address) throws IOException, NoSuchAlgorithmException {
        if (System.getProperty("javax.net.ssl.keyStore") == null) {
            return HttpServer.create(address, 1024);
        }
        var server = HttpsServer.create(address, 1024);
        server.setHttpsConfigurator(new HttpsConfigurator(SSLContext.getDefault()));
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        switch (target == null ? "" : target) {
            case "RedshiftData.ExecuteStatement", "RedshiftData.BatchExecuteStatement" ->
                send(exchange, execute(request));
            case "RedshiftData.GetStatementResult", "RedshiftData.GetStatementResultV2" -> sendPage(exchange, request);
            case "RedshiftData.DescribeStatement" -> send(exchange, describe(request));
            default -> send(exchange, "{\"Status\":true}");
        }
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        send(exchange, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, byte[]... parts) throws IOException {
        var length = 0L;
        for (var part : parts) {
            length += part.length;
        }
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.getResponseHeaders().add("x-amzn-RequestId", "00000000-0000-0000-0000-000000000000");
        exchange.sendResponseHeaders(200, length);
        for (var part : parts) {
            exchange.getResponseBody().write(part);
        }
        exchange.close();
    }

    private String execute(String request) {
        pause(number(request, "callMillis=", 0));
        var id = ID + String.format(Locale.ROOT, "%012x", statements.incrementAndGet());
        var hasResultSet = request.contains("columns=");
        if (hasResultSet) {
            results.put(id, result(request));
        }
        var session = request.contains("SessionId") || request.contains("SessionKeepAliveSeconds")
                ? ",\"SessionId\":\"" + ID + "000000000000\""
                : "";
        return "{\"Id\":\"" + id + "\",\"CreatedAt\":1.5,\"Status\":\"FINISHED\",\"HasResultSet\":" + hasResultSet
                + session + "}";
    }

    private Result result(String request) {
        var columns = number(request, "columns=", 1);
        var rowsPerPage = number(request, "rowsPerPage=", 1);
        var pages = number(request, "pages=", 1);
        var csv = request.contains("\"ResultFormat\":\"CSV\"");
        var page = prepared.computeIfAbsent(
                columns + "/" + rowsPerPage + "/" + pages + "/" + csv,
                key -> prepare(new Pages(columns, rowsPerPage), csv, (long) pages * rowsPerPage));
        return new Result(page, pages, number(request, "delayMillis=", 0));
    }

    private static Prepared prepare(Pages source, boolean csv, long total) {
        var token = "TTTTTTTTTT";
        var page = new String(csv ? source.csvPage(total, token) : source.page(total, token), StandardCharsets.UTF_8);
        var at = page.indexOf(token);
        return new Prepared(
                page.substring(0, at).getBytes(StandardCharsets.UTF_8),
                page.substring(at + token.length()).getBytes(StandardCharsets.UTF_8),
                csv ? source.csvPage(total, "") : source.page(total, ""));
    }

    private static String describe(String request) {
        pause(number(request, "callMillis=", 0));
        return "{\"Id\":\"" + text(request, "\"Id\":\"")
                + "\",\"Status\":\"FINISHED\",\"HasResultSet\":true,\"ResultRows\":1}";
    }

    private void sendPage(HttpExchange exchange, String request) throws IOException {
        var id = text(request, "\"Id\":\"");
        var result = results.get(id);
        if (result == null) {
            send(exchange, "{}");
            return;
        }
        pause(result.delayMillis());
        var token = text(request, "\"NextToken\":\"");
        var number = token.isEmpty() ? 1 : Integer.parseInt(token);
        if (number >= result.pages()) {
            send(exchange, result.prepared().last());
            return;
        }
        var next = String.format(Locale.ROOT, "%010d", number + 1).getBytes(StandardCharsets.US_ASCII);
        send(exchange, result.prepared().beforeToken(), next, result.prepared().afterToken());
    }

    private static void pause(int millis) {
        var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (var left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static int number(String request, String key, int otherwise) {
        var at = request.indexOf(key);
        if (at < 0) {
            return otherwise;
        }
        var end = at + key.length();
        while (end < request.length() && Character.isDigit(request.charAt(end))) {
            end++;
        }
        return Integer.parseInt(request.substring(at + key.length(), end));
    }

    private static String text(String request, String key) {
        var at = request.indexOf(key);
        return at < 0 ? "" : request.substring(at + key.length(), request.indexOf('"', at + key.length()));
    }
}
