package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What DatabaseMetaData says of Redshift and of the driver, as its documentation has it. */
class CapabilitiesTest {

    private static final List<String> SQL_CAN = words(
            """
            supportsAlterTableWithAddColumn supportsAlterTableWithDropColumn supportsColumnAliasing
            nullPlusNonNullIsNull supportsConvert supportsTableCorrelationNames supportsExpressionsInOrderBy
            supportsOrderByUnrelated supportsGroupBy supportsGroupByUnrelated supportsGroupByBeyondSelect
            supportsLikeEscapeClause supportsNonNullableColumns supportsMinimumSQLGrammar
            supportsANSI92EntryLevelSQL supportsOuterJoins supportsFullOuterJoins supportsLimitedOuterJoins
            supportsUnion supportsUnionAll supportsCorrelatedSubqueries supportsSubqueriesInComparisons
            supportsSubqueriesInExists supportsSubqueriesInIns supportsSubqueriesInQuantifieds
            supportsStoredProcedures supportsStoredFunctionsUsingCallSyntax nullsAreSortedHigh
            storesLowerCaseIdentifiers storesLowerCaseQuotedIdentifiers isCatalogAtStart
            supportsSchemasInDataManipulation supportsSchemasInProcedureCalls supportsSchemasInTableDefinitions
            supportsSchemasInPrivilegeDefinitions supportsCatalogsInDataManipulation
            """);

    private static final List<String> SQL_CANNOT = words(
            """
            supportsDifferentTableCorrelationNames supportsCoreSQLGrammar supportsExtendedSQLGrammar
            supportsANSI92IntermediateSQL supportsANSI92FullSQL supportsIntegrityEnhancementFacility
            supportsSelectForUpdate supportsPositionedDelete supportsPositionedUpdate allProceduresAreCallable
            allTablesAreSelectable nullsAreSortedLow nullsAreSortedAtStart nullsAreSortedAtEnd usesLocalFiles
            usesLocalFilePerTable supportsMixedCaseIdentifiers storesUpperCaseIdentifiers
            storesMixedCaseIdentifiers supportsMixedCaseQuotedIdentifiers storesUpperCaseQuotedIdentifiers
            storesMixedCaseQuotedIdentifiers supportsSchemasInIndexDefinitions supportsCatalogsInProcedureCalls
            supportsCatalogsInTableDefinitions supportsCatalogsInIndexDefinitions
            supportsCatalogsInPrivilegeDefinitions
            """);

    private static final List<String> DRIVER_CAN = words(
            """
            supportsTransactions supportsMultipleTransactions supportsDataDefinitionAndDataManipulationTransactions
            supportsOpenCursorsAcrossCommit supportsOpenCursorsAcrossRollback supportsOpenStatementsAcrossCommit
            supportsOpenStatementsAcrossRollback supportsMultipleResultSets supportsMultipleOpenResults
            supportsBatchUpdates locatorsUpdateCopy
            """);

    private static final List<String> DRIVER_CANNOT = words(
            """
            supportsDataManipulationTransactionsOnly dataDefinitionCausesTransactionCommit
            dataDefinitionIgnoredInTransactions supportsSavepoints autoCommitFailureClosesAllResultSets
            supportsGetGeneratedKeys generatedKeyAlwaysReturned supportsNamedParameters supportsStatementPooling
            supportsRefCursors supportsSharding doesMaxRowSizeIncludeBlobs
            """);

    private static final Map<String, Object> LIMITS = Map.ofEntries(
            Map.entry("getMaxCatalogNameLength", 127),
            Map.entry("getMaxColumnNameLength", 127),
            Map.entry("getMaxCursorNameLength", 127),
            Map.entry("getMaxProcedureNameLength", 127),
            Map.entry("getMaxSchemaNameLength", 127),
            Map.entry("getMaxTableNameLength", 127),
            Map.entry("getMaxUserNameLength", 127),
            Map.entry("getMaxColumnsInTable", 1600),
            Map.entry("getMaxColumnsInSelect", 1600),
            Map.entry("getMaxColumnsInGroupBy", 0),
            Map.entry("getMaxColumnsInOrderBy", 0),
            Map.entry("getMaxColumnsInIndex", 0),
            Map.entry("getMaxIndexLength", 0),
            Map.entry("getMaxBinaryLiteralLength", 0),
            Map.entry("getMaxCharLiteralLength", 0),
            Map.entry("getMaxConnections", 500),
            Map.entry("getMaxRowSize", 0),
            Map.entry("getMaxStatements", 0),
            Map.entry("getMaxTablesInSelect", 0),
            Map.entry("getIdentifierQuoteString", "\""),
            Map.entry("getSearchStringEscape", "\\"),
            Map.entry("getExtraNameCharacters", "$"),
            Map.entry("getCatalogSeparator", "."),
            Map.entry("getCatalogTerm", "database"),
            Map.entry("getSchemaTerm", "schema"),
            Map.entry("getProcedureTerm", "procedure"));

