package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.RedshiftDataCheck.Outcome;
import io.github.redshiftdata.jdbc.internal.api.ApplicationNames;
import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.ExecutionModes;
import io.github.redshiftdata.jdbc.internal.api.KeepAliveChanges;
import io.github.redshiftdata.jdbc.internal.api.LongPolling;
import io.github.redshiftdata.jdbc.internal.api.RealTime;
import io.github.redshiftdata.jdbc.internal.api.StatementLengths;
import io.github.redshiftdata.jdbc.internal.auth.CallerIdentity;
import io.github.redshiftdata.jdbc.internal.auth.Credentials;
import io.github.redshiftdata.jdbc.internal.auth.CredentialsFailedException;
import io.github.redshiftdata.jdbc.internal.auth.Finding;
import io.github.redshiftdata.jdbc.internal.auth.Network;
import io.github.redshiftdata.jdbc.internal.auth.PendingSignIn;
import io.github.redshiftdata.jdbc.internal.auth.PoolCaller;
import io.github.redshiftdata.jdbc.internal.auth.SignIn;
import io.github.redshiftdata.jdbc.internal.log.CloseQuietly;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;

/** One SDK client with its HTTP connections, credentials and threads. */
final class SharedClient implements AutoCloseable {

    /** Every statement that is waited for holds a connection; the service allows 500 active statements. */
    private static final int MAX_CONNECTIONS = 1024;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /** STS answers at once, or is not there. */
    private static final Duration LONGEST_QUESTION = Duration.ofSeconds(10);

    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final Duration IDLE_CONNECTION = Duration.ofSeconds(50);
    private static final long IDLE_THREAD_SECONDS = 5;

    private final Credentials credentials;
    private final RedshiftDataClient client;
    /** Run requests, fetch pages ahead of their reader and fetch credentials. Their number grows on demand. */
    private final ExecutorService threads = newThreads();

    private final ScheduledThreadPoolExecutor timer = timer();
    private final SdkCalls.Means means;
    private final LongPolling longPolling = new LongPolling();
    private final KeepAliveChanges keepAliveChanges = new KeepAliveChanges();
    private final ApplicationNames applicationNames = new ApplicationNames();
    private final ExecutionModes executionModes = new ExecutionModes();
    private final StatementLengths statementLengths = new StatementLengths();
    private final FailureClassifier failures;
    private final Network network;
    private final String region;
    private final boolean isPlainHttp;

    SharedClient(ClientSettings settings) {
        this.failures = new FailureClassifier(settings.place());
        this.network = new Network(settings.network(), settings.awsAuth());
        this.region = settings.region();
        this.isPlainHttp = settings.endpoint() != null
                && "http".equalsIgnoreCase(settings.endpoint().getScheme());
        if (!isPlainHttp) {
            threads.execute(network::prepareTls);
        }
        this.credentials = new Credentials(settings.awsAuth(), settings.region(), network, RealTime::now);
        this.means = new SdkCalls.Means(new SignIn(credentials, threads, RealTime::nanos), threads, timer);
        this.client = client(settings, network);
    }

    private static RedshiftDataClient client(ClientSettings settings, Network network) {
        var region = Region.of(settings.region());
        return new DirectClient(
                http(settings, network).build(),
                network.dataApi(region, settings.endpoint()),
                region,
                settings.network().compressed());
    }

    private static SdkHttpClient.Builder<?> http(ClientSettings settings, Network network) {
        return network.http(settings.endpoint(), Region.of(settings.region()), http -> limit(http, settings));
    }

    private static void limit(Apache5HttpClient.Builder http, ClientSettings settings) {
        var request = settings.requestTimeout();
        http.maxConnections(MAX_CONNECTIONS)
                .connectionTimeout(settings.connectTimeout())
                .connectionAcquisitionTimeout(MARGIN)
                .connectionMaxIdleTime(IDLE_CONNECTION)
                .useIdleConnectionReaper(true)
                .tcpKeepAlive(true)
                .socketTimeout((request.compareTo(LONGEST_WAIT) > 0 ? request : LONGEST_WAIT).plus(MARGIN));
    }

