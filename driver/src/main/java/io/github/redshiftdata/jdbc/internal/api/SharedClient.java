package io.github.redshiftdata.jdbc.internal.api;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;

/** One SDK client with its HTTP connections, credentials and threads. */
final class SharedClient implements AutoCloseable {

    /** Every statement that is waited for holds a connection; the service allows 500 active ones. */
    private static final int MAX_CONNECTIONS = 1024;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final Duration IDLE_CONNECTION = Duration.ofSeconds(50);
    private static final long IDLE_THREAD_SECONDS = 5;

    private final Credentials credentials;
    private final RedshiftDataClient client;
    /** For pages ahead of their reader and for requests that are held back; as many as are at work. */
    private final ExecutorService threads = threads();

    private final LongPolling longPolling = new LongPolling();
    private final FailureClassifier failures;

    SharedClient(ClientSettings settings) {
        this.failures = new FailureClassifier(settings.place());
        this.credentials = new Credentials(settings.awsAuth(), settings.region());
        this.client = client(settings, credentials);
    }

    private static RedshiftDataClient client(ClientSettings settings, Credentials credentials) {
        var builder = RedshiftDataClient.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .httpClientBuilder(http(settings))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .addExecutionInterceptor(new PageCapture())
                        .addExecutionInterceptor(new CallObserver())
                        .retryStrategy(Retries.strategy())
                        .build());
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        return builder.build();
    }

    private static Apache5HttpClient.Builder http(ClientSettings settings) {
        var request = settings.requestTimeout();
        return Apache5HttpClient.builder()
                .maxConnections(MAX_CONNECTIONS)
                .proxyConfiguration(Proxies.to(settings.endpoint()))
                .connectionTimeout(settings.connectTimeout())
                .connectionAcquisitionTimeout(MARGIN)
                .connectionMaxIdleTime(IDLE_CONNECTION)
                .useIdleConnectionReaper(true)
                .tcpKeepAlive(true)
                .socketTimeout((request.compareTo(LONGEST_WAIT) > 0 ? request : LONGEST_WAIT).plus(MARGIN));
    }

    private static ExecutorService threads() {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_THREAD_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    var thread = new Thread(task, "redshift-data-worker");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    RedshiftDataClient client() {
        return client;
    }

    /** Calls that somebody counts. */
    SdkCalls calls(Counters counters) {
        return new SdkCalls(failures, threads, counters);
    }

    ExecutorService lookAhead() {
        return threads;
    }

    LongPolling longPolling() {
        return longPolling;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        Closing.quietly(client);
        credentials.close();
    }
}
