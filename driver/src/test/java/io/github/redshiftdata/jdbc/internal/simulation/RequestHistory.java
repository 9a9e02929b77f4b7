package io.github.redshiftdata.jdbc.internal.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Random requests, right and wrong ones. What depends on the luck of two at once is left out: only the session with an open
 * transaction touches the tables meanwhile.
 */
final class RequestHistory {

    /** A query that runs until it is cancelled. */
    static final String SLEEP = "/* 60000 ms */ select 1";

    private static final int KEYS = 1000;

    private enum Kind {
        SUBMIT(15),
        AGAIN(3),
        DESCRIBE(4),
        RESULTS(5),
        CANCEL(2),
        FIND_SESSION(4),
        FIND_STATEMENTS(2),
        BUSY(1),
        PASS(4);

        /** How often it comes, beside the others. */
        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    private static final List<Kind> KINDS = Arrays.stream(Kind.values())
            .flatMap(kind -> Collections.nCopies(kind.weight, kind).stream())
            .toList();

    private final Chance chance;
    private final long firstKey;
    private final List<RequestStep.Submit> submitted = new ArrayList<>();
    private final Deque<RequestStep> planned = new ArrayDeque<>();
    private int inTransaction = RequestStep.NONE;
    private boolean tokensExpired;
    private int nextKey;

    RequestHistory(long seed) {
        chance = new Chance(seed).about("requests");
        firstKey = seed * KEYS;
    }

    /**
     * The next request.
     *
     * @param statements how many were accepted so far
     * @param sessions how many were opened so far
     */
    RequestStep next(int statements, int sessions) {
        if (!planned.isEmpty()) {
            return planned.poll();
        }
        if (statements == 0) {
            return submit(sessions);
        }
        return switch (chance.pick(KINDS)) {
            case SUBMIT -> submit(sessions);
            case AGAIN -> again();
            case DESCRIBE -> new RequestStep.Describe(chance.below(statements), which(), chance.between(1, 3), 30);
            case RESULTS ->
                new RequestStep.Results(chance.below(statements), which(), chance.between(1, 3), chance.percent(10));
            case CANCEL -> new RequestStep.Cancel(chance.below(statements), which(), chance.between(1, 3));
            case FIND_SESSION -> new RequestStep.FindSession(session(sessions));
            case FIND_STATEMENTS -> new RequestStep.FindStatements(chance.pick("a", "aa", "b", "c"));
            case BUSY -> busy(statements, sessions);
            case PASS -> pass();
        };
    }

    private RequestStep.Which which() {
        return chance.pick(
                RequestStep.Which.WHOLE,
                RequestStep.Which.WHOLE,
                RequestStep.Which.WHOLE,
                RequestStep.Which.PART,
                RequestStep.Which.PART,
                RequestStep.Which.PART_THAT_IS_NOT,
                RequestStep.Which.UNKNOWN,
                RequestStep.Which.MALFORMED);
    }

    private int session(int sessions) {
        return sessions == 0 || chance.percent(10) ? RequestStep.UNKNOWN : chance.below(sessions);
    }

    // ---------------------------------------------------------------- submissions

    private RequestStep submit(int sessions) {
        var session = chance.percent(35) || sessions == 0 ? RequestStep.NONE : session(sessions);
        if (inTransaction >= 0 && chance.percent(70)) {
            session = inTransaction;
        }
        var batch = chance.percent(25) && (session < 0 || session != inTransaction);
        var each = batch && chance.about("each", submitted.size()).percent(40);
        var sqls = new ArrayList<String>();
        for (var number = batch ? chance.between(1, 3) : 1; number > 0; number--) {
            sqls.add(text(session, batch));
        }
        return remembered(sqls, batch, each, session, keepAliveOf(session), 30);
    }

    private @Nullable Integer keepAliveOf(int session) {
        if (session == RequestStep.NONE) {
            return chance.pick(null, null, 0, 60, 300, 3600);
        }
        return session == inTransaction ? null : chance.pick(null, null, null, null, null, 0, 30, 600);
    }

