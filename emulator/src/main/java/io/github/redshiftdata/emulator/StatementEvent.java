package io.github.redshiftdata.emulator;

import org.jspecify.annotations.Nullable;

/**
 * What the service would tell Amazon EventBridge of a statement that was submitted with {@code WithEvent} and has ended.
 *
 * @param statementName null where it was submitted without one
 * @param state FINISHED, FAILED or ABORTED
 * @param rows the rows of its result, or those that it changed; -1 where that is not known, as for a batch
 * @param redshiftQueryId 0 where there is none, as for a batch
 */
public record StatementEvent(
        String statementId, @Nullable String statementName, String state, long rows, long redshiftQueryId) {}
