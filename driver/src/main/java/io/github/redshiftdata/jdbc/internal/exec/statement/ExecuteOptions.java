package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.exec.call.Login;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one execution is to run.
 *
 * @param queryTimeout the time after which the statement is cancelled; zero means none
 * @param statementName the name the service shows for it, or null; what is too long for that is cut
 * @param resultFormat how the service sends its rows
 * @param login the connection that is being made by this execution; its time limit counts, if it has one; or null
 * @param withEvent whether the service is to tell Amazon EventBridge of its end
 * @param detached set for a caller that submits and does not wait; null for any other
 */
public record ExecuteOptions(
        Duration queryTimeout,
        @Nullable String statementName,
        ResultFormat resultFormat,
        @Nullable Login login,
        boolean withEvent,
        @Nullable Detached detached) {

    /**
     * How a statement is submitted whose end nobody waits for.
     *
     * @param clientToken the caller's own token, or null for one that the driver makes
     * @param inSession whether it is to run in the session of the connection
     */
    public record Detached(@Nullable String clientToken, boolean inSession) {}

    /**
     * The most characters of a user's name for statements: the service takes 500, and the driver adds to it what makes a
     * submission's name its own.
     */
    public static final int LONGEST_STATEMENT_NAME = 440;

    /**
     * Cuts a name that is too long, between two characters: the name only helps people to recognize a statement, so its
     * length is no reason to fail.
     */
    public ExecuteOptions {
        statementName = cut(statementName);
    }

    private static @Nullable String cut(@Nullable String name) {
        if (name == null || name.length() <= LONGEST_STATEMENT_NAME) {
            return name;
        }
        var splitsPair = Character.isHighSurrogate(name.charAt(LONGEST_STATEMENT_NAME - 1));
        return name.substring(0, splitsPair ? LONGEST_STATEMENT_NAME - 1 : LONGEST_STATEMENT_NAME);
    }

    /** Options with rows as JSON, outside a login. */
    public ExecuteOptions(Duration queryTimeout, @Nullable String statementName) {
        this(queryTimeout, statementName, ResultFormat.JSON, null, false, null);
    }

    /** A copy with rows in another format. */
    public ExecuteOptions withResultFormat(ResultFormat format) {
        return new ExecuteOptions(queryTimeout, statementName, format, login, withEvent, detached);
    }

    /** A copy for the making of a connection; null for none. */
    public ExecuteOptions during(@Nullable Login making) {
        return new ExecuteOptions(queryTimeout, statementName, resultFormat, making, withEvent, detached);
    }

    /** A copy whose end the service tells Amazon EventBridge of, or not. */
    public ExecuteOptions withEvent(boolean wanted) {
        return new ExecuteOptions(queryTimeout, statementName, resultFormat, login, wanted, detached);
    }

    /** A copy with another name. */
    public ExecuteOptions withStatementName(String name) {
        return new ExecuteOptions(queryTimeout, name, resultFormat, login, withEvent, detached);
    }

    /** A copy with another time limit. */
    public ExecuteOptions withTimeout(Duration timeout) {
        return new ExecuteOptions(timeout, statementName, resultFormat, login, withEvent, detached);
    }

    /** A copy for what must be done, and waited for, before the submission of a caller that does not wait. */
    ExecuteOptions attended() {
        return new ExecuteOptions(queryTimeout, null, resultFormat, login, false, null);
    }

    /** A copy for a caller that does not wait. */
    public ExecuteOptions detached(Detached how) {
        return new ExecuteOptions(queryTimeout, statementName, resultFormat, login, withEvent, how);
    }
}
