package io.github.redshiftdata.emulator.engine;

import java.util.Map;

/** A session on the database. One statement at a time; only {@link #cancel()} may come from another thread. */
public interface EngineSession extends AutoCloseable {

    /**
     * Runs one statement of Redshift's dialect.
     *
     * @param parameters values for the {@code :name} in the text; converted by the server
     * @param sink takes the result set, if there is one
     * @return the number of rows changed; -1 where there is a result set
     * @throws EngineException with the text that the service would show as Error
     */
    long execute(String sql, Map<String, String> parameters, RowSink sink) throws EngineException;

    /** Asks the database to end the running statement. Nothing happens where none runs. */
    void cancel();

    /** The process id of the database's backend. */
    int pid();

    /** Ends the session; an open transaction is rolled back. */
    @Override
    void close();
}
