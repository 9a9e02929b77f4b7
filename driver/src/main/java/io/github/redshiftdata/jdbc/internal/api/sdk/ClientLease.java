package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.api.ApplicationNames;
import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.api.ConnectionClient;
import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.ExecutionModes;
import io.github.redshiftdata.jdbc.internal.api.KeepAliveChanges;
import io.github.redshiftdata.jdbc.internal.api.LongPolling;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.StatementLengths;
import io.github.redshiftdata.jdbc.internal.api.Totals;
import io.github.redshiftdata.jdbc.internal.auth.Finding;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** A connection's share of an AWS client. Usable from any thread until it is closed. */
public final class ClientLease implements ConnectionClient {

    private final SharedClient client;
    private final DataApi api;
    private final CatalogApi catalog;
    private final Counters total;
    private final Counters counters;
    private final Runnable giveBack;
    private final AtomicBoolean closed = new AtomicBoolean();

    ClientLease(
            SharedClient client, DriverConfig config, CatalogRates limits, OperationRates rates, Runnable giveBack) {
        var login = LoginMembers.of(config);
        this.client = client;
        this.total = Totals.shared().of(config);
        this.counters = new Counters(total);
        var calls = client.calls(counters, config.applicationName());
        this.api = new SdkDataApi(client.client(), config, calls, rates, Sleeper.real());
        this.catalog = new SdkCatalogApi(client.client(), login, new CatalogCalls(calls, limits));
        this.giveBack = giveBack;
    }

    /** The operations on statements. */
    public DataApi api() {
        return api;
    }

    /** The operations on the catalog. */
    public CatalogApi catalog() {
        return catalog;
    }

    @Override
    public Counters counters() {
        return counters;
    }

    @Override
    public Counters total() {
        return total;
    }

    /**
     * Daemon threads for all work in the background, shared by all leases of the client. They grow on demand and end
     * when idle; after the last lease is closed, they refuse tasks with {@link
     * java.util.concurrent.RejectedExecutionException}.
     */
    public Executor threads() {
        return client.threads();
    }

    /**
     * Signs in a person, where the settings want that and nobody is signed in.
     *
     * @param longest how long to wait for the person
     */
    public void signIn(Duration longest) throws DataApiException {
        client.signIn(longest);
    }

    /**
     * Fetches the credentials, and asks STS whose they are.
     *
     * @throws DataApiException if there are none
     */
    public Finding caller(Duration longest) throws DataApiException {
        return client.caller(longest);
    }

    /** What is known of long polling at this endpoint; shared by all leases of the client. */
    public LongPolling longPolling() {
        return client.longPolling();
    }

    /** What is known of changes of the idle time at this endpoint; shared by all leases of the client. */
    public KeepAliveChanges keepAliveChanges() {
        return client.keepAliveChanges();
    }

    /**
     * Runs work in one of the {@link #threads()} once a time has passed, unless the client is closed before.
     *
     * @return takes the work back, if it has not begun
     * @throws java.util.concurrent.RejectedExecutionException if the client is closed
     */
    public Runnable later(Duration pause, Runnable work) {
        return client.later(pause, work);
    }

    /** What is known of the names of programs at this endpoint; shared by all leases of the client. */
    public ApplicationNames applicationNames() {
        return client.applicationNames();
    }

    /** What is known of the modes of batches at this endpoint; shared by all leases of the client. */
    public ExecutionModes executionModes() {
        return client.executionModes();
    }

    /** What is known of the length of texts at this endpoint; shared by all leases of the client. */
    public StatementLengths statementLengths() {
        return client.statementLengths();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            giveBack.run();
        }
    }
}
