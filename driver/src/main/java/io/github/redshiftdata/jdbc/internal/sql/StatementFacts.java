package io.github.redshiftdata.jdbc.internal.sql;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the text of a statement tells of its effect on its session. For procedures and unknown statements the text is
 * only a guess, so each fact is then the cautious one. Statements with equal facts share one object.
 *
 * @param kind what it does
 * @param isStateless whether it provably leaves nothing in its session and needs nothing of it, so that it gives the same in a
 *     session of its own
 * @param mayMakeTemporaryTables whether temporary tables may be there after it
 * @param mayStore whether, of a statement that gives rows, more than the rows may come of it
 * @param mayChangeSearchPath whether names without a schema may mean something else after it
 * @param refusesTransactions whether the database refuses it in a transaction, so that it does nothing there
 * @param onlyAdds whether it takes nothing away, lets nobody see more and computes nothing from what is there: then it
 *     does no harm even if a statement that was to run before it has failed
 */
public record StatementFacts(
        StatementKind kind,
        boolean isStateless,
        boolean mayMakeTemporaryTables,
        boolean mayStore,
        boolean mayChangeSearchPath,
        boolean refusesTransactions,
        boolean onlyAdds) {

    /** A script may have millions of statements, which differ in a few hundred ways at most. */
    private static final Map<List<Object>, StatementFacts> KNOWN = new ConcurrentHashMap<>();

    /** The facts of the statement that these tokens make. */
    static StatementFacts of(TokenList tokens) {
        var kind = new StatementClassifier(new TokenReader(tokens)).classify();
        var mentions = Mentions.in(tokens);
        var facts = new StatementFacts(
                kind,
                isStateless(kind, mentions, tokens),
                mayMakeTemporaryTables(kind, mentions),
                mentions.into() || mentions.setConfig(),
                mayChangeSearchPath(kind, mentions),
                kind == StatementKind.AUTO_COMMITTING && !new TokenReader(tokens).standsOn("truncate"),
                Additions.are(new TokenReader(tokens), kind, mentions));
        return KNOWN.computeIfAbsent(facts.all(), all -> facts);
    }

    /** As a key: Java makes the hash code of a record at run time, which the first statement would wait for. */
    private List<Object> all() {
        return List.of(
                kind,
                isStateless,
                mayMakeTemporaryTables,
                mayStore,
                mayChangeSearchPath,
                refusesTransactions,
                onlyAdds);
    }

    /** Whether it surely changes nothing. */
    public boolean onlyReads() {
        return kind.rows() == StatementKind.Rows.ALWAYS && !mayStore;
    }

    /** Whether its session may hold something after it that a new one would lack, and that no setting brings back. */
    public boolean mayLeaveState() {
        return switch (kind) {
            case QUERY -> mayStore && !isStateless;
            case DDL, TABLE_OF_QUERY, AUTO_COMMITTING -> mayMakeTemporaryTables;
            case SESSION, EXECUTE, CALL, OTHER -> true;
            case ROWS, SET, INSERT, UPDATE, DELETE, MERGE, LOAD, MAINTENANCE, EMPTY, BEGIN, COMMIT, ROLLBACK -> false;
        };
    }

    /**
     * Whether it commits what its transaction did before it, as TRUNCATE does, or may do so: a procedure of the default mode
     * does not, but nobody tells of the NONATOMIC ones.
     */
    public boolean mayCommitWhatWasBefore() {
        return switch (kind) {
            case CALL, OTHER -> true;
            case AUTO_COMMITTING -> !refusesTransactions;
            default -> false;
        };
    }

    private static boolean isStateless(StatementKind kind, Mentions mentions, TokenList tokens) {
        if (mentions.temporaryThings() || mentions.callsOfSessionFunctions()) {
            return false;
        }
        var reader = new TokenReader(tokens);
        return switch (kind) {
            case QUERY, INSERT, UPDATE, DELETE, MERGE, MAINTENANCE, EMPTY -> true;
            case ROWS -> !reader.standsOn("fetch") && !reader.contains("execute");
            case DDL, TABLE_OF_QUERY, AUTO_COMMITTING -> PermanentObjects.standIn(reader);
            // COPY and UNLOAD are asked about afterwards: pg_last_copy_count() and the like.
            case LOAD, SET, SESSION, EXECUTE, BEGIN, COMMIT, ROLLBACK, CALL, OTHER -> false;
        };
    }

    private static boolean mayMakeTemporaryTables(StatementKind kind, Mentions mentions) {
        return switch (kind) {
            case DDL, TABLE_OF_QUERY, AUTO_COMMITTING -> mentions.temporaryThings();
            case CALL, OTHER -> true;
            default -> false;
        };
    }

    private static boolean mayChangeSearchPath(StatementKind kind, Mentions mentions) {
        return switch (kind) {
            // A procedure may do all that a session can.
            case SET, CALL, SESSION, EXECUTE, OTHER -> true;
            case ROWS -> false;
            case DDL, TABLE_OF_QUERY, AUTO_COMMITTING -> mentions.schema();
            default -> mentions.setConfig();
        };
    }
}
