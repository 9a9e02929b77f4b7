package io.github.redshiftdata.tests.statements;

import io.github.redshiftdata.emulator.EmulatorOptions;
import io.github.redshiftdata.emulator.api.LongPolling;
import io.github.redshiftdata.emulator.fault.Faults;
import io.github.redshiftdata.tests.support.Gate;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Where a statement stands when it is ended early. */
enum CancelMoment {
    /** The request is on its way; a second one would get through. */
    SUBMITTING {
        @Override
        void prepare(Faults faults, Gate gate) {
            faults.on("ExecuteStatement").once().event(gate);
        }
    },
    /** No request gets through. */
    SUBMITTING_IN_VAIN {
        @Override
        void prepare(Faults faults, Gate gate) {
            faults.on("ExecuteStatement").always().event(gate);
        }
    },
    /** The statement runs, but the answer with its id is held back. */
    BEFORE_THE_ID {
        @Override
        void prepare(Faults faults, Gate gate) {
            faults.on("ExecuteStatement").once().delay(HELD);
        }
    },
    WAITING,
    /** As {@link #WAITING}, and the service does not answer at all any more. */
    WAITING_IN_VAIN {
        @Override
        void prepare(Faults faults, Gate gate) {
            faults.on("DescribeStatement").always().delay(HELD);
        }
    },
    /** Without long polls, and without a session. */
    POLLING {
        @Override
        EmulatorOptions options() {
            return super.options().withLongPolling(LongPolling.IGNORED);
        }
    },
    FIRST_PAGE {
        @Override
        void prepare(Faults faults, Gate gate) {
            faults.on("GetStatementResult").once().event(gate);
        }
    },
    LATER_PAGE {
        @Override
        void prepare(Faults faults, Gate gate) {
            faults.on("GetStatementResult").nth(2).event(gate);
        }
    },
    /** Pages of a result that can be scrolled are not fetched ahead. */
    LATER_PAGE_TO_SCROLL {
        @Override
        void prepare(Faults faults, Gate gate) {
            faults.on("GetStatementResult").nth(2).event(gate);
        }
    };

    private static final Duration HELD = Duration.ofSeconds(30);

    /** Of the URL. */
    String parameters() {
        return this == POLLING ? "session=auto" : "session=always";
    }

    EmulatorOptions options() {
        return TestEmulator.options().withPageBytes(400);
    }

    /** Sets what holds the statement there. */
    void prepare(Faults faults, Gate gate) {}

    boolean reads() {
        return this == FIRST_PAGE || this == LATER_PAGE || this == LATER_PAGE_TO_SCROLL;
    }

    /** Whether the statement comes to run on PostgreSQL before it is ended. */
    boolean runs() {
        return !reads() && this != SUBMITTING && this != SUBMITTING_IN_VAIN;
    }

    /** Runs a statement with a text that tells it from others, and reads all rows. */
    void run(Statement statement, String marker) throws SQLException {
        var sql = reads()
                ? "select n, '" + marker + "' from generate_series(1, 200) as n"
                : "select pg_sleep(60), '" + marker + "'";
        try (var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                // to the end
            }
        }
    }
}
