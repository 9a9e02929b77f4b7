package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one execution is to run.
 *
 * @param queryTimeout the time after which the statement is cancelled; zero means none
 * @param statementName the name the service shows for it, or null
 * @param resultFormat how the service sends its rows
 */
public record ExecuteOptions(Duration queryTimeout, @Nullable String statementName, ResultFormat resultFormat) {

    /** With rows as JSON. */
    public ExecuteOptions(Duration queryTimeout, @Nullable String statementName) {
        this(queryTimeout, statementName, ResultFormat.JSON);
    }

    /** The same with rows in another format. */
    public ExecuteOptions withResultFormat(ResultFormat format) {
        return new ExecuteOptions(queryTimeout, statementName, format);
    }
}
