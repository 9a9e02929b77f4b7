package io.github.redshiftdata.emulator.engine;

import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the service must remember beyond the life of its process, in the database itself. What is in the texts is
 * the business of whoever writes them. Safe for use by several threads.
 */
public interface Ledger {

    /**
     * One statement as it was left.
     *
     * @param sequence grows with each statement that is accepted
     * @param request what was asked for
     * @param progress how far it was known to have come
     * @param evidence of the commit that was asked for last; null where none is open
     * @param afterCommit how far it has come if that commit was carried out; null where none is open
     */
    record Entry(
            String id,
            long sequence,
            String request,
            String progress,
            @Nullable String evidence,
            @Nullable String afterCommit) {}

    /** A statement is accepted. */
    void accept(String id, long sequence, String request, String progress) throws EngineException;

    /** The statement is about to commit. Written before the commit is asked for. */
    void committing(String id, String evidence, String afterCommit) throws EngineException;

    /** The statement has come this far; no commit is open. */
    void update(String id, String progress) throws EngineException;

    void forget(Collection<String> ids) throws EngineException;

    /** All that is kept, the eldest first. */
    void read(Consumer<Entry> reader) throws EngineException;
}
