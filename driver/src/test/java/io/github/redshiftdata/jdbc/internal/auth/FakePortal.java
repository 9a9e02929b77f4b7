package io.github.redshiftdata.jdbc.internal.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * IAM Identity Center on this machine: the protocols of its tokens (OAuth with PKCE, device codes, refresh) and of its
 * portal, as strict as they are. It shares no code with the driver.
 */
final class FakePortal implements AutoCloseable {

    final List<String> requests = new CopyOnWriteArrayList<>();
    /** Roles by account. */
    final Map<String, List<String>> roles = new TreeMap<>();

    /** Tokens that the portal takes. */
    final Set<String> valid = new HashSet<>();

    final Set<String> refreshTokens = new HashSet<>();
    final List<String> pages = new CopyOnWriteArrayList<>();

    /** How often a device is told to wait. */
    int pending = 2;

    int interval = 1;

    /** The application that tells who a person is, and its answers to tokens of other providers. */
    static final String APPLICATION = "arn:aws:sso::111122223333:application/ssoins-1/apl-2";

    /** Tokens of another provider that the application trusts. */
    final Set<String> trusted = new HashSet<>();

    /** Who signed the questions to the application. */
    final List<String> signers = new CopyOnWriteArrayList<>();

    /** How the application answers; empty for the usual answer. */
    String personError = "";

    /** What stands in the answers of errors besides. */
    String errorMembers = "";

    String person = "{\"awsAdditionalDetails\":{\"identityContext\":\"context-of-ann\"},\"idToken\":\"x.y.z\"}";

    /** Sees the path of each request before it is answered. */
    volatile Consumer<String> before = path -> {};

    /** Answers all requests instead, with this status; 0 for none. */
    volatile int status;

    /** What is answered instead, by path. */
    final Map<String, String> answers = new java.util.concurrent.ConcurrentHashMap<>();

    /** When the keys of a role end. */
    volatile long expiration = 4102444800000L;

    boolean refusesThePerson;
    boolean slowDown;
    String deviceError = "";
    private final HttpServer server;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<String, String> challenges = new HashMap<>();
    private final Map<String, String> redirects = new HashMap<>();

    FakePortal() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        roles.put("111122223333", List.of("Reader"));
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    long count(String request) {
        return requests.stream().filter(request::equals).count();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var path = exchange.getRequestURI().getPath();
        before.accept(path);
        try (exchange) {
            if (status != 0) {
                send(exchange, status, "");
                return;
            }
            var instead = answers.get(path);
            if (instead != null) {
                send(exchange, 200, instead);
                return;
            }
            switch (path) {
                case "/client/register" -> register(exchange, JsonNode.parser().parse(body));
                case "/token" -> {
                    if ("aws_iam=t".equals(exchange.getRequestURI().getRawQuery())) {
                        person(exchange, JsonNode.parser().parse(body));
                    } else {
                        token(exchange, JsonNode.parser().parse(body));
                    }
                }
                case "/device_authorization" -> device(exchange);
                case "/authorize" -> authorize(exchange);
                default -> portal(exchange, path);
            }
        }
    }

    private static String text(JsonNode json, String name) {
        return json.field(name).map(JsonNode::text).orElse("");
    }

    private void register(HttpExchange exchange, JsonNode json) throws IOException {
        requests.add("register");
        if (!text(json, "clientType").equals("public")) {
            error(exchange, 400, "InvalidClientMetadataException", "invalid_client_metadata");
            return;
        }
        send(
                exchange,
                200,
                "{\"clientId\":\"client-1\",\"clientSecret\":\"client-hush\",\"clientSecretExpiresAt\":4102444800}");
    }

    private void device(HttpExchange exchange) throws IOException {
        requests.add("device");
        send(
                exchange,
                200,
                "{\"deviceCode\":\"device-hush\",\"userCode\":\"ABCD-EFGH\",\"verificationUri\":\"https://device.example/\","
                        + "\"verificationUriComplete\":\"https://device.example/?user_code=ABCD-EFGH\",\"expiresIn\":600,"
                        + "\"interval\":" + interval + "}");
    }

    private void token(HttpExchange exchange, JsonNode json) throws IOException {
        var grant = text(json, "grantType");
        requests.add(grant.replaceFirst(".*:", ""));
        if (!text(json, "clientSecret").equals("client-hush")) {
            error(exchange, 401, "InvalidClientException", "invalid_client");
            return;
        }
        switch (grant) {
            case "authorization_code" -> {
                var challenge = challenges.remove(text(json, "code"));
                var isRight = challenge != null
                        && challenge.equals(challenge(text(json, "codeVerifier")))
                        && text(json, "redirectUri").equals(redirects.get(challenge));
                give(exchange, isRight);
            }
            case "refresh_token" -> give(exchange, refreshTokens.remove(text(json, "refreshToken")));
            default -> ofDevice(exchange);
        }
    }

    /** The page for a real browser, on which the person has agreed, or refused, already. */
    private void authorize(HttpExchange exchange) throws IOException {
        var asked = parameters(exchange.getRequestURI().getRawQuery());
        var back = asked.get("redirect_uri") + "?state=" + asked.get("state");
        exchange.getResponseHeaders()
                .add("Location", back + (refusesThePerson ? "&error=access_denied" : "&code=" + code(asked)));
        exchange.sendResponseHeaders(302, -1);
    }

    private String code(Map<String, String> asked) {
        var code = "code-" + number.incrementAndGet();
        challenges.put(code, asked.getOrDefault("code_challenge", ""));
        redirects.put(asked.getOrDefault("code_challenge", ""), asked.getOrDefault("redirect_uri", ""));
        return code;
    }

