package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ScriptMode;

/**
 * How rough a history is, drawn once for each.
 *
 * @param connections how many programs, each with a connection of its own
 * @param steps what each program does, at most
 * @param seconds about how long the programs run, for what happens at some time
 * @param faultPercent of the requests that something happens to
 * @param spells of weather
 * @param deaths of sessions, and failovers
 * @param attackPercent of the calls that somebody ends early
 * @param longPolls whether the service waits for statements
 * @param sessionAlways whether connections hold a session from their first statement on
 * @param literals whether parameters go as literals
 * @param statementRoom how many statements the service runs at once
 * @param sessionRoom how many sessions it opens
 * @param transactionIdle for how many seconds a transaction is kept that nobody renews
 * @param changesKeepAlive whether it takes another idle time for an open session
 * @param settings whether the connections have settings, which each of their statements must run under
 * @param takesNames whether the warehouse knows application_name
 * @param series of statements that commit each by itself
 */
record Dials(
        int connections,
        int steps,
        int seconds,
        double faultPercent,
        int spells,
        int deaths,
        int attackPercent,
        boolean longPolls,
        boolean sessionAlways,
        boolean literals,
        int statementRoom,
        int sessionRoom,
        int transactionIdle,
        boolean changesKeepAlive,
        boolean settings,
        boolean takesNames,
        Series series) {

    /**
     * How often programs want a series, and how the service runs it.
     *
     * @param scriptMode how the programs want their scripts and batches committed
     * @param scriptPercent of the scripts that are one whatever the mode
     * @param mode what becomes of the wish for one
     * @param goesOn whether it goes on after a statement that failed
     * @param tellsReason whether the whole has the error of its first part that failed
     * @param leftOut the status of a part that was not run
     */
    record Series(
            ScriptMode scriptMode,
            int scriptPercent,
            Mode mode,
            boolean goesOn,
            boolean tellsReason,
            StatementStatus leftOut) {

        /** The histories with a series; the others go on as they were before there was any. */
        private static final int WITH_SERIES = 30;

        /** As the service's own manual has it. */
        static final Series NONE =
                new Series(ScriptMode.TRANSACTION, 0, Mode.TOLD, true, false, StatementStatus.ABORTED);

        /** Whether each statement commits by itself. */
        boolean isObeyed() {
            return mode == Mode.TOLD || mode == Mode.UNTOLD;
        }

        static Series of(Chance chance) {
            if (!chance.percent(WITH_SERIES)) {
                return NONE;
            }
            var documented = chance.percent(60);
            return new Series(
                    chance.pick(ScriptMode.values()),
                    60,
                    documented ? NONE.mode : chance.pick(Mode.values()),
                    documented || chance.percent(60),
                    !documented && chance.percent(50),
                    documented
                            ? NONE.leftOut
                            : chance.pick(StatementStatus.ABORTED, StatementStatus.SUBMITTED, StatementStatus.FAILED));
        }
    }

    /** What becomes of the wish. */
    enum Mode {
        /** It is obeyed, and told. */
        TOLD,
        /** It is obeyed, and not told. */
        UNTOLD,
        /** The batch is one transaction, and nothing tells so. */
        IGNORED,
        /** The batch is one transaction, as is told. */
        OVERRULED,
        /** The request is refused. */
        REFUSED
    }

    private static final int ENOUGH = 500;

    static Dials of(Chance chance) {
        return new Dials(
                chance.pick(1, 1, 2, 3, 4),
                chance.pick(1, 2, 4, 8, 16),
                chance.pick(2, 10, 60),
                chance.pick(0, 1, 5, 20, 50),
                chance.pick(0, 0, 1, 3),
                chance.pick(0, 0, 1, 3),
                chance.pick(0, 0, 20, 60),
                chance.percent(80),
                chance.percent(70),
                chance.percent(50),
                chance.percent(90) ? ENOUGH : chance.between(1, 2),
                chance.percent(90) ? ENOUGH : chance.between(1, 4),
                chance.pick(300, 300, 30, 900),
                chance.percent(85),
                chance.about("settings").percent(50),
                chance.about("names").percent(80),
                Series.of(chance.about("series")));
    }

    /** One program of so many steps, with which nothing goes wrong. */
    static Dials calm(int steps) {
        return new Dials(
                1, steps, 10, 0, 0, 0, 0, true, true, true, ENOUGH, ENOUGH, 300, true, false, true, Series.NONE);
    }

    /** Whether nothing goes wrong and nobody ends anything early. */
    boolean calm() {
        return faultPercent == 0
                && spells == 0
                && deaths == 0
                && attackPercent == 0
                && statementRoom == ENOUGH
                && sessionRoom == ENOUGH;
    }
}
