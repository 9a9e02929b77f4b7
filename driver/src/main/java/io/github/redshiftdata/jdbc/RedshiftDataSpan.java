package io.github.redshiftdata.jdbc;

/**
 * Something that the driver does, from its begin to its end; made by a {@link RedshiftDataTracer}. The driver ends each span
 * once, in the thread that began it.
 */
public interface RedshiftDataSpan {

    /** What a span stands for. */
    enum Kind {
        /** A call of the program that asks the service: an execution, a commit, a read of the catalog, connecting. */
        EXECUTION,
        /** A request to the Data API; of the catalog, a question with all its pages. */
        REQUEST,
        /** A time in which the driver only waits: for the statement, the session, its turn or the next try. */
        WAIT
    }

    /** Undoes what {@link #makeCurrent()} did. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Adds an attribute, before the end.
     *
     * @param value of type {@code String} or {@code Long}
     */
    void setAttribute(String name, Object value);

    /**
     * Makes this span the one to which other libraries in the calling thread add theirs. Called at most once for a thread at
     * a time; the same thread closes the scope.
     */
    Scope makeCurrent();

    /**
     * Ends the span.
     *
     * @param failed whether it ended in an exception; the attributes {@code error.type} and, of an execution, {@code
     *     db.response.status_code} then say which
     */
    void end(boolean failed);
}
