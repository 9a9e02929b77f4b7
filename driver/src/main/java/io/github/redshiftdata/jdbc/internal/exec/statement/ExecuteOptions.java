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
 * @param login of the connection that is being made by it, whose time counts if it has one; or null
 */
public record ExecuteOptions(
        Duration queryTimeout, @Nullable String statementName, ResultFormat resultFormat, @Nullable Login login) {

    /**
     * The most characters of a user's name for statements: the service takes 500, and the driver adds to it what makes a
     * submission's name its own.
     */
    public static final int LONGEST_STATEMENT_NAME = 440;

    /** A longer name is cut, between two characters: it is for people to recognize, and no reason to fail. */
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

    /** With rows as JSON. */
    public ExecuteOptions(Duration queryTimeout, @Nullable String statementName) {
        this(queryTimeout, statementName, ResultFormat.JSON, null);
    }

    /** The same with rows in another format. */
    public ExecuteOptions withResultFormat(ResultFormat format) {
        return new ExecuteOptions(queryTimeout, statementName, format, login);
    }

    /** The same for the making of a connection. */
    public ExecuteOptions during(@Nullable Login making) {
        return new ExecuteOptions(queryTimeout, statementName, resultFormat, making);
    }
}
