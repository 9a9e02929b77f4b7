package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.trace.Call;
import io.github.redshiftdata.jdbc.internal.trace.ConnectionTrace;
import io.github.redshiftdata.jdbc.internal.trace.SpanNames;
import io.github.redshiftdata.jdbc.internal.trace.Step;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The executions of statements as traces tell them: by what they do, and never by their text. */
final class StatementCalls {

    private static final Pattern FIRST_WORD = Pattern.compile("\\s*+([a-zA-Z]{2,20})\\b.*+", Pattern.DOTALL);
    private static final String BATCH = "BATCH";

    private StatementCalls() {}

    /** Begins an execution of statements. */
    static Step begin(ConnectionTrace trace, String method, List<BoundStatement> script) {
        return trace.isTraced()
                ? trace.begin(method, operation(script), sized(script.size()))
                : trace.begin(method, method, Map.of());
    }

    private static Map<String, Object> sized(int size) {
        return size < 2 ? Map.of() : Map.of(SpanNames.BATCH_SIZE, (long) size);
    }

    /** Runs an execution of statements. */
    static <T> T during(
            ConnectionTrace trace, String method, List<BoundStatement> script, Call.Work<T, SQLException> work)
            throws SQLException {
        return ConnectionTrace.within(begin(trace, method, script), work);
    }

    /** Runs a batch of one statement with many rows of values. */
    static <T> T duringBatch(ConnectionTrace trace, BoundStatement statement, int rows, Call.Work<T, SQLException> work)
            throws SQLException {
        return ConnectionTrace.within(
                trace.begin("executeBatch", BATCH + " " + operation(statement), sized(rows)), work);
    }

    private static String operation(List<BoundStatement> script) {
        if (script.isEmpty()) {
            return BATCH;
        }
        var first = operation(script.get(0));
        if (script.size() == 1) {
            return first;
        }
        return script.stream().allMatch(statement -> operation(statement).equals(first)) ? BATCH + " " + first : BATCH;
    }

    private static String operation(BoundStatement statement) {
        return switch (statement.kind()) {
            case QUERY -> "SELECT";
            case INSERT, UPDATE, DELETE, MERGE, CALL, BEGIN, COMMIT, ROLLBACK ->
                statement.kind().name();
            default -> {
                var word = FIRST_WORD.matcher(statement.textToLog());
                yield word.matches()
                        ? word.group(1).toUpperCase(Locale.ROOT)
                        : statement.kind().name();
            }
        };
    }
}