    private RequestStep.Submit remembered(
            List<String> sqls, int session, @Nullable Integer keepAliveSeconds, int waitSeconds) {
        return remembered(sqls, false, false, session, keepAliveSeconds, waitSeconds);
    }

    private RequestStep.Submit remembered(
            List<String> sqls,
            boolean batch,
            boolean each,
            int session,
            @Nullable Integer keepAliveSeconds,
            int waitSeconds) {
        var submit = new RequestStep.Submit(
                List.copyOf(sqls),
                batch,
                each,
                submitted.size(),
                session,
                keepAliveSeconds,
                chance.pick("a", "aa", "ab", "b"),
                waitSeconds);
        submitted.add(submit);
        return submit;
    }

    private String text(int session, boolean batch) {
        if (inTransaction >= 0 && session != inTransaction) {
            return "select 1";
        }
        if (!batch && session >= 0 && chance.percent(30)) {
            return control(session);
        }
        return switch (chance.below(9)) {
            case 0, 1, 2 -> "insert into t values (" + key() + ")";
            case 3 -> "insert into t values (" + key() + "), (" + key() + ")";
            case 4 -> "insert into strict values (null)";
            case 5 -> "update c set n = n + 1 where id = " + chance.between(1, 3);
            case 6 -> "select 1";
            default -> "select k from t where k between " + firstKey + " and " + (firstKey + KEYS - 1) + " order by k";
        };
    }

    /** Begins a transaction where none is open, or ends it; what does neither is no error. */
    private String control(int session) {
        if (inTransaction == session) {
            inTransaction = RequestStep.NONE;
            return chance.pick("commit", "rollback");
        }
        if (chance.percent(80)) {
            inTransaction = session;
            return "begin";
        }
        return chance.pick("commit", "rollback");
    }

    private long key() {
        return firstKey + nextKey++;
    }

    private RequestStep again() {
        return chance.pick(submitted);
    }

    /** A statement that runs, what is refused meanwhile, and its end. In a failed transaction it would end at once. */
    private RequestStep busy(int statements, int sessions) {
        var session = sessions == 0 ? RequestStep.NONE : chance.below(sessions);
        if (session == inTransaction) {
            session = RequestStep.NONE;
        }
        planned.add(new RequestStep.FindSession(session == RequestStep.NONE ? RequestStep.UNKNOWN : session));
        planned.add(remembered(List.of("select 1"), session, null, 30));
        planned.add(new RequestStep.Results(statements, RequestStep.Which.WHOLE, 1, false));
        planned.add(new RequestStep.Describe(statements, RequestStep.Which.WHOLE, 1, 0));
        planned.add(new RequestStep.Cancel(statements, RequestStep.Which.WHOLE, 1));
        planned.add(new RequestStep.Describe(statements, RequestStep.Which.WHOLE, 1, 30));
        planned.add(new RequestStep.FindSession(session == RequestStep.NONE ? RequestStep.UNKNOWN : session));
        return remembered(List.of(SLEEP), session, null, 0);
    }

    /** What ends a transaction that the history leaves open, so that it is in nobody's way. */
    Optional<RequestStep> last() {
        return inTransaction < 0 ? Optional.empty() : Optional.of(rollback());
    }

    private RequestStep rollback() {
        var session = inTransaction;
        inTransaction = RequestStep.NONE;
        return remembered(List.of("rollback"), session, null, 30);
    }

    private RequestStep pass() {
        if (inTransaction >= 0) {
            planned.add(rollback());
        }
        if (!tokensExpired && chance.percent(30)) {
            tokensExpired = true;
            return new RequestStep.Pass(Duration.ofHours(8).plusMinutes(1));
        }
        return new RequestStep.Pass(Duration.ofSeconds(chance.pick(20, 45, 70, 310, 620, 3700)));
    }
}
