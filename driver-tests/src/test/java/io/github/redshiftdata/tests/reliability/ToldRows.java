package io.github.redshiftdata.tests.reliability;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what a program was told of its rows with the rows that are in. */
final class ToldRows {

    /** The error code of every exception whose statement may have run. */
    private static final int UNKNOWN_OUTCOME = 1;

    private ToldRows() {}

    /** Whether an exception says that nobody knows whether the rows are in. */
    static boolean isUnknown(SQLException e) {
        return e.getErrorCode() == UNKNOWN_OUTCOME;
    }

    /**
     * What is untrue.
     *
     * @param failure what the program got instead of its counts; null if it went well
     * @param rows the numbers of the rows that are in
     */
    static List<String> wrong(FaultScenario scenario, @Nullable SQLException failure, List<Integer> rows) {
        var wrong = new ArrayList<String>();
        if (rows.stream().distinct().count() != rows.size()) {
            wrong.add("rows are in twice: " + rows);
        }
        if (!rows.isEmpty() && rows.size() != scenario.rows()) {
            wrong.add("in by half: " + rows.size() + " of " + scenario.rows() + " rows");
        }
        if (failure == null) {
            if (rows.size() != scenario.rows()) {
                wrong.add(rows.size() + " rows instead of the " + scenario.rows() + " that were acknowledged");
            }
            return wrong;
        }
        wrong.addAll(wrongException(failure, scenario.rows() > 0));
        if (!isUnknown(failure) && !rows.isEmpty()) {
            wrong.add(rows.size() + " rows are in, told: " + failure);
        }
        return wrong;
    }

    private static List<String> wrongException(SQLException e, boolean writes) {
        var wrong = new ArrayList<String>();
        var state = String.valueOf(e.getSQLState());
        if (state.length() != 5) {
            wrong.add("no SQLSTATE: " + e);
        }
        if (e.getMessage() == null || e.getMessage().length() < 20) {
            wrong.add("no message: " + e);
        }
        if (writes && isUnknown(e) != Set.of("58000", "08007").contains(state) && !state.equals("57014")) {
            wrong.add("SQLSTATE and error code " + e.getErrorCode() + " contradict each other: " + state + " " + e);
        }
        return wrong;
    }
}
