package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;

/** What the driver, and the Data API below it, can do. */
public interface DriverCapabilities extends DatabaseMetaData {

    @Override
    default boolean supportsTransactions() {
        return true;
    }

    @Override
    default boolean supportsMultipleTransactions() {
        return true;
    }

    @Override
    default boolean supportsDataDefinitionAndDataManipulationTransactions() {
        return true;
    }

    @Override
    default boolean supportsDataManipulationTransactionsOnly() {
        return false;
    }

    /** Except TRUNCATE, which Redshift commits by itself. */
    @Override
    default boolean dataDefinitionCausesTransactionCommit() {
        return false;
    }

    @Override
    default boolean dataDefinitionIgnoredInTransactions() {
        return false;
    }

    @Override
    default boolean supportsSavepoints() {
        return false;
    }

    /** The service keeps results, whatever the transaction does. */
    @Override
    default boolean supportsOpenCursorsAcrossCommit() {
        return true;
    }

    @Override
    default boolean supportsOpenCursorsAcrossRollback() {
        return true;
    }

    @Override
    default boolean supportsOpenStatementsAcrossCommit() {
        return true;
    }

    @Override
    default boolean supportsOpenStatementsAcrossRollback() {
        return true;
    }

    @Override
    default boolean autoCommitFailureClosesAllResultSets() {
        return false;
    }

    @Override
    default boolean supportsMultipleResultSets() {
        return true;
    }

    @Override
    default boolean supportsMultipleOpenResults() {
        return true;
    }

    @Override
    default boolean supportsBatchUpdates() {
        return true;
    }

    @Override
    default boolean supportsGetGeneratedKeys() {
        return false;
    }

    @Override
    default boolean generatedKeyAlwaysReturned() {
        return false;
    }

    @Override
    default boolean supportsNamedParameters() {
        return false;
    }

    @Override
    default boolean supportsStatementPooling() {
        return false;
    }

    @Override
    default boolean supportsRefCursors() {
        return false;
    }

    @Override
    default boolean supportsSharding() {
        return false;
    }

    @Override
    default boolean locatorsUpdateCopy() {
        return true;
    }

    @Override
    default boolean doesMaxRowSizeIncludeBlobs() {
        return false;
    }

    @Override
    default boolean deletesAreDetected(int type) {
        return false;
    }

    @Override
    default boolean insertsAreDetected(int type) {
        return false;
    }

    @Override
    default boolean updatesAreDetected(int type) {
        return false;
    }

    @Override
    default boolean othersDeletesAreVisible(int type) {
        return false;
    }

    @Override
    default boolean othersInsertsAreVisible(int type) {
        return false;
    }

    @Override
    default boolean othersUpdatesAreVisible(int type) {
        return false;
    }

    @Override
    default boolean ownDeletesAreVisible(int type) {
        return false;
    }

    @Override
    default boolean ownInsertsAreVisible(int type) {
        return false;
    }

    @Override
    default boolean ownUpdatesAreVisible(int type) {
        return false;
    }

    /** The weaker levels are accepted and upgraded to it. */
    @Override
    default boolean supportsTransactionIsolationLevel(int level) {
        return level == java.sql.Connection.TRANSACTION_SERIALIZABLE;
    }

    @Override
    default int getDefaultTransactionIsolation() {
        return java.sql.Connection.TRANSACTION_SERIALIZABLE;
    }

    @Override
    default boolean supportsResultSetHoldability(int holdability) {
        return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    default int getResultSetHoldability() {
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    default int getSQLStateType() {
        return sqlStateSQL;
    }

    @Override
    default RowIdLifetime getRowIdLifetime() {
        return RowIdLifetime.ROWID_UNSUPPORTED;
    }

    @Override
    default int getJDBCMajorVersion() {
        return 4;
    }

    @Override
    default int getJDBCMinorVersion() {
        return 3;
    }
}