    private static List<String> words(String text) {
        return Arrays.asList(text.strip().split("\\s+", -1));
    }

    /** What the methods without arguments give, by their names. */
    private static Map<String, Object> facts(Class<? extends DatabaseMetaData> type) throws SQLException {
        var metadata = Defaults.of(type);
        var facts = new TreeMap<String, Object>();
        for (var method : (Iterable<Method>) Defaults.methods(type).filter(m -> m.getParameterCount() == 0)::iterator) {
            facts.put(method.getName(), Defaults.call(metadata, method));
        }
        return facts;
    }

    private static Map<String, Object> table(List<String> yes, List<String> no) {
        var table = new TreeMap<String, Object>();
        yes.forEach(name -> table.put(name, true));
        no.forEach(name -> table.put(name, false));
        return table;
    }

    @Test
    void theSqlOfRedshiftIsWhatItsDocumentationSays() throws SQLException {
        assertThat(facts(SqlCapabilities.class)).isEqualTo(table(SQL_CAN, SQL_CANNOT));
    }

    @Test
    void theDriverSaysWhatItCanDo() throws SQLException {
        var expected = table(DRIVER_CAN, DRIVER_CANNOT);
        expected.put("getDefaultTransactionIsolation", Connection.TRANSACTION_SERIALIZABLE);
        expected.put("getResultSetHoldability", ResultSet.HOLD_CURSORS_OVER_COMMIT);
        expected.put("getSQLStateType", DatabaseMetaData.sqlStateSQL);
        expected.put("getRowIdLifetime", RowIdLifetime.ROWID_UNSUPPORTED);
        expected.put("getJDBCMajorVersion", 4);
        expected.put("getJDBCMinorVersion", 3);
        assertThat(facts(DriverCapabilities.class)).isEqualTo(expected);
    }

    @Test
    void theLimitsAreThoseOfRedshift() throws SQLException {
        assertThat(facts(ServerLimits.class)).isEqualTo(new TreeMap<>(LIMITS));
    }

    static Stream<Method> visibilities() {
        return Defaults.methods(DatabaseMetaData.class)
                .filter(method -> method.getName().endsWith("AreDetected")
                        || method.getName().endsWith("sAreVisible"));
    }

    @ParameterizedTest
    @MethodSource("visibilities")
    void noResultShowsChanges(Method method) throws SQLException {
        var metadata = Defaults.of(DriverCapabilities.class);
        assertThat(Defaults.call(metadata, method, ResultSet.TYPE_FORWARD_ONLY)).isEqualTo(false);
        assertThat(Defaults.call(metadata, method, ResultSet.TYPE_SCROLL_INSENSITIVE))
                .isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                Connection.TRANSACTION_NONE,
                Connection.TRANSACTION_READ_UNCOMMITTED,
                Connection.TRANSACTION_READ_COMMITTED,
                Connection.TRANSACTION_REPEATABLE_READ,
                Connection.TRANSACTION_SERIALIZABLE
            })
    void everyTransactionIsSerializable(int level) throws SQLException {
        assertThat(Defaults.of(DriverCapabilities.class).supportsTransactionIsolationLevel(level))
                .isEqualTo(level == Connection.TRANSACTION_SERIALIZABLE);
    }

    @Test
    void resultsStayOpenOverACommit() throws SQLException {
        var metadata = Defaults.of(DriverCapabilities.class);
        assertThat(metadata.supportsResultSetHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT))
                .isTrue();
        assertThat(metadata.supportsResultSetHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT))
                .isFalse();
    }
}
