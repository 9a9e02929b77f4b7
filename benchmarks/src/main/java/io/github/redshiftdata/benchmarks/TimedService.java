package io.github.redshiftdata.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * An endpoint whose statements take the time that their text says, {@code run_500ms_7}: the name of such a statement is
 * its id, too. It notes when each has ended, and how often it was asked for.
 */
final class TimedService implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("run_(\\d+)ms_\\d+");
    private static final Pattern WAIT = Pattern.compile("\"WaitTimeSeconds\":(\\d+)");
    private static final String SESSION = "aaaaaaaa-bbbb-cccc-dddd-000000000000";

    private final boolean waits;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Long> ends = new ConcurrentHashMap<>();
    private final Map<String, Integer> polls = new ConcurrentHashMap<>();

    /**
     * Starts the endpoint.
     *
     * @param waits whether it knows WaitTimeSeconds; else it refuses the member
     */
    TimedService(boolean waits) throws IOException {
        this.waits = waits;
        // Without it the server lets the last packet of an answer wait for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String jdbcUrl() {
        return "jdbc:redshift-data://127.0.0.1:" + server.getAddress().getPort() + "/dev?lazyConnect=true";
    }

    /** When a statement ended, as {@link System#nanoTime()}. */
    long endOf(String name) {
        return ends.getOrDefault(name, 0L);
    }

    int pollsOf(String name) {
        return polls.getOrDefault(name, 0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var wait = WAIT.matcher(request);
        var seconds = wait.find() ? Integer.parseInt(wait.group(1)) : 0;
        var name = NAME.matcher(request);
        if (seconds > 0 && !waits) {
            send(
                    exchange,
                    400,
                    "{\"__type\":\"ValidationException\",\"message\":\"Unknown parameter: WaitTimeSeconds\"}");
        } else if (name.find()) {
            send(exchange, 200, statement(exchange, name.group(), Long.parseLong(name.group(1)), seconds));
        } else {
            send(exchange, 200, "{\"Status\":true}");
        }
    }

    private String statement(HttpExchange exchange, String name, long millis, int waitSeconds) {
        var submitted = exchange.getRequestHeaders().getFirst("X-Amz-Target").endsWith("ExecuteStatement");
        if (submitted) {
            ends.put(name, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
        } else {
            polls.merge(name, 1, Integer::sum);
        }
        var end = endOf(name);
        hold(Math.min(end, System.nanoTime() + TimeUnit.SECONDS.toNanos(waitSeconds)));
        var known = waits || !submitted;
        var status = System.nanoTime() >= end ? "FINISHED" : "STARTED";
        return "{\"Id\":\"" + name + "\",\"SessionId\":\"" + SESSION + '"'
                + (known ? ",\"HasResultSet\":false,\"Status\":\"" + status + '"' : "") + "}";
    }

    private static void hold(long until) {
        for (var left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
