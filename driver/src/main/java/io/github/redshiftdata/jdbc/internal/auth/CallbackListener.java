package io.github.redshiftdata.jdbc.internal.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Waits on 127.0.0.1 for the browser to come back with a code. Other programs of this machine, and pages that the browser
 * shows, may call it too: what does not bring the state of this sign-in changes nothing.
 */
final class CallbackListener implements AutoCloseable {

    static final String PATH = "/oauth/callback";

    private static final String HOST = "127.0.0.1";
    private static final Pattern LOCAL = Pattern.compile("(localhost|127\\.0\\.0\\.1)(:\\d+)?");
    /** The page needs nothing from elsewhere. */
    private static final String STYLE =
            "<style>body{font:18px sans-serif;max-width:32em;margin:3em auto;padding:0 1em}h1{font-size:20px}</style>";

    private static final int LONGEST_ANSWER = 1 << 20;
    /** How long the end of the sign-in waits for a page to be read. */
    private static final Duration SLOW_BROWSER = Duration.ofSeconds(1);

    private final HttpServer server;
    /** Several, since a browser opens connections ahead, and may send its request in pieces. */
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "redshift-data-sign-in");
        thread.setDaemon(true);
        return thread;
    });

    /** Null where the answer of a SAML identity provider is waited for, which brings no state. */
    private final @Nullable String state;

    private final CompletableFuture<String> code = new CompletableFuture<>();
    /** The pages that are being shown, and this, which ends with {@link #close()}. */
    private final Phaser pages = new Phaser(1);

    private CallbackListener(HttpServer server, @Nullable String state) {
        this.server = server;
        this.state = state;
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /**
     * Begins to listen.
     *
     * @param port null for any that is free
     * @throws IllegalStateException if the port is taken
     */
    static CallbackListener open(@Nullable Integer port, String state) {
        return open(port, state, "ssoPort");
    }

    /**
     * Begins to listen for the answer of a SAML identity provider, which the browser posts.
     *
     * @throws IllegalStateException if the port is taken
     */
    static CallbackListener forSaml(int port) {
        return open(port, null, "samlPort");
    }

    private static CallbackListener open(@Nullable Integer port, @Nullable String state, String property) {
        try {
            var address =
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port == null ? 0 : port);
            return new CallbackListener(HttpServer.create(address, 0), state);
        } catch (BindException taken) {
            throw new IllegalStateException(
                    "the port " + port + " of " + property + " is in use on this machine: free it, or "
                            + (state == null
                                    ? "choose another one here and at the identity provider"
                                    : "leave out ssoPort"),
                    taken);
        } catch (IOException failed) {
            throw new IllegalStateException("no port of 127.0.0.1 can be listened to: " + failed.getMessage(), failed);
        }
    }

    /** Where the browser is to come back to. */
    URI address() {
        return URI.create("http://" + HOST + ":" + server.getAddress().getPort() + PATH);
    }

    /**
     * The code that the browser brings.
     *
     * @throws IllegalStateException if the person or IAM Identity Center refused
     * @throws TimeoutException if the browser does not come back
     */
    String await(Duration longest) throws InterruptedException, TimeoutException {
        try {
            return code.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException refused) {
            throw new IllegalStateException(
                    Objects.requireNonNullElse(refused.getCause(), refused).getMessage(), refused);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        pages.register();
        try (exchange) {
            if (state == null) {
                takeSaml(exchange);
            } else {
                takeCode(exchange);
            }
        } finally {
            pages.arriveAndDeregister();
        }
    }

    /** Only a page that the browser was sent to by its name posts here: not one that another name leads to this machine. */
    private void takeSaml(HttpExchange exchange) throws IOException {
        var host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        if (!LOCAL.matcher(host).matches() || !exchange.getRequestMethod().equals("POST")) {
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                show(exchange, 404, "Nothing is here.");
            }
            return;
        }
        var form = new String(exchange.getRequestBody().readNBytes(LONGEST_ANSWER), StandardCharsets.ISO_8859_1);
        var answer = parameters(form).get("SAMLResponse");
        if (answer == null) {
            show(
                    exchange,
                    400,
                    "The identity provider sent no SAMLResponse. Its application must use the POST binding.");
        } else {
            code.complete(answer);
            show(exchange, 200, "The sign-in was handed over. You can close this window.");
        }
    }

    private void takeCode(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            // A look at the page before it is shown, as scanners of links take it.
            exchange.sendResponseHeaders(405, -1);
            return;
        }
        var parameters = parameters(exchange.getRequestURI().getRawQuery());
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            show(exchange, 404, "Nothing is here.");
        } else if (!isOurs(parameters.getOrDefault("state", ""))) {
            show(exchange, 400, "This page does not belong to the sign-in that is waited for. Use the newest page.");
        } else if (parameters.containsKey("code")) {
            var isFirst = code.complete(parameters.get("code"));
            show(
                    exchange,
                    200,
                    isFirst || !code.isCompletedExceptionally()
                            ? "You are signed in. You can close this window."
                            : "The sign-in has ended already. Connect again.");
        } else {
            var error = parameters.getOrDefault("error", "no code came");
            code.completeExceptionally(new IllegalStateException("the sign-in was refused in the browser (" + error
                    + described(parameters.get("error_description")) + ")"));
            show(exchange, 200, "The sign-in was refused: " + error + ". You can close this window.");
        }
    }

    private static String described(@Nullable String description) {
        return description == null || description.isBlank() ? "" : ": " + description;
    }

    private boolean isOurs(String given) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), String.valueOf(state).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> parameters(@Nullable String query) {
        var values = new HashMap<String, String>();
        for (var piece : (query == null ? "" : query).split("&", -1)) {
            var equals = piece.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(decoded(piece.substring(0, equals)), decoded(piece.substring(equals + 1)));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private static void show(HttpExchange exchange, int status, String text) throws IOException {
        var safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        var page = ("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Redshift sign-in</title>" + STYLE
                        + "<h1>Amazon Redshift</h1><p>" + safe + "</p></html>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        exchange.getResponseHeaders().add("Connection", "close");
        exchange.sendResponseHeaders(status, page.length);
        exchange.getResponseBody().write(page);
    }

    /** Ends it; the page that is being shown is still sent, unless the browser takes longer than a second to read it. */
    @Override
    public void close() {
        close(SLOW_BROWSER);
    }

    /** Ends it, and waits for the pages that are being shown, but no longer than a time. */
    void close(Duration longest) {
        try {
            // The server's own stop waits for its whole time on Java 17, whether a page is shown or not.
            pages.awaitAdvanceInterruptibly(pages.arriveAndDeregister(), longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slowBrowser) {
            // The sign-in need not wait for it.
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
