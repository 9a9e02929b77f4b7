package io.github.redshiftdata.emulator.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database server that answers like Redshift. Safe for use by several threads. */
public interface Engine extends AutoCloseable {

    /**
     * Logs in.
     *
     * @param user the database user, or null for the engine's own
     * @throws EngineException as the real service words it: {@code FATAL: database "x" does not exist}
     */
    EngineSession connect(String database, @Nullable String user) throws EngineException;

    /**
     * How a commit ended, by the evidence that the {@link CommitLog} was told. Waits until the database can tell.
     *
     * @return UNKNOWN where nobody can tell any more, or the engine is being closed
     */
    CommitOutcome outcome(String evidence);

    /** How many sessions the database has room for. */
    int capacity();

    /** Where statements are kept beyond the life of this engine; null where they are not. */
    @Nullable
    Ledger ledger();

    /** The databases of the server, by name. */
    List<String> databases() throws EngineException;

    /** The schemas of a database that match a LIKE pattern (null: all), system schemas included, by name. */
    List<String> schemas(String database, @Nullable String schemaPattern) throws EngineException;

    /** The tables and views that match, ordered by type, schema and name. */
    List<EngineTable> tables(String database, @Nullable String schemaPattern, @Nullable String tablePattern)
            throws EngineException;

    /**
     * The columns of the tables that match exactly; null: of all.
     *
     * @return ordered by schema, table and position
     */
    List<EngineColumn> columns(String database, @Nullable String schema, @Nullable String table) throws EngineException;

    @Override
    void close();

    /**
     * One entry of ListTables.
     *
     * @param type TABLE, VIEW, SYSTEM TABLE, SYSTEM VIEW, EXTERNAL TABLE…
     */
    record EngineTable(String schema, String name, String type) {}
}
