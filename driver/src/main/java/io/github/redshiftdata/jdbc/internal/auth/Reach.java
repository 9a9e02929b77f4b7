package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.error.Causes;
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
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.AttributeMap;

/** A look at the way to the Data API, with a request that is not signed: any answer of the service proves the way. */
public final class Reach {

    private static final int MOST_ADDRESSES = 3;
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);
    /** AWS refuses what was signed more than five minutes from its own time. */
    static final Duration MOST_OFF = Duration.ofMinutes(4);

    private final DriverConfig config;
    private final Network network;
    private final URI address;
    private final Way way;

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
        this.way = network.way(String.valueOf(address.getHost()), config.endpoint(), Region.of(config.region()));
    }

    /** Resolves the name of the service, or of the proxy, which resolves the other one. */
    public Finding name() {
        var through = way.proxy();
        var name = through == null ? way.host() : through;
        try {
            var found = Arrays.stream(InetAddress.getAllByName(name))
                    .limit(MOST_ADDRESSES)
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(", "));
            return Finding.ok(
                    through == null
                            ? Shown.value(name) + " is " + found
                            : "the proxy " + Shown.value(name) + " is " + found + "; it looks up "
                                    + Shown.value(way.host()));
        } catch (UnknownHostException unknown) {
            return failed(WayFailure.unknownName(way));
        }
    }

    private static Finding failed(WayFailure failure) {
        return Finding.failed(failure.told(), failure.whatToDo());
    }

    /** Sends a request without a signature. */
    public Answer ask() {
        var body = new Body();
        try (var client = http()) {
            return answer(send(client, body).call().httpResponse(), body.isRead);
        } catch (IOException | RuntimeException failed) {
            var told = Causes.find(failed, NoWayException.class)
                    .map(NoWayException::failure)
                    .orElseGet(() -> WayFailure.of(failed, way));
            return new Answer(failed(told), null);
        }
    }

    private SdkHttpClient http() {
        return network.http(config.endpoint(), Region.of(config.region()), limits -> limits.connectionTimeout(
                                config.connectTimeout())
                        .socketTimeout(config.requestTimeout()))
                .buildWithDefaults(AttributeMap.empty());
    }

    /** A proxy that refuses to open the way answers before the body is read. */
    private static final class Body extends ByteArrayInputStream {
        private volatile boolean isRead;

        Body() {
            super(NOTHING);
        }

        @Override
        public synchronized int read(byte[] bytes, int from, int length) {
            isRead = true;
            return super.read(bytes, from, length);
        }
    }

    private ExecutableHttpRequest send(SdkHttpClient client, Body body) {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(address)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("Content-Length", String.valueOf(NOTHING.length))
                .putHeader("X-Amz-Target", "RedshiftData.DescribeStatement")
                .build();
        return client.prepareRequest(HttpExecuteRequest.builder()
                .request(request)
                .contentStreamProvider(() -> body)
                .build());
    }

    private Answer answer(SdkHttpResponse answer, boolean isOfTheService) {
        var status = answer.statusCode();
        if (!isOfTheService || WayFailure.isLoginOfProxy(status)) {
            return new Answer(failed(WayFailure.ofProxy(status)), null);
        }
        if (answer.firstMatchingHeader("x-amzn-RequestId").isEmpty()) {
            var other = WayFailure.notOfAws(status);
            return new Answer(Finding.unknown(other.told(), other.whatToDo()), null);
        }
        var where = Shown.value(way.host());
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
