package io.github.redshiftdata.emulator.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine on PostgreSQL. */
public final class PostgresEngine implements Engine {

    private final @Nullable String url;

    private PostgresEngine(@Nullable String url) {
        this.url = url;
    }

    /** Starts or joins the PostgreSQL that the options name. */
    public static PostgresEngine start(EngineOptions options) {
        return new PostgresEngine(options.jdbcUrl());
    }

    /** The address of the PostgreSQL behind, for pgjdbc. */
    public String postgresUrl() {
        if (url == null) {
            throw new UnsupportedOperationException();
        }
        return url;
    }

    @Override
    public EngineSession connect(String database, @Nullable String user) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> databases() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> schemas(String database, @Nullable String schemaPattern) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<EngineTable> tables(String database, @Nullable String schemaPattern, @Nullable String tablePattern) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<EngineColumn> columns(String database, @Nullable String schema, @Nullable String table) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
