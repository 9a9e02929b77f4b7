package io.github.redshiftdata.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * An endpoint whose results cost it nothing: every page but for its token is the same bytes. It runs in a process of its
 * own, so that its work is not counted with the reader's. The SQL text chooses the result: {@code columns=8
 * rowsPerPage=3000 pages=20 delayMillis=0}.
 */
final class PageServer {

    private static final String ID = "aaaaaaaa-bbbb-cccc-dddd-";

    private record Result(byte[] middle, byte[] last, int pages, long delayMillis) {}

    private final java.util.Map<String, Result> results = new java.util.concurrent.ConcurrentHashMap<>();
    private final AtomicLong statements = new AtomicLong();

    /** Prints its port and serves until its standard input ends. */
    public static void main(String[] arguments) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
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

    private void answer(HttpExchange exchange) throws IOException {
        var request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        var body =
                switch (target) {
                    case "RedshiftData.ExecuteStatement" -> execute(request);
                    case "RedshiftData.GetStatementResult" -> page(request);
                    case "RedshiftData.DescribeStatement" -> describe(request);
                    default -> "{\"Status\":true}".getBytes(StandardCharsets.UTF_8);
                };
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.getResponseHeaders().add("x-amzn-RequestId", "00000000-0000-0000-0000-000000000000");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private byte[] execute(String request) {
        var id = ID + String.format("%012x", statements.incrementAndGet());
        var pages = number(request, "pages=", 1);
        var pageSource = new Pages(number(request, "columns=", 1), number(request, "rowsPerPage=", 1));
        var total = (long) pages * number(request, "rowsPerPage=", 1);
        results.put(
                id,
                new Result(
                        pageSource.page(total, "TTTTTTTTTT"),
                        pageSource.page(total, ""),
                        pages,
                        number(request, "delayMillis=", 0)));
        var hasResultSet = request.contains("columns=");
        var session = request.contains("SessionId") || request.contains("SessionKeepAliveSeconds")
                ? ",\"SessionId\":\"" + ID + "000000000000\""
                : "";
        return ("{\"Id\":\"" + id + "\",\"CreatedAt\":1.5,\"Status\":\"FINISHED\",\"HasResultSet\":" + hasResultSet
                        + session + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] describe(String request) {
        var id = text(request, "\"Id\":\"");
        return ("{\"Id\":\"" + id + "\",\"Status\":\"FINISHED\",\"HasResultSet\":true,\"ResultRows\":1}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] page(String request) {
        var result = results.get(text(request, "\"Id\":\""));
        if (result == null) {
            return "{}".getBytes(StandardCharsets.UTF_8);
        }
        if (result.delayMillis() > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(result.delayMillis()));
        }
        var token = text(request, "\"NextToken\":\"");
        var number = token.isEmpty() ? 1 : Integer.parseInt(token);
        if (number >= result.pages()) {
            return result.last();
        }
        var body = result.middle().clone();
        var next = String.format("%010d", number + 1).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(next, 0, body, tokenOffset(body), next.length);
        return body;
    }

    /** Where the token stands in a page: after the column metadata, before the rows. */
    private static int tokenOffset(byte[] body) {
        for (var i = 0; i < body.length - 10; i++) {
            if (body[i] == 'T' && body[i + 1] == 'T' && body[i + 2] == 'T' && body[i + 3] == 'T') {
                return i;
            }
        }
        throw new IllegalStateException("The page has no token");
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
