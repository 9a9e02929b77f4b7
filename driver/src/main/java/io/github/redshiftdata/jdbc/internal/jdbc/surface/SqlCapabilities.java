package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import java.sql.DatabaseMetaData;

/** What Redshift's SQL can do. */
public interface SqlCapabilities extends DatabaseMetaData {

    @Override
    default boolean supportsAlterTableWithAddColumn() {
        return true;
    }

    @Override
    default boolean supportsAlterTableWithDropColumn() {
        return true;
    }

    @Override
    default boolean supportsColumnAliasing() {
        return true;
    }

    @Override
    default boolean nullPlusNonNullIsNull() {
        return true;
    }

    /** By CAST and ::, and {fn convert(…)}. */
    @Override
    default boolean supportsConvert() {
        return true;
    }

    @Override
    default boolean supportsTableCorrelationNames() {
        return true;
    }

    @Override
    default boolean supportsDifferentTableCorrelationNames() {
        return false;
    }

    @Override
    default boolean supportsExpressionsInOrderBy() {
        return true;
    }

    @Override
    default boolean supportsOrderByUnrelated() {
        return true;
    }

    @Override
    default boolean supportsGroupBy() {
        return true;
    }

    @Override
    default boolean supportsGroupByUnrelated() {
        return true;
    }

    @Override
    default boolean supportsGroupByBeyondSelect() {
        return true;
    }

    @Override
    default boolean supportsLikeEscapeClause() {
        return true;
    }

    @Override
    default boolean supportsNonNullableColumns() {
        return true;
    }

    @Override
    default boolean supportsMinimumSQLGrammar() {
        return true;
    }

    @Override
    default boolean supportsCoreSQLGrammar() {
        return false;
    }

    @Override
    default boolean supportsExtendedSQLGrammar() {
        return false;
    }

    @Override
    default boolean supportsANSI92EntryLevelSQL() {
        return true;
    }

    @Override
    default boolean supportsANSI92IntermediateSQL() {
        return false;
    }

    @Override
    default boolean supportsANSI92FullSQL() {
        return false;
    }

    /** Keys are declared and not enforced. */
    @Override
    default boolean supportsIntegrityEnhancementFacility() {
        return false;
    }

    @Override
    default boolean supportsOuterJoins() {
        return true;
    }

    @Override
    default boolean supportsFullOuterJoins() {
        return true;
    }

    @Override
    default boolean supportsLimitedOuterJoins() {
        return true;
    }

    @Override
    default boolean supportsUnion() {
        return true;
    }

    @Override
    default boolean supportsUnionAll() {
        return true;
    }

    @Override
    default boolean supportsCorrelatedSubqueries() {
        return true;
    }

    @Override
    default boolean supportsSubqueriesInComparisons() {
        return true;
    }

    @Override
    default boolean supportsSubqueriesInExists() {
        return true;
    }

    @Override
    default boolean supportsSubqueriesInIns() {
        return true;
    }

    @Override
    default boolean supportsSubqueriesInQuantifieds() {
        return true;
    }

    @Override
    default boolean supportsSelectForUpdate() {
        return false;
    }

    @Override
    default boolean supportsPositionedDelete() {
        return false;
    }

    @Override
    default boolean supportsPositionedUpdate() {
        return false;
    }

    @Override
    default boolean supportsStoredProcedures() {
        return true;
    }

    @Override
    default boolean supportsStoredFunctionsUsingCallSyntax() {
        return true;
    }

    /** It depends on grants. */
    @Override
    default boolean allProceduresAreCallable() {
        return false;
    }

    /** It depends on grants. */
    @Override
    default boolean allTablesAreSelectable() {
        return false;
    }

    @Override
    default boolean nullsAreSortedHigh() {
        return true;
    }

    @Override
    default boolean nullsAreSortedLow() {
        return false;
    }

    @Override
    default boolean nullsAreSortedAtStart() {
        return false;
    }

    @Override
    default boolean nullsAreSortedAtEnd() {
        return false;
    }

    @Override
    default boolean usesLocalFiles() {
        return false;
    }

    @Override
    default boolean usesLocalFilePerTable() {
        return false;
    }

    @Override
    default boolean supportsMixedCaseIdentifiers() {
        return false;
    }

    @Override
    default boolean storesUpperCaseIdentifiers() {
        return false;
    }

    @Override
    default boolean storesLowerCaseIdentifiers() {
        return true;
    }

    @Override
    default boolean storesMixedCaseIdentifiers() {
        return false;
    }

    /** Quoted names fold to lower case too, unless enable_case_sensitive_identifier is on. */
    @Override
    default boolean supportsMixedCaseQuotedIdentifiers() {
        return false;
    }

    @Override
    default boolean storesUpperCaseQuotedIdentifiers() {
        return false;
    }

    @Override
    default boolean storesLowerCaseQuotedIdentifiers() {
        return true;
    }

    @Override
    default boolean storesMixedCaseQuotedIdentifiers() {
        return false;
    }

    @Override
    default boolean isCatalogAtStart() {
        return true;
    }

    @Override
    default boolean supportsSchemasInDataManipulation() {
        return true;
    }

    @Override
    default boolean supportsSchemasInProcedureCalls() {
        return true;
    }

    @Override
    default boolean supportsSchemasInTableDefinitions() {
        return true;
    }

    @Override
    default boolean supportsSchemasInIndexDefinitions() {
        return false;
    }

    @Override
    default boolean supportsSchemasInPrivilegeDefinitions() {
        return true;
    }

    /** Queries may read other databases by database.schema.table. */
    @Override
    default boolean supportsCatalogsInDataManipulation() {
        return true;
    }

    @Override
    default boolean supportsCatalogsInProcedureCalls() {
        return false;
    }

    @Override
    default boolean supportsCatalogsInTableDefinitions() {
        return false;
    }

    @Override
    default boolean supportsCatalogsInIndexDefinitions() {
        return false;
    }

    @Override
    default boolean supportsCatalogsInPrivilegeDefinitions() {
        return false;
    }
}
