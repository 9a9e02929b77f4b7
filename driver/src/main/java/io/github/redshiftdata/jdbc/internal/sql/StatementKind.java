package io.github.redshiftdata.jdbc.internal.sql;

/** What a statement does, as far as its first words tell. */
public enum StatementKind {
    /** SELECT, WITH … SELECT, VALUES, TABLE. */
    QUERY,
    /** SHOW, EXPLAIN, FETCH: rows that are not a query's. */
    ROWS,
    INSERT,
    UPDATE,
    DELETE,
    MERGE,
    /** COPY and UNLOAD. */
    LOAD,
    /** CREATE, ALTER, DROP, COMMENT, GRANT, REVOKE and the like. */
    DDL,
    /** CREATE TABLE … AS and SELECT … INTO: a definition that counts the rows it puts into its table. */
    TABLE_OF_QUERY,
    /** Statements that end the transaction they run in, or refuse to run in one: TRUNCATE, VACUUM, … */
    AUTO_COMMITTING,
    /** SET, RESET, DISCARD: changes the session. */
    SET,
    /** DECLARE, CLOSE, PREPARE, DEALLOCATE, LOCK: needs or makes state of a session. */
    SESSION,
    /** EXECUTE and MOVE: gives the rows or the count of what the session holds. */
    EXECUTE,
    /** ANALYZE, CANCEL: changes no rows, and leaves nothing in its session. */
    MAINTENANCE,
    BEGIN,
    COMMIT,
    ROLLBACK,
    CALL,
    /** Nothing but blanks and comments. */
    EMPTY,
    /** Anything else. */
    OTHER;

    /** Whether the number of rows it changed means something. */
    public boolean countsRows() {
        return switch (this) {
            case INSERT, UPDATE, DELETE, MERGE, LOAD, TABLE_OF_QUERY, EXECUTE -> true;
            default -> false;
        };
    }

    /**
     * Whether the service may well give no number of rows for a finished statement of this kind. The count is then
     * unknown without a warning.
     */
    public boolean countMayBeAbsent() {
        return this == LOAD || this == MERGE || this == TABLE_OF_QUERY;
    }

    /**
     * Whether the service may be given values separately from the text: the server plans only queries and changes of
     * rows.
     */
    public boolean takesParameters() {
        return switch (this) {
            case QUERY, INSERT, UPDATE, DELETE, MERGE -> true;
            default -> false;
        };
    }

    /** Whether a statement answers with rows. */
    public enum Rows {
        ALWAYS,
        NEVER,
        /** Only the service can tell. */
        PERHAPS
    }

    /** Whether it answers with rows. */
    public Rows rows() {
        return switch (this) {
            case QUERY, ROWS -> Rows.ALWAYS;
            case CALL, EXECUTE, OTHER -> Rows.PERHAPS;
            case INSERT,
                    UPDATE,
                    DELETE,
                    MERGE,
                    LOAD,
                    DDL,
                    TABLE_OF_QUERY,
                    AUTO_COMMITTING,
                    SET,
                    SESSION,
                    MAINTENANCE,
                    BEGIN,
                    COMMIT,
                    ROLLBACK,
                    EMPTY -> Rows.NEVER;
        };
    }

    /** Whether it is about the transaction and nothing else. */
    public boolean controlsTransaction() {
        return this == BEGIN || this == COMMIT || this == ROLLBACK;
    }

    /** Whether no transaction is open after it, or none that was open before. */
    public boolean endsTransaction() {
        return this == COMMIT || this == ROLLBACK || this == AUTO_COMMITTING;
    }

    /** Whether the catalog may be another after it. */
    public boolean mayChangeCatalog() {
        return switch (this) {
            case DDL, TABLE_OF_QUERY, AUTO_COMMITTING, CALL, OTHER, ROLLBACK, COMMIT -> true;
            default -> false;
        };
    }
}
