package io.github.redshiftdata.soak.load;

/** The ways to write. */
enum WritingKind {
    INSERT,
    PREPARED_BATCH,
    PLAIN_BATCH,
    TRANSACTION,
    SCRIPT;

    Writing writing() {
        return switch (this) {
            case INSERT -> new InsertWriting();
            case PREPARED_BATCH -> new PreparedBatchWriting();
            case PLAIN_BATCH -> new PlainBatchWriting();
            case TRANSACTION -> new TransactionWriting();
            case SCRIPT -> new ScriptWriting();
        };
    }
}