    /** CreateTokenWithIAM: what only an AWS identity may ask, and what each grant needs. */
    private void person(HttpExchange exchange, JsonNode json) throws IOException {
        var grant = text(json, "grantType");
        requests.add("iam " + grant.replaceFirst(".*:", ""));
        var signer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        signers.add(signer);
        var access = "urn:ietf:params:oauth:token-type:access_token";
        var isGood =
                switch (grant) {
                    case "urn:ietf:params:oauth:grant-type:jwt-bearer" ->
                        trusted.contains(text(json, "assertion"))
                                && json.field("subjectToken").isEmpty();
                    case "urn:ietf:params:oauth:grant-type:token-exchange" ->
                        valid.contains(text(json, "subjectToken"))
                                && text(json, "subjectTokenType").equals(access)
                                && text(json, "requestedTokenType").equals(access)
                                && json.field("assertion").isEmpty();
                    default -> false;
                };
        if (!signer.startsWith("AWS4-HMAC-SHA256 ")) {
            error(exchange, 403, "AccessDeniedException", "not signed");
        } else if (!personError.isEmpty()) {
            error(exchange, 400, personError, "refused");
        } else if (!text(json, "clientId").equals(APPLICATION)) {
            error(exchange, 401, "InvalidClientException", "invalid_client");
        } else if (!isGood) {
            error(exchange, 400, "InvalidGrantException", "invalid_grant");
        } else {
            send(exchange, 200, person);
        }
    }

    private void ofDevice(HttpExchange exchange) throws IOException {
        if (slowDown) {
            slowDown = false;
            error(exchange, 400, "SlowDownException", "slow_down");
        } else if (!deviceError.isEmpty()) {
            error(exchange, 400, deviceError, "refused");
        } else if (pending-- > 0) {
            error(exchange, 400, "AuthorizationPendingException", "authorization_pending");
        } else {
            give(exchange, true);
        }
    }

    private void give(HttpExchange exchange, boolean isRight) throws IOException {
        if (!isRight) {
            error(exchange, 400, "InvalidGrantException", "invalid_grant");
            return;
        }
        var made = number.incrementAndGet();
        valid.add("token-" + made);
        refreshTokens.add("refresh-" + made);
        send(
                exchange,
                200,
                "{\"accessToken\":\"token-" + made + "\",\"expiresIn\":3600,\"refreshToken\":\"refresh-" + made
                        + "\",\"tokenType\":\"Bearer\"}");
    }

    private void portal(HttpExchange exchange, String path) throws IOException {
        requests.add(path);
        var query = parameters(exchange.getRequestURI().getRawQuery());
        if (!valid.contains(exchange.getRequestHeaders().getFirst("x-amz-sso_bearer_token"))) {
            error(exchange, 401, "UnauthorizedException", "Session token not found or invalid");
            return;
        }
        var account = query.getOrDefault("account_id", "");
        switch (path) {
            case "/assignment/accounts" ->
                send(
                        exchange,
                        200,
                        "{\"accountList\":["
                                + String.join(
                                        ",",
                                        roles.keySet().stream()
                                                .map(id -> "{\"accountId\":\"" + id + "\",\"accountName\":\"n\"}")
                                                .toList())
                                + "]}");
            case "/assignment/roles" ->
                send(
                        exchange,
                        200,
                        "{\"roleList\":["
                                + String.join(
                                        ",",
                                        roles.getOrDefault(account, List.of()).stream()
                                                .map(role -> "{\"roleName\":\"" + role + "\",\"accountId\":\"" + account
                                                        + "\"}")
                                                .toList())
                                + "]}");
            default -> credentials(exchange, account, query.getOrDefault("role_name", ""));
        }
    }

    private void credentials(HttpExchange exchange, String account, String role) throws IOException {
        if (!roles.getOrDefault(account, List.of()).contains(role)) {
            error(exchange, 403, "ForbiddenException", "No access");
            return;
        }
        send(
                exchange,
                200,
                "{\"roleCredentials\":{\"accessKeyId\":\"ASIA" + account + role
                        + "\",\"secretAccessKey\":\"hush\",\"sessionToken\":\"t\",\"expiration\":" + expiration + "}}");
    }

    private void error(HttpExchange exchange, int status, String type, String error) throws IOException {
        exchange.getResponseHeaders().add("x-amzn-ErrorType", type);
        send(
                exchange,
                status,
                "{\"error\":\"" + error + "\",\"error_description\":\"no\",\"message\":\"" + error + "\"" + errorMembers
                        + "}");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static Map<String, String> parameters(String query) {
        var values = new HashMap<String, String>();
        for (var piece : (query == null ? "" : query).split("&", -1)) {
            var equals = piece.indexOf('=');
            if (equals > 0) {
                values.put(
                        piece.substring(0, equals),
                        URLDecoder.decode(piece.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The code that the browser would bring back from a page. */
    synchronized String codeFor(URI page) {
        return code(parameters(page.getRawQuery()));
    }

    /** A person in front of the browser who signs in: the browser comes back with a code. */
    synchronized boolean signInAt(URI page) {
        pages.add(page.toString());
        var asked = parameters(page.getRawQuery());
        var unused = comeBack(asked.get("redirect_uri") + "?code=" + code(asked) + "&state=" + asked.get("state"));
        return true;
    }

    /** What the browser shows. It asks from another thread, as a browser does. */
    static java.util.concurrent.CompletableFuture<HttpResponse<String>> comeBack(String address) {
        return HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
