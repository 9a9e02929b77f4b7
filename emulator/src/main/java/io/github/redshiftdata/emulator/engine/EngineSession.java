package io.github.redshiftdata.emulator.engine;

import java.util.Map;

/** A session on the database. One statement at a time; only {@link #cancel()} may come from another thread. */
public interface EngineSession extends AutoCloseable {

    /**
     * Runs one statement of Redshift's dialect.
     *
     * @param parameters values for the {@code :name} in the text; converted by the server
     * @param sink takes the result set, if there is one
     * @param log is told before each commit that this statement makes
     * @return the number of rows changed; -1 where there is a result set
     * @throws SessionLostException where the session has ended and the statement was surely not committed
     * @throws OutcomeUnknownException where the session has ended and nobody can tell
     * @throws EngineException with the text that the service would show as Error
     */
    long execute(String sql, Map<String, String> parameters, RowSink sink, CommitLog log) throws EngineException;

    /** The same, for whoever does not look after commits. */
    default long execute(String sql, Map<String, String> parameters, RowSink sink) throws EngineException {
        return execute(sql, parameters, sink, CommitLog.NONE);
    }

    /** The number by which the next statement that is executed goes in the system views; without one it is not told there. */
    default void nextQueryId(long id) {}

    /** Asks the database to end the running statement. Nothing happens where none runs. */
    void cancel();

    /** Whether the session was seen to have ended on the database's side. */
    boolean lost();

    /** Asks the database whether the session is there still; {@link #lost()} knows then. Not while a statement runs. */
    void probe();

    /** The process id of the database's backend. */
    int pid();

    /** Ends the session; an open transaction is rolled back. */
    @Override
    void close();
}
