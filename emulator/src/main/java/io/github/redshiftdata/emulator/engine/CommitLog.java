package io.github.redshiftdata.emulator.engine;

/** Is told just before something becomes lasting, so that its outcome can be found out even if everything breaks then. */
@FunctionalInterface
public interface CommitLog {

    /** For whoever does not need to know. */
    CommitLog NONE = (evidence, rowsChanged) -> {};

    /**
     * The database is about to be asked for a commit. Nothing is told where nothing was written.
     *
     * @param evidence what {@link Engine#outcome} finds the outcome by
     * @param rowsChanged by the text that is committed; -1 where it has a result set
     * @throws EngineException to have the transaction rolled back instead
     */
    void committing(String evidence, long rowsChanged) throws EngineException;
}
