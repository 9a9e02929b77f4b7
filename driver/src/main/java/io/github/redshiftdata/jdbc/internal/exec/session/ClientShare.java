package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.api.ApplicationNames;
import io.github.redshiftdata.jdbc.internal.api.ExecutionModes;
import io.github.redshiftdata.jdbc.internal.api.KeepAliveChanges;
import io.github.redshiftdata.jdbc.internal.api.LongPolling;
import io.github.redshiftdata.jdbc.internal.api.StatementLengths;
import io.github.redshiftdata.jdbc.internal.exec.call.Later;
import java.util.concurrent.Executor;

/**
 * What the connections of one client share.
 *
 * @param longPolling whether the endpoint can hold back answers
 * @param keepAliveChanges whether the endpoint changes the idle time of an open session
 * @param applicationNames whether the warehouse takes the name of a program
 * @param executionModes whether the endpoint runs batches as it is told
 * @param statementLengths how long a text the endpoint takes
 * @param threads the driver's threads, which finish what a cancelled caller does not wait for
 * @param later begins work of the driver after a while
 */
public record ClientShare(
        LongPolling longPolling,
        KeepAliveChanges keepAliveChanges,
        ApplicationNames applicationNames,
        ExecutionModes executionModes,
        StatementLengths statementLengths,
        Executor threads,
        Later later) {}
