package io.github.redshiftdata.soak.races;

/** What a race is about. */
public enum RaceKind {
    /** Statement.cancel by one to three threads, before, in and after calls of twelve kinds. */
    CANCEL,
    /** Statement, result and connection are closed or aborted in the midst of a call. */
    CLOSE,
    /** The calling thread is interrupted, with and without cancels. */
    INTERRUPT,
    /** Several threads use one connection. */
    THREADS,
    /** Query timeouts of a second, statements of about a second, late answers. */
    TIMEOUT,
    /** Pools whose borrowers leave things behind and are interrupted. */
    POOL,
    /** Results that are read while somebody closes them or executes their statement again. */
    RESULTS,
    /** Metadata by several threads in a transaction while somebody cancels or closes. */
    METADATA;

    Scenario scenario() {
        return switch (this) {
            case CANCEL -> new CancelScenario();
            case CLOSE -> new CloseScenario();
            case INTERRUPT -> new InterruptScenario();
            case THREADS -> new ThreadsScenario();
            case TIMEOUT -> new TimeoutScenario();
            case POOL -> new PoolScenario();
            case RESULTS -> new ResultsScenario();
            case METADATA -> new MetadataScenario();
        };
    }
}
