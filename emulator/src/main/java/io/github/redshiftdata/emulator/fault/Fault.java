package io.github.redshiftdata.emulator.fault;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** One way to misbehave. */
public sealed interface Fault {

    /** The answer comes late, and is right otherwise. */
    record Delay(Duration time) implements Fault {}

    /** An error of the service; the operation is not carried out. */
    record ServiceError(String type, int status, String message) implements Fault {}

    /** A bare status of HTTP with no body, as a proxy sends it; the operation is not carried out. */
    record BareStatus(int status) implements Fault {}

    /** The operation is carried out, and its answer is changed. */
    record Changed(UnaryOperator<String> change) implements Fault {}

    /** A body with status 200 instead of the operation. */
    record Instead(Supplier<String> body) implements Fault {}

    /** Something else happens just before the operation is carried out, which then answers as it must. */
    record Event(Runnable event) implements Fault {}

    /** The connection is cut. */
    enum Cut implements Fault {
        BEFORE_READ,
        AFTER_READ,
        AFTER_RUN
    }

    /** The operation is carried out, but its answer is damaged. */
    enum Body implements Fault {
        /** The headers promise the whole body, the connection ends in the middle. */
        TRUNCATED,
        WRONG_JSON,
        HTML,
        UNKNOWN_STATUS,
        NULL_MEMBERS,
        REPEAT_TOKEN,
        FEWER_ROWS
    }
}
