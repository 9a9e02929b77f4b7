package io.github.redshiftdata.jdbc.internal.api;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import java.util.HashMap;
import java.util.Map;

/**
 * Shares AWS clients between connections: one for equal settings, closed with its last lease. So a pool of connections
 * has one set of HTTP connections, one login to AWS, and no threads once it is closed.
 */
public final class ClientPool {

    private static final ClientPool SHARED = new ClientPool();

    private final Map<ClientSettings, Entry> entries = new HashMap<>();
    private final Map<String, Limits> limits = new HashMap<>();

    /** What the service counts at one address, whoever asks. */
    private record Limits(CatalogLimits catalog, Paces paces) {}

    /** A client and how many leases it has. */
    private static final class Entry {
        private final SharedClient client;
        private int leases;

        Entry(SharedClient client) {
            this.client = client;
        }
    }

    /** The pool of this virtual machine. */
    public static ClientPool shared() {
        return SHARED;
    }

    /**
     * A share of the client for a configuration. Nothing is sent to AWS.
     *
     * @throws DataApiException when the client cannot be made, as with an unknown credentials provider
     */
    public ClientLease lease(DriverConfig config) throws DataApiException {
        var settings = ClientSettings.of(config);
        synchronized (entries) {
            var entry = entries.get(settings);
            if (entry == null) {
                entry = new Entry(create(settings));
                entries.put(settings, entry);
            }
            entry.leases++;
            // Outlives the client: the service counts on, whoever asks.
            var limit = limits.computeIfAbsent(
                    settings.region() + ' ' + settings.place(),
                    place -> new Limits(new CatalogLimits(System::nanoTime), new Paces(System::nanoTime)));
            return new ClientLease(entry.client, config, limit.catalog(), limit.paces(), () -> giveBack(settings));
        }
    }

    /** The number of open clients. */
    int size() {
        synchronized (entries) {
            return entries.size();
        }
    }

    private static SharedClient create(ClientSettings settings) throws DataApiException {
        try {
            return new SharedClient(settings);
        } catch (RuntimeException failed) {
            throw new FailureClassifier(settings.place()).classify(failed);
        }
    }

    private void giveBack(ClientSettings settings) {
        SharedClient last = null;
        synchronized (entries) {
            var entry = entries.get(settings);
            if (entry != null && --entry.leases == 0) {
                entries.remove(settings);
                last = entry.client;
            }
        }
        if (last != null) {
            last.close();
        }
    }
}