    private static ExecutorService newThreads() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_THREAD_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                daemons("redshift-data-worker"));
    }

    /** Ends requests that take too long, in one thread that exists only while there are any. */
    private static ScheduledThreadPoolExecutor timer() {
        var timer = new ScheduledThreadPoolExecutor(1, daemons("redshift-data-timer"));
        timer.setKeepAliveTime(IDLE_THREAD_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    RedshiftDataClient client() {
        return client;
    }

    /**
     * Signs in a person who opens a connection, where the settings want that and nobody is signed in.
     *
     * @param longest how long to wait for the person
     */
    void signIn(Duration longest) throws DataApiException {
        try {
            var attempt = credentials.signIn(PoolCaller.isThere());
            if (attempt != null) {
                await(attempt, longest);
            }
        } catch (CredentialsFailedException failed) {
            throw failures.withoutCredentials(failed);
        }
    }

    private void await(PendingSignIn attempt, Duration longest) throws DataApiException {
        try {
            var unused = attempt.end().get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupt) {
            throw failures.interrupted(interrupt, false);
        } catch (TimeoutException late) {
            throw failures.personTooSlow(attempt.shown(), late);
        } catch (ExecutionException failed) {
            // A new exception, since each waiting thread has its own stack.
            var reason = Objects.requireNonNullElse(failed.getCause(), failed);
            throw failures.withoutCredentials(
                    new CredentialsFailedException(String.valueOf(reason.getMessage()), reason));
        }
    }

    /**
     * Fetches the credentials, and asks STS whose they are; an endpoint of plain HTTP takes any.
     *
     * @throws DataApiException if there are none
     */
    Finding caller(Duration longest) throws DataApiException {
        var found = calls(new Counters()).credentials(longest);
        var source = means.signIn().source();
        return isPlainHttp && !network.hasStsEndpoint()
                ? new Finding(Outcome.OK, "from " + source + "; an endpoint of plain HTTP takes any", "")
                : new CallerIdentity(network, region).of(found, source, min(longest, LONGEST_QUESTION));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Calls that are counted by these counters. */
    SdkCalls calls(Counters counters) {
        return calls(counters, null);
    }

    /** Calls that are counted by these counters, in the name of a program. */
    SdkCalls calls(Counters counters, @Nullable String applicationName) {
        return new SdkCalls(failures, means, counters, UserAgent.of(applicationName));
    }

    ExecutorService threads() {
        return threads;
    }

    ApplicationNames applicationNames() {
        return applicationNames;
    }

    LongPolling longPolling() {
        return longPolling;
    }

    KeepAliveChanges keepAliveChanges() {
        return keepAliveChanges;
    }

    /** Hands work over to one of the threads once a time has passed; gives what takes it back until then. */
    Runnable later(Duration pause, Runnable work) {
        var waiting =
                timer.schedule(() -> handOver(work, threads, this::inASecond), pause.toNanos(), TimeUnit.NANOSECONDS);
        return () -> waiting.cancel(false);
    }

    private void inASecond(Runnable work) {
        var unused = timer.schedule(work, 1, TimeUnit.SECONDS);
    }

    /** Gives work to a thread; where there is none for it, tries again later: nobody hears what a timer throws. */
    static void handOver(Runnable work, Executor threads, Executor later) {
        try {
            threads.execute(work);
        } catch (OutOfMemoryError noThread) {
            later.execute(() -> handOver(work, threads, later));
        }
    }

    ExecutionModes executionModes() {
        return executionModes;
    }

    StatementLengths statementLengths() {
        return statementLengths;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        timer.shutdownNow();
        CloseQuietly.quietly(client);
        credentials.close();
    }
}
