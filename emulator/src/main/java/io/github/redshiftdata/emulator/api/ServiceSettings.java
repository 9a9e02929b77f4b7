package io.github.redshiftdata.emulator.api;

import java.time.Duration;

/**
 * How the operations behave.
 *
 * @param pageBytes the size after which a page of a result is cut, in bytes
 * @param submitted how long a statement stays SUBMITTED
 * @param picked how long it stays PICKED
 * @param started how long it stays STARTED before each of its texts runs
 * @param maxActiveStatements more are refused with ActiveStatementsExceededException
 * @param maxSessions more are refused with ActiveSessionsExceededException
 * @param keptResultBytes how many bytes the results that are kept may take in all
 * @param longPolling what becomes of WaitTimeSeconds
 * @param batchModes what becomes of ExecutionMode
 */
public record ServiceSettings(
        int pageBytes,
        Duration submitted,
        Duration picked,
        Duration started,
        int maxActiveStatements,
        int maxSessions,
        long keptResultBytes,
        LongPolling longPolling,
        BatchModes batchModes) {}
