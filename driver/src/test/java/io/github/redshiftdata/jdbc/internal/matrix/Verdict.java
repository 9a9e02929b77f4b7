package io.github.redshiftdata.jdbc.internal.matrix;

import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer.Operation;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Compares what a program was told with what is in. */
final class Verdict {

    private final Cell cell;
    private final Conversation program;
    private final List<Operation> operations;

    Verdict(Cell cell, Conversation program, List<Operation> operations) {
        this.cell = cell;
        this.program = program;
        this.operations = operations;
    }

    void check(Map<String, Integer> in) {
        for (var row : cell.scenario().rows()) {
            checkRow(row, program.told().get(row), in.getOrDefault(row, 0));
        }
        checkHalves(in);
        program.failures().forEach(this::checkException);
    }

    private void checkRow(String row, @org.jspecify.annotations.Nullable Told told, int count) {
        if (count > 1) {
            program.wrong(Violation.Kind.DOUBLE, "row " + row + " is in " + count + " times");
        }
        if (told == Told.IN && count == 0) {
            program.wrong(Violation.Kind.LOST, "row " + row + " was acknowledged and is not in");
        }
        if (told == Told.NOT_IN && count > 0) {
            program.wrong(Violation.Kind.FALSE_DEFINITE, "row " + row + " is in, told: " + lastWords());
        }
    }

    private void checkHalves(Map<String, Integer> in) {
        var found = cell.scenario().rows().stream().filter(in::containsKey).toList();
        if (cell.scenario().isAtomic()
                && !found.isEmpty()
                && found.size() < cell.scenario().rows().size()) {
            program.wrong(Violation.Kind.PARTIAL, "only " + found + " in, told: " + lastWords());
        }
    }

    private void checkException(SQLException e) {
        if (e.getSQLState() == null
                || e.getSQLState().length() != 5
                || e.getMessage() == null
                || e.getMessage().length() < 20) {
            program.wrong(Violation.Kind.NO_SQL_EXCEPTION, "without SQLSTATE or message: " + e);
            return;
        }
        if (Told.by(e) != Told.UNKNOWN) {
            return;
        }
        if (!Told.hasCode(e)) {
            program.wrong(Violation.Kind.DOUBT_IN_WORDS_ONLY, words(e));
        }
        if (!Told.mayDoubt(e)) {
            program.wrong(Violation.Kind.STATE_OF_DOUBT, words(e));
        }
        if (isSurelyRefused()) {
            program.wrong(Violation.Kind.NEEDLESS_DOUBT, words(e));
        }
    }

    /** Nothing but refusals by the service, of submissions: whatever was refused is known not to have run. */
    private boolean isSurelyRefused() {
        return cell.outage() == null
                && cell.event() == null
                && cell.timeoutSeconds() == 0
                && !cell.faults().isEmpty()
                && cell.faults().stream()
                        .allMatch(placed -> placed.fault().isRefusal()
                                && (placed.request() > operations.size()
                                        || isSubmission(operations.get(placed.request() - 1))));
    }

    private static boolean isSubmission(Operation operation) {
        return operation == Operation.EXECUTE || operation == Operation.BATCH;
    }

    private String lastWords() {
        var failures = program.failures();
        return failures.isEmpty() ? "nothing" : words(failures.get(failures.size() - 1));
    }

    private static String words(SQLException e) {
        return e.getSQLState() + " " + e.getMessage();
    }
}
