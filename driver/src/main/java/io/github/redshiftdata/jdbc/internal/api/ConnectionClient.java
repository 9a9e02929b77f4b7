package io.github.redshiftdata.jdbc.internal.api;

/** One connection's share of the client that reaches the service. Usable from any thread until it is closed. */
public interface ConnectionClient extends AutoCloseable {

    /** The requests of this connection. */
    Counters counters();

    /** The requests of all connections to the same warehouse, closed ones included. */
    Counters total();

    /** Gives the share back; the last one closes the client. A second call does nothing. */
    @Override
    void close();
}
