package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.RealTime;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Shares AWS clients between connections: one for equal settings, closed with its last lease. So a pool of connections
 * has one set of HTTP connections, one sign-in to AWS, and no threads once it is closed.
 */
public final class ClientPool {

    private static final ClientPool SHARED = new ClientPool();
    private static final Duration FOREVER = Duration.ofDays(365);

    private final Executor starter;
    private final Map<ClientSettings, Entry> entries = new HashMap<>();
    private final Map<String, Limits> limits = new HashMap<>();

    /** The rates at one address, which the service counts over all clients. */
    private record Limits(CatalogRates catalog, OperationRates rates) {}

    /** A client, or the reason why it cannot be made, and the number of its leases. */
    private static final class Entry {
        private final CompletableFuture<SharedClient> client = new CompletableFuture<>();
        private int leases;
    }

    public ClientPool() {
        this(ClientPool::inThreadOfItsOwn);
    }

    /** @param starter runs what makes a client */
    ClientPool(Executor starter) {
        this.starter = starter;
    }

    /** The pool of this virtual machine. */
    public static ClientPool shared() {
        return SHARED;
    }

    /** A share of the client for a configuration, without a time limit. */
    public ClientLease lease(DriverConfig config) throws DataApiException {
        return lease(config, FOREVER);
    }

    /**
     * A share of the client for a configuration. Nothing is sent to AWS, but making the first client takes some time,
     * and longer if a class of the user's own is made with it.
     *
     * @param longest how long to wait for it
     * @throws DataApiException when the client cannot be made, as with an unknown credentials provider, or not in time
     */
    public ClientLease lease(DriverConfig config, Duration longest) throws DataApiException {
        var settings = ClientSettings.of(config);
        Entry entry;
        Limits limit;
        boolean isFirst;
        synchronized (entries) {
            entry = entries.computeIfAbsent(settings, added -> new Entry());
            isFirst = entry.leases == 0;
            entry.leases++;
            // The rates outlive the client: the service goes on counting, whichever client asks.
            limit = limits.computeIfAbsent(
                    settings.region() + ' ' + settings.place(),
                    place -> new Limits(
                            new CatalogRates(RealTime::nanos, new SplittableRandom()),
                            new OperationRates(RealTime::nanos, new SplittableRandom())));
        }
        if (isFirst) {
            make(entry.client, settings);
        }
        var client = await(entry, settings, longest);
        return new ClientLease(client, config, limit.catalog(), limit.rates(), () -> giveBack(settings, entry));
    }

    private void make(CompletableFuture<SharedClient> client, ClientSettings settings) {
        try {
            starter.execute(() -> {
                try {
                    client.complete(new SharedClient(settings));
                } catch (Throwable failed) {
                    client.completeExceptionally(failed);
                }
            });
        } catch (OutOfMemoryError noThread) {
            // All who wait for this client are told, and the next caller tries again.
            client.completeExceptionally(noThread);
        }
    }

    /** The caller may leave while a client is made. */
    private static void inThreadOfItsOwn(Runnable work) {
        var thread = new Thread(work, "redshift-data-start");
        thread.setDaemon(true);
        thread.start();
    }

    private SharedClient await(Entry entry, ClientSettings settings, Duration longest) throws DataApiException {
        var failures = new FailureClassifier(settings.place());
        try {
            return entry.client.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupt) {
            giveBack(settings, entry);
            throw failures.interrupted(interrupt, false);
        } catch (TimeoutException late) {
            giveBack(settings, entry);
            throw failures.notReady(late);
        } catch (ExecutionException failed) {
            synchronized (entries) {
                // The next caller tries to make the client anew.
                entries.remove(settings, entry);
            }
            giveBack(settings, entry);
            var cause = failed.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            throw failures.classify(cause instanceof RuntimeException known ? known : new IllegalStateException(cause));
        }
    }

    /** The number of open clients. */
    int size() {
        synchronized (entries) {
            return entries.size();
        }
    }

    private void giveBack(ClientSettings settings, Entry entry) {
        boolean isLast;
        synchronized (entries) {
            entry.leases--;
            isLast = entry.leases == 0;
            if (isLast) {
                entries.remove(settings, entry);
            }
        }
        if (isLast) {
            // The client may still be in the making.
            var unused = entry.client.thenAccept(SharedClient::close);
        }
    }
}
