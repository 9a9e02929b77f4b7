package io.github.redshiftdata.emulator.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An engine that fails the texts it is told to, each once where the transaction is at fault, and runs all others. */
final class PlayedEngine implements Engine {

    private final Map<String, String> errors;
    private final List<String> ran = new ArrayList<>();

    PlayedEngine(Map<String, String> errors) {
        this.errors = new LinkedHashMap<>(errors);
    }

    List<String> ran() {
        return ran;
    }

    @Override
    public EngineSession connect(String database, @Nullable String user) {
        return new PlayedSession();
    }

    @Override
    public CommitOutcome outcome(String evidence) {
        return CommitOutcome.UNKNOWN;
    }

    @Override
    public int capacity() {
        return 1;
    }

    @Override
    public @Nullable Ledger ledger() {
        return null;
    }

    @Override
    public List<String> databases() {
        return List.of();
    }

    @Override
    public List<String> schemas(String database, @Nullable String schemaPattern) {
        return List.of();
    }

    @Override
    public List<EngineTable> tables(String database, @Nullable String schemaPattern, @Nullable String tablePattern) {
        return List.of();
    }

    @Override
    public List<EngineColumn> columns(String database, @Nullable String schema, @Nullable String table) {
        return List.of();
    }

    @Override
    public void close() {}

    private final class PlayedSession implements EngineSession {

        @Override
        public long execute(String sql, Map<String, String> parameters, RowSink sink, CommitLog log)
                throws EngineException {
            ran.add(sql);
            @Nullable String error = errors.get(sql);
            if (error != null) {
                if (error.contains("transaction is aborted")) {
                    errors.remove(sql);
                }
                throw new EngineException(error, false, null);
            }
            return 0;
        }

        @Override
        public void cancel() {}

        @Override
        public boolean lost() {
            return false;
        }

        @Override
        public void probe() {}

        @Override
        public int pid() {
            return 1;
        }

        @Override
        public void close() {}
    }
}
