package io.github.redshiftdata.jdbc;

/**
 * What the service last told of a statement that an execution has submitted; it does not change. The driver asks only as
 * often as it has to, so a statement that is said to be submitted may have started up to 30 seconds ago.
 *
 * @param statementId the Data API's id, by which {@link RedshiftDataConnection#handle} asks anew
 * @param status where it stood
 */
public record RedshiftDataProgress(String statementId, RedshiftDataStatus status) {}
