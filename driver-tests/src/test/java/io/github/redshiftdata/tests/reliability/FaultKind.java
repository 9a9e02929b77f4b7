package io.github.redshiftdata.tests.reliability;

import io.github.redshiftdata.emulator.fault.Faults;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.time.Duration;

/** Every way in which a call of the matrix can go wrong. */
public enum FaultKind {
    THROTTLE("throttled (400)") {
        @Override
        public void set(Faults.What when, TestEmulator emulator, String sessionId) {
            when.throttle();
        }
    },
    TOO_MANY_WAITERS("too many waiters (400)") {
        @Override
        public void set(Faults.What when, TestEmulator emulator, String sessionId) {
            when.tooManyWaiters();
        }
    },
    STATUS_500("status 500") {
        @Override
        public void set(Faults.What when, TestEmulator emulator, String sessionId) {
            when.status(500);
        }
    },
    STATUS_503("status 503") {
        @Override
        public void set(Faults.What when, TestEmulator emulator, String sessionId) {
            when.status(503);
        }
    },
    CUT_BEFORE_READ("connection cut before the request is read") {
        @Override
        public void set(Faults.What when, TestEmulator emulator, String sessionId) {
            when.cutBeforeRead();
        }
    },
    CUT_AFTER_READ("connection cut after the request is read") {
        @Override
        public void set(Faults.What when, TestEmulator emulator, String sessionId) {
            when.cutAfterRead();
        }
    },
    CUT_AFTER_RUN("connection cut after the request was carried out") {
        @Override
        public void set(Faults.What when, TestEmulator emulator, String sessionId) {
            when.cutAfterRun();
        }
    },
    TRUNCATED("answer ends in the middle") {
        @Override
        public void set(Faults.What when, TestEmulator emulator, String sessionId) {
            when.truncateBody();
        }
    },
    WRONG_JSON("answer is not JSON") {
        @Override
        public void set(Faults.What when, TestEmulator emulator, String sessionId) {
            when.wrongJson();
        }
    },
    HTML("answer is a page of HTML") {
        @Override
        public void set(Faults.What when, TestEmulator emulator, String sessionId) {
            when.html();
        }
    },
    SESSION_KILLED("session lost") {
        @Override
        public void set(Faults.What when, TestEmulator emulator, String sessionId) {
            when.event(() -> emulator.emulator().killSession(sessionId));
        }
    },
    RESULTS_EXPIRED("results expired") {
        @Override
        public void set(Faults.What when, TestEmulator emulator, String sessionId) {
            when.event(emulator.emulator()::expireResults);
        }
    },
    UNKNOWN_STATUS("status UNKNOWN") {
        @Override
        public void set(Faults.What when, TestEmulator emulator, String sessionId) {
            when.unknownStatus();
        }
    },
    NULL_MEMBERS("null members") {
        @Override
        public void set(Faults.What when, TestEmulator emulator, String sessionId) {
            when.nullMembers();
        }
    },
    REPEATED_TOKEN("page token repeated") {
        @Override
        public void set(Faults.What when, TestEmulator emulator, String sessionId) {
            when.repeatToken();
        }
    },
    FEWER_ROWS("fewer rows than promised") {
        @Override
        public void set(Faults.What when, TestEmulator emulator, String sessionId) {
            when.fewerRows();
        }
    },
    DELAY("late answer") {
        @Override
        public void set(Faults.What when, TestEmulator emulator, String sessionId) {
            when.delay(Duration.ofMillis(150));
        }
    };

    private final String label;

    FaultKind(String label) {
        this.label = label;
    }

    /** How the table names it. */
    String label() {
        return label;
    }

    /**
     * Sets the fault.
     *
     * @param sessionId the session of the connection that will meet it
     */
    public abstract void set(Faults.What when, TestEmulator emulator, String sessionId);
}
