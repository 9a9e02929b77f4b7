package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import java.sql.DatabaseMetaData;

/** The limits and terms of Redshift; 0 where there is no fixed limit. */
public interface ServerLimits extends DatabaseMetaData {

    @Override
    default int getMaxCatalogNameLength() {
        return 127;
    }

    @Override
    default int getMaxColumnNameLength() {
        return 127;
    }

    @Override
    default int getMaxCursorNameLength() {
        return 127;
    }

    @Override
    default int getMaxProcedureNameLength() {
        return 127;
    }

    @Override
    default int getMaxSchemaNameLength() {
        return 127;
    }

    @Override
    default int getMaxTableNameLength() {
        return 127;
    }

    @Override
    default int getMaxUserNameLength() {
        return 127;
    }

    @Override
    default int getMaxColumnsInTable() {
        return 1600;
    }

    @Override
    default int getMaxColumnsInSelect() {
        return 1600;
    }

    @Override
    default int getMaxColumnsInGroupBy() {
        return 0;
    }

    @Override
    default int getMaxColumnsInOrderBy() {
        return 0;
    }

    @Override
    default int getMaxColumnsInIndex() {
        return 0;
    }

    @Override
    default int getMaxIndexLength() {
        return 0;
    }

    @Override
    default int getMaxBinaryLiteralLength() {
        return 0;
    }

    @Override
    default int getMaxCharLiteralLength() {
        return 0;
    }

    /** The sessions that a cluster or workgroup takes. */
    @Override
    default int getMaxConnections() {
        return 500;
    }

    @Override
    default int getMaxRowSize() {
        return 0;
    }

    @Override
    default int getMaxStatements() {
        return 0;
    }

    @Override
    default int getMaxTablesInSelect() {
        return 0;
    }

    @Override
    default String getIdentifierQuoteString() {
        return "\"";
    }

    @Override
    default String getSearchStringEscape() {
        return "\\";
    }

    @Override
    default String getExtraNameCharacters() {
        return "$";
    }

    @Override
    default String getCatalogSeparator() {
        return ".";
    }

    @Override
    default String getCatalogTerm() {
        return "database";
    }

    @Override
    default String getSchemaTerm() {
        return "schema";
    }

    @Override
    default String getProcedureTerm() {
        return "procedure";
    }
}
