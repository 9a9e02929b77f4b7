package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;

/** A look at the way to the Data API, with a request that is not signed: any answer of the service proves the way. */
public final class Reach {

    private static final int PROXY_AUTHENTICATION = 407;
    private static final int MOST_ADDRESSES = 3;
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);
    /** AWS refuses what was signed more than five minutes from its own time. */
    static final Duration MOST_OFF = Duration.ofMinutes(4);

    private final DriverConfig config;
    private final Network network;
    private final URI address;
    private final ProxyConfiguration proxy;

    /**
     * What a request without a signature brought.
     *
     * @param date the time of the service, or null where it is not known
     */
    public record Answer(Finding tls, @Nullable Instant date) {}

    /** The way to the Data API of a configuration. */
    public Reach(DriverConfig config, Network network) {
        this.config = config;
        this.network = network;
        this.address =
                config.endpoint() == null ? network.dataApiAddress(Region.of(config.region())) : config.endpoint();
        this.proxy = network.proxy(config.endpoint());
    }

    private String host() {
        return String.valueOf(address.getHost());
    }

    /** The proxy that is asked for the address, or null. */
    private @Nullable String proxyHost() {
        var proxyHost = proxy.host();
        var direct = proxy.nonProxyHosts();
        var isDirect = direct != null
                && direct.stream()
                        .anyMatch(pattern -> host().toLowerCase(Locale.ROOT).matches(pattern));
        return proxyHost == null || proxyHost.isEmpty() || isDirect ? null : proxyHost;
    }

    /** Resolves the name of the service, or of the proxy, which resolves the other one. */
    public Finding name() {
        var through = proxyHost();
        var name = through == null ? host() : through;
        try {
            var found = Arrays.stream(InetAddress.getAllByName(name))
                    .limit(MOST_ADDRESSES)
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(", "));
            return Finding.ok(
                    through == null
                            ? Shown.value(name) + " is " + found
                            : "the proxy " + Shown.value(name) + " is " + found + "; it looks up "
                                    + Shown.value(host()));
        } catch (UnknownHostException unknown) {
            return Finding.failed("the name " + Shown.value(name) + " is not known here", whereToLook(through));
        }
    }

    private String whereToLook(@Nullable String through) {
        if (through != null) {
            return "Check proxyHost, or the settings of the JVM and the environment for proxies.";
        }
        if (config.endpoint() != null) {
            return "Check endpoint, and the network (VPN, DNS).";
        }
        return Region.regions().contains(Region.of(config.region()))
                ? "Check the network (VPN, DNS); or set proxyHost and proxyPort."
                : "Check the region: this driver knows none of the name " + Shown.quoted(config.region()) + ".";
    }

    /** Sends a request without a signature. */
    public Answer ask() {
        var where = Shown.value(host());
        try (var client = network.http(config.endpoint())
                .connectionTimeout(config.connectTimeout())
                .socketTimeout(config.requestTimeout())
                .build()) {
            return answer(send(client).call().httpResponse(), where);
        } catch (IOException | RuntimeException failed) {
            var told = WayFailure.of(failed, where);
            return new Answer(Finding.failed(told.told(), told.whatToDo()), null);
        }
    }

    private ExecutableHttpRequest send(SdkHttpClient client) {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(address)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("Content-Length", String.valueOf(NOTHING.length))
                .putHeader("X-Amz-Target", "RedshiftData.DescribeStatement")
                .build();
        return client.prepareRequest(HttpExecuteRequest.builder()
                .request(request)
                .contentStreamProvider(() -> new ByteArrayInputStream(NOTHING))
                .build());
    }

    private Answer answer(SdkHttpResponse answer, String where) {
        if (answer.statusCode() == PROXY_AUTHENTICATION) {
            return new Answer(
                    Finding.failed(
                            "the proxy on the way asks for a user and a password", "Set proxyUser and proxyPassword."),
                    null);
        }
        if (answer.firstMatchingHeader("x-amzn-RequestId").isEmpty()) {
            return new Answer(
                    Finding.unknown(
                            "HTTP " + answer.statusCode() + " came, but not as AWS answers",
                            "Something on the way may have answered: a proxy, a captive portal, or another service at this"
                                    + " endpoint."),
                    null);
        }
        var encrypted = "https".equalsIgnoreCase(address.getScheme());
        return new Answer(
                Finding.ok(where + " answers" + (encrypted ? "" : ", without TLS (plain HTTP)")), date(answer));
    }

    /** The time of whoever answered; null where it does not tell. */
    static @Nullable Instant date(SdkHttpResponse answer) {
        Optional<String> date = answer.firstMatchingHeader("Date");
        try {
            return date.map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .orElse(null);
        } catch (DateTimeException unknownForm) {
            return null;
        }
    }

    /** Compares the clock of this machine with the time of an answer. */
    public static Finding clock(@Nullable Instant date, Instant here) {
        if (date == null) {
            return Finding.unknown("the service did not tell its time", "");
        }
        var ahead = Duration.between(date, here);
        if (ahead.abs().compareTo(MOST_OFF) <= 0) {
            return Finding.ok("within " + Math.max(1, ahead.abs().toSeconds()) + " s of the service");
        }
        return Finding.failed(
                "the clock of this machine is " + minutes(ahead.abs()) + (ahead.isNegative() ? " behind" : " ahead of")
                        + " that of the service",
                "Set it right: AWS refuses what is signed more than five minutes off its own time.");
    }

    private static String minutes(Duration off) {
        return (off.toHours() == 0 ? "" : off.toHours() + " h ") + off.toMinutesPart() + " min";
    }
}
