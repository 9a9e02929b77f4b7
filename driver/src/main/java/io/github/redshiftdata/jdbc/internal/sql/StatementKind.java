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
    /** Statements that end the transaction they run in, or refuse to run in one: TRUNCATE, VACUUM, … */
    AUTO_COMMITTING,
    /** SET, RESET, DISCARD: changes the session. */
    SET,
    /** DECLARE, CLOSE, PREPARE, EXECUTE, DEALLOCATE, LOCK: needs or makes state of a session. */
    SESSION,
    BEGIN,
    COMMIT,
    ROLLBACK,
    CALL,
    /** Anything else, also text without a single statement. */
    OTHER;

    /** Whether the number of rows it changed means something. */
    public boolean countsRows() {
        return switch (this) {
            case INSERT, UPDATE, DELETE, MERGE, LOAD -> true;
            default -> false;
        };
    }

    /** Whether the service may be given values apart from the text: the server plans queries and changes of rows only. */
    public boolean takesParameters() {
        return switch (this) {
            case QUERY, INSERT, UPDATE, DELETE, MERGE -> true;
            default -> false;
        };
    }

    /** Whether it always answers with rows. */
    public boolean returnsRows() {
        return this == QUERY || this == ROWS;
    }
}
