package io.github.redshiftdata.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A statement, or a batch of several, that was submitted without waiting for its end. It runs apart from the session of
 * the connection, unless that was asked for, and outlives the connection and the program: the service knows it for 24 hours after its end, and
 * {@link RedshiftDataConnection#handle} gives a handle to it in any other program of the same identity. Usable from any
 * thread while its connection is open. Not meant to be implemented by users: methods may be added.
 */
public interface RedshiftDataHandle {

    /** The id that finds the statement again. Note it before anything else can happen. */
    String getStatementId();

    /** The ClientToken that it was submitted with; empty for a handle that was made from an id. */
    Optional<String> getClientToken();

    /**
     * Where the statement stands. Costs one DescribeStatement, and none once its end is known.
     *
     * @throws SQLException if the service does not know the statement (any more), or does not tell it to this identity
     */
    RedshiftDataStatus status() throws SQLException;

    /**
     * What the service tells of the statement so far, of each part of a batch too. Costs one DescribeStatement, and none
     * once its end is known.
     */
    RedshiftDataStatistics statistics() throws SQLException;

    /**
     * Waits for the end of the statement, whether it finished, failed or was cancelled. The time of this wait is its only
     * limit: the query timeout does not count. If the time is over, the thread is interrupted or the connection is closed,
     * the statement runs on.
     *
     * @param longest how long to wait; zero asks once
     * @return whether it is known to have ended; requests that fail are repeated until the time is over
     * @throws SQLException if the wait was interrupted (57014), or the service refuses to tell, or it has not known the
     *     statement for some seconds, over several short waits too
     */
    boolean await(Duration longest) throws SQLException;

    /**
     * Waits for the end of the statement, and opens its results; those of a batch follow each other by
     * {@code getMoreResults}. The query timeout of the connection limits the wait and does not touch the statement. May
     * be called more than once.
     *
     * @return a statement that stands on the first result, as after {@code execute}; the caller closes it
     * @throws SQLException if the statement failed or was cancelled, as {@code execute} would have thrown, or if its end is
     *     not known
     */
    RedshiftDataStatement results() throws SQLException;

    /**
     * Cancels the statement (CancelStatement). If the service does not take that at once, a thread of the driver goes on
     * asking; {@link #await} tells the end. A statement that has ended is no error.
     *
     * @throws SQLException if the service refuses to cancel it
     */
    void cancel() throws SQLException;
}
