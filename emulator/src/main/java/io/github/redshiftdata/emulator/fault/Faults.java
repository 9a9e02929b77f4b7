package io.github.redshiftdata.emulator.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The faults that wait for calls. Calls are counted for each fault from the moment it is set. */
public final class Faults {

    /** Name of an operation that stands for all of them. */
    private static final String ANY = "*";

    private final List<Rule> rules = new ArrayList<>();
    private @Nullable List<String> record;

    /** A fault of one operation, as {@code on("ExecuteStatement").once().throttle()}. */
    public When on(String operation) {
        return new When(operation);
    }

    /** A fault of whatever operation is called. */
    public When onAny() {
        return new When(ANY);
    }

    /** Forgets all faults. */
    public synchronized void clear() {
        rules.clear();
    }

    /** Notes from now on which operations are called, until {@link #recorded()}. */
    public synchronized void startRecording() {
        record = new ArrayList<>();
    }

    /** The operations called since the recording started, in order. Ends the recording. */
    public synchronized List<String> recorded() {
        var operations = record == null ? List.<String>of() : List.copyOf(record);
        record = null;
        return operations;
    }

    /** Counts a call and finds the fault that it meets: of several, the one that was set first. */
    public synchronized Optional<Fault> meet(String operation) {
        if (record != null) {
            record.add(operation);
        }
        Optional<Fault> met = Optional.empty();
        for (var rule : rules) {
            if (rule.operation.equals(operation) || rule.operation.equals(ANY)) {
                rule.calls++;
                boolean due = rule.calls >= rule.first && rule.calls <= rule.last;
                if (due && met.isEmpty()) {
                    met = Optional.of(rule.fault);
                }
            }
        }
        rules.removeIf(rule -> rule.calls >= rule.last);
        return met;
    }

    private synchronized void add(Rule rule) {
        rules.add(rule);
    }

    /** Says at which calls the fault happens. */
    public final class When {

        private final String operation;

        private When(String operation) {
            this.operation = operation;
        }

        /** At the next call. */
        public What once() {
            return times(1);
        }

        /** At the next calls, so many of them. */
        public What times(int count) {
            return new What(operation, 1, count);
        }

        /** At one call, counted from 1. */
        public What nth(int number) {
            return new What(operation, number, number);
        }

        /** At every call until {@link Faults#clear()}. */
        public What always() {
            return new What(operation, 1, Long.MAX_VALUE);
        }
    }

    /** Says what happens, and sets the fault. */
    public final class What {

        private final String operation;
        private final long first;
        private final long last;

        private What(String operation, long first, long last) {
            this.operation = operation;
            this.first = first;
            this.last = last;
        }

        /** ThrottlingException, status 400. */
        public void throttle() {
            error("ThrottlingException", 400, "Rate exceeded");
        }

        /** ActiveWaitingRequestsExceededException, status 400. */
        public void tooManyWaiters() {
            error("ActiveWaitingRequestsExceededException", 400, "Too many requests wait for the statement");
        }

        /** Any error of the service. */
        public void error(String type, int status, String message) {
            set(new Fault.ServiceError(type, status, message));
        }

        /** A bare status of HTTP without the service's body. */
        public void status(int status) {
            set(new Fault.BareStatus(status));
        }

        /** The answer comes later by this time. */
        public void delay(Duration time) {
            set(new Fault.Delay(time));
        }

        /** Something else happens just before the operation is carried out: a session dies, a result expires. */
        public void event(Runnable event) {
            set(new Fault.Event(event));
        }

        /** The connection is cut before the body of the request is read. */
        public void cutBeforeRead() {
            set(Fault.Cut.BEFORE_READ);
        }

        /** The connection is cut after the request is read; nothing is carried out. */
        public void cutAfterRead() {
            set(Fault.Cut.AFTER_READ);
        }

        /** The operation is carried out, then the connection is cut before the answer. */
        public void cutAfterRun() {
            set(Fault.Cut.AFTER_RUN);
        }

        /** The body ends in the middle although the headers promise all of it. */
        public void truncateBody() {
            set(Fault.Body.TRUNCATED);
        }

        /** The body is complete, but not JSON. */
        public void wrongJson() {
            set(Fault.Body.WRONG_JSON);
        }

        /** Status 200 with a page of HTML, as a captive portal sends it. */
        public void html() {
            set(Fault.Body.HTML);
        }

        /** Every member Status says UNKNOWN. */
        public void unknownStatus() {
            set(Fault.Body.UNKNOWN_STATUS);
        }

        /** Every member that is not required by the contract is null. */
        public void nullMembers() {
            set(Fault.Body.NULL_MEMBERS);
        }

        /** NextToken of the answer is the one of the request; {@code "again"} where the request has none. */
        public void repeatToken() {
            set(Fault.Body.REPEAT_TOKEN);
        }

        /** The last row of the page is missing; TotalNumRows stays. */
        public void fewerRows() {
            set(Fault.Body.FEWER_ROWS);
        }

        /**
         * The body of the answer is changed, in whatever way.
         *
         * @param change gets the JSON that the operation answers
         */
        public void change(UnaryOperator<String> change) {
            set(new Fault.Changed(change));
        }

        /**
         * The operation is not carried out; a body is sent with status 200 all the same.
         *
         * @param body asked anew for each call
         */
        public void instead(Supplier<String> body) {
            set(new Fault.Instead(body));
        }

        private void set(Fault fault) {
            add(new Rule(operation, first, last, fault));
        }
    }

    private static final class Rule {

        private final String operation;
        private final long first;
        private final long last;
        private final Fault fault;
        private long calls;

        Rule(String operation, long first, long last, Fault fault) {
            this.operation = operation;
            this.first = first;
            this.last = last;
            this.fault = fault;
        }
    }
}
