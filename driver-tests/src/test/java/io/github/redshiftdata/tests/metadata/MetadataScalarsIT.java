package io.github.redshiftdata.tests.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What DatabaseMetaData says in one value: each with the reason in Redshift's documentation or in the Data API. */
class MetadataScalarsIT {

    /** A method without arguments and what it must say. */
    private record Scalar(String method, Object value, String reason) {

        static Scalar yes(String method, String reason) {
            return new Scalar(method, true, reason);
        }

        static Scalar no(String method, String reason) {
            return new Scalar(method, false, reason);
        }

        static Scalar is(String method, Object value, String reason) {
            return new Scalar(method, value, reason);
        }
    }

    private static final String NAME_LENGTH = "names have 1 to 127 bytes";
    private static final String NOT_LIMITED = "0: no limit is documented";
    private static final String NO_INDEXES = "Redshift has no indexes";
    private static final String FOLDED = "names fold to lower case, quoted or not";
    private static final String NULLS_HIGH = "nulls come last ascending, first descending";
    private static final String SERVICE_KEEPS_RESULTS = "the service keeps a result for a day";
    private static final String BY_GRANTS = "it depends on grants";
    private static final String ONE_DATABASE = "another database can be read by its name, and no more";
    private static final String CONFORMANCE = "SQL-92 entry level, with what the larger levels add only in part";

    private static final List<Scalar> SCALARS = List.of(
            // Names
            Scalar.no("supportsMixedCaseIdentifiers", FOLDED),
            Scalar.no("storesUpperCaseIdentifiers", FOLDED),
            Scalar.yes("storesLowerCaseIdentifiers", FOLDED),
            Scalar.no("storesMixedCaseIdentifiers", FOLDED),
            Scalar.no("supportsMixedCaseQuotedIdentifiers", FOLDED),
            Scalar.no("storesUpperCaseQuotedIdentifiers", FOLDED),
            Scalar.yes("storesLowerCaseQuotedIdentifiers", FOLDED),
            Scalar.no("storesMixedCaseQuotedIdentifiers", FOLDED),
            Scalar.is("getIdentifierQuoteString", "\"", "delimited identifiers stand in double quotes"),
            Scalar.is("getExtraNameCharacters", "$", "letters, digits, underscores and dollar signs"),
            Scalar.is("getSearchStringEscape", "\\", "LIKE escapes by the backslash"),
            Scalar.is("getCatalogSeparator", ".", "database.schema.table"),
            Scalar.yes("isCatalogAtStart", "database.schema.table"),
            Scalar.is("getCatalogTerm", "database", "the word of its documentation"),
            Scalar.is("getSchemaTerm", "schema", "the word of its documentation"),
            Scalar.is("getProcedureTerm", "procedure", "the word of its documentation"),
            // Limits
            Scalar.is("getMaxCatalogNameLength", 127, NAME_LENGTH),
            Scalar.is("getMaxSchemaNameLength", 127, NAME_LENGTH),
            Scalar.is("getMaxTableNameLength", 127, NAME_LENGTH),
            Scalar.is("getMaxColumnNameLength", 127, NAME_LENGTH),
            Scalar.is("getMaxProcedureNameLength", 127, NAME_LENGTH),
            Scalar.is("getMaxCursorNameLength", 127, NAME_LENGTH),
            Scalar.is("getMaxUserNameLength", 127, NAME_LENGTH),
            Scalar.is("getMaxColumnsInTable", 1600, "a table has at most 1,600 columns"),
            Scalar.is("getMaxColumnsInSelect", 1600, "as many as a table"),
            Scalar.is("getMaxStatementLength", 100_000, "the Data API's limit, as configured by maxStatementBytes"),
            Scalar.is("getMaxConnections", 500, "sessions of a cluster or workgroup"),
            Scalar.is("getMaxColumnsInGroupBy", 0, NOT_LIMITED),
            Scalar.is("getMaxColumnsInOrderBy", 0, NOT_LIMITED),
            Scalar.is("getMaxTablesInSelect", 0, NOT_LIMITED),
            Scalar.is("getMaxStatements", 0, NOT_LIMITED),
            Scalar.is("getMaxRowSize", 0, NOT_LIMITED),
            Scalar.is("getMaxLogicalLobSize", 0L, "there are no LOBs"),
            Scalar.no("doesMaxRowSizeIncludeBlobs", "there are no LOBs"),
            Scalar.is("getMaxBinaryLiteralLength", 0, NOT_LIMITED),
            Scalar.is("getMaxCharLiteralLength", 0, NOT_LIMITED),
            Scalar.is("getMaxColumnsInIndex", 0, NO_INDEXES),
            Scalar.is("getMaxIndexLength", 0, NO_INDEXES),
            // SQL
            Scalar.yes("supportsAlterTableWithAddColumn", "ALTER TABLE … ADD COLUMN"),
            Scalar.yes("supportsAlterTableWithDropColumn", "ALTER TABLE … DROP COLUMN"),
            Scalar.yes("supportsColumnAliasing", "SELECT a AS b"),
            Scalar.yes("nullPlusNonNullIsNull", "as the standard says"),
            Scalar.yes("supportsConvert", "CAST, and {fn convert(…)}"),
            Scalar.yes("supportsTableCorrelationNames", "FROM a AS b"),
            Scalar.no("supportsDifferentTableCorrelationNames", "an alias may be the name of a table"),
            Scalar.yes("supportsExpressionsInOrderBy", "ORDER BY takes expressions"),
            Scalar.yes("supportsOrderByUnrelated", "ORDER BY takes columns that are not selected"),
            Scalar.yes("supportsGroupBy", "GROUP BY"),
            Scalar.yes("supportsGroupByUnrelated", "GROUP BY takes columns that are not selected"),
            Scalar.yes("supportsGroupByBeyondSelect", "GROUP BY takes further columns"),
            Scalar.yes("supportsLikeEscapeClause", "LIKE … ESCAPE"),
            Scalar.yes("supportsNonNullableColumns", "NOT NULL is enforced"),
            Scalar.yes("supportsMinimumSQLGrammar", CONFORMANCE),
            Scalar.no("supportsCoreSQLGrammar", CONFORMANCE),
            Scalar.no("supportsExtendedSQLGrammar", CONFORMANCE),
            Scalar.yes("supportsANSI92EntryLevelSQL", CONFORMANCE),
            Scalar.no("supportsANSI92IntermediateSQL", CONFORMANCE),
            Scalar.no("supportsANSI92FullSQL", CONFORMANCE),
            Scalar.no("supportsIntegrityEnhancementFacility", "keys are declared and not enforced"),
            Scalar.yes("supportsOuterJoins", "LEFT and RIGHT JOIN"),
            Scalar.yes("supportsFullOuterJoins", "FULL JOIN"),
            Scalar.yes("supportsLimitedOuterJoins", "follows from full support"),
            Scalar.yes("supportsUnion", "UNION"),
            Scalar.yes("supportsUnionAll", "UNION ALL"),
            Scalar.yes("supportsCorrelatedSubqueries", "with exceptions that the documentation lists"),
            Scalar.yes("supportsSubqueriesInComparisons", "a = (SELECT …)"),
            Scalar.yes("supportsSubqueriesInExists", "EXISTS (SELECT …)"),
            Scalar.yes("supportsSubqueriesInIns", "a IN (SELECT …)"),
            Scalar.yes("supportsSubqueriesInQuantifieds", "a > ANY (SELECT …)"),
            Scalar.no("supportsSelectForUpdate", "there is no FOR UPDATE"),
            Scalar.no("supportsPositionedDelete", "there is no WHERE CURRENT OF"),
            Scalar.no("supportsPositionedUpdate", "there is no WHERE CURRENT OF"),
            Scalar.yes("supportsStoredProcedures", "CREATE PROCEDURE"),
            Scalar.yes("supportsStoredFunctionsUsingCallSyntax", "{? = call f(…)}"),
            Scalar.no("allProceduresAreCallable", BY_GRANTS),
            Scalar.no("allTablesAreSelectable", BY_GRANTS),
            Scalar.yes("nullsAreSortedHigh", NULLS_HIGH),
            Scalar.no("nullsAreSortedLow", NULLS_HIGH),
            Scalar.no("nullsAreSortedAtStart", NULLS_HIGH),
            Scalar.no("nullsAreSortedAtEnd", NULLS_HIGH),
            Scalar.no("usesLocalFiles", "it is a service"),
            Scalar.no("usesLocalFilePerTable", "it is a service"),
            Scalar.yes("supportsSchemasInDataManipulation", "schema.table"),
            Scalar.yes("supportsSchemasInProcedureCalls", "CALL schema.procedure()"),
            Scalar.yes("supportsSchemasInTableDefinitions", "CREATE TABLE schema.table"),
            Scalar.no("supportsSchemasInIndexDefinitions", NO_INDEXES),
            Scalar.yes("supportsSchemasInPrivilegeDefinitions", "GRANT … ON schema.table"),
            Scalar.yes("supportsCatalogsInDataManipulation", ONE_DATABASE),
            Scalar.no("supportsCatalogsInProcedureCalls", ONE_DATABASE),
            Scalar.no("supportsCatalogsInTableDefinitions", ONE_DATABASE),
            Scalar.no("supportsCatalogsInIndexDefinitions", NO_INDEXES),
            Scalar.no("supportsCatalogsInPrivilegeDefinitions", ONE_DATABASE),
            // Transactions
            Scalar.yes("supportsTransactions", "BEGIN, COMMIT and ROLLBACK in the session"),
            Scalar.yes("supportsMultipleTransactions", "one for each connection"),
            Scalar.yes("supportsDataDefinitionAndDataManipulationTransactions", "DDL can be rolled back"),
            Scalar.no("supportsDataManipulationTransactionsOnly", "DDL can be rolled back"),
            Scalar.no("dataDefinitionCausesTransactionCommit", "only TRUNCATE commits"),
            Scalar.no("dataDefinitionIgnoredInTransactions", "DDL can be rolled back"),
            Scalar.no("supportsSavepoints", "Redshift has none"),
            Scalar.is(
                    "getDefaultTransactionIsolation",
                    Connection.TRANSACTION_SERIALIZABLE,
                    "the only level there is; the weaker ones are accepted for it"),
            Scalar.no("autoCommitFailureClosesAllResultSets", SERVICE_KEEPS_RESULTS),
            Scalar.yes("supportsOpenCursorsAcrossCommit", SERVICE_KEEPS_RESULTS),
            Scalar.yes("supportsOpenCursorsAcrossRollback", SERVICE_KEEPS_RESULTS),
            Scalar.yes("supportsOpenStatementsAcrossCommit", SERVICE_KEEPS_RESULTS),
            Scalar.yes("supportsOpenStatementsAcrossRollback", SERVICE_KEEPS_RESULTS),
            Scalar.is("getResultSetHoldability", ResultSet.HOLD_CURSORS_OVER_COMMIT, SERVICE_KEEPS_RESULTS),
            // The driver
            Scalar.yes("supportsMultipleResultSets", "scripts"),
            Scalar.yes("supportsMultipleOpenResults", SERVICE_KEEPS_RESULTS),
            Scalar.yes("supportsBatchUpdates", "multi-row INSERTs and BatchExecuteStatement"),
            Scalar.no("supportsGetGeneratedKeys", "Redshift has no RETURNING"),
            Scalar.no("generatedKeyAlwaysReturned", "Redshift has no RETURNING"),
            Scalar.no("supportsNamedParameters", "parameters of procedures go by number"),
            Scalar.no("supportsStatementPooling", "nothing is prepared on the server"),
            Scalar.no("supportsRefCursors", "cursors do not leave their transaction"),
            Scalar.no("supportsSharding", "Redshift distributes by itself"),
            Scalar.yes("locatorsUpdateCopy", "there are no locators: values are copies"),
            Scalar.is("getSQLStateType", DatabaseMetaData.sqlStateSQL, "SQLSTATEs are those of the standard"),
            Scalar.is("getRowIdLifetime", RowIdLifetime.ROWID_UNSUPPORTED, "Redshift has no row ids"),
            Scalar.is("getJDBCMajorVersion", 4, "Java 17 has JDBC 4.3"),
            Scalar.is("getJDBCMinorVersion", 3, "Java 17 has JDBC 4.3"),
            Scalar.is("getDatabaseProductName", "Redshift", "by which tools know it"),
            Scalar.is("getDatabaseProductVersion", "8.0.2", "the version of PostgreSQL that it tells clients"),
            Scalar.is("getDatabaseMajorVersion", 8, "the version of PostgreSQL that it tells clients"),
            Scalar.is("getDatabaseMinorVersion", 0, "the version of PostgreSQL that it tells clients"),
            Scalar.is("getDriverName", "redshift-data-jdbc", "our own"),
            Scalar.no("isReadOnly", "a new connection may write"));

    /** Those that tests of their own look at. */
    private static final Set<String> ELSEWHERE = Set.of(
            "getURL",
            "getUserName",
            "getDriverVersion",
            "getDriverMajorVersion",
            "getDriverMinorVersion",
            "getSQLKeywords",
            "getNumericFunctions",
            "getStringFunctions",
            "getSystemFunctions",
            "getTimeDateFunctions");

    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = TestEmulator.shared().connect();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    private static List<Scalar> scalars() {
        return SCALARS;
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void eachIsTrueOfRedshift(Scalar scalar) throws ReflectiveOperationException, SQLException {
        var method = DatabaseMetaData.class.getMethod(scalar.method());
        assertThat(method.invoke(connection.getMetaData())).as(scalar.reason()).isEqualTo(scalar.value());
    }

    @Test
    void noneIsLeftOut() {
        var named = new ArrayList<String>();
        SCALARS.forEach(scalar -> named.add(scalar.method()));
        named.addAll(ELSEWHERE);
        assertThat(named).doesNotHaveDuplicates();
        var all = new TreeSet<String>();
        Arrays.stream(DatabaseMetaData.class.getMethods())
                .filter(MetadataScalarsIT::isScalar)
                .forEach(method -> all.add(method.getName()));
        assertThat(new TreeSet<>(named)).isEqualTo(all);
    }

    private static boolean isScalar(Method method) {
        return method.getParameterCount() == 0
                && method.getReturnType() != ResultSet.class
                && method.getReturnType() != Connection.class
                // Some have a twin with arguments, which is looked at below.
                && method.getDeclaringClass() == DatabaseMetaData.class;
    }

    @Test
    void scalarsAnswerWithoutARequestOnceTheUserIsKnown() throws ReflectiveOperationException, SQLException {
        try (var own = TestEmulator.own();
                var fresh = own.connect()) {
            own.resetCalls();
            assertThat(fresh.getMetaData().getUserName()).isNotEmpty();
            assertThat(own.calls()).isEqualTo(Map.of("GetStatementResult", 1L));
            own.resetCalls();
            for (var method : DatabaseMetaData.class.getMethods()) {
                if (isScalar(method)) {
                    method.invoke(fresh.getMetaData());
                }
            }
            assertThat(own.calls()).isEmpty();
        }
    }

    // ---------------------------------------------------------------- with an argument

    private static final List<Integer> RESULT_SET_TYPES =
            List.of(ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.TYPE_SCROLL_SENSITIVE);

    @Test
    void resultsAreSnapshotsThatCannotBeChanged() throws SQLException {
        var metadata = connection.getMetaData();
        assertThat(metadata.supportsResultSetType(ResultSet.TYPE_FORWARD_ONLY)).isTrue();
        assertThat(metadata.supportsResultSetType(ResultSet.TYPE_SCROLL_INSENSITIVE))
                .isTrue();
        assertThat(metadata.supportsResultSetType(ResultSet.TYPE_SCROLL_SENSITIVE))
                .isFalse();
        for (var type : RESULT_SET_TYPES) {
            assertThat(metadata.supportsResultSetConcurrency(type, ResultSet.CONCUR_READ_ONLY))
                    .isEqualTo(metadata.supportsResultSetType(type));
            assertThat(metadata.supportsResultSetConcurrency(type, ResultSet.CONCUR_UPDATABLE))
                    .isFalse();
            assertThat(List.of(
                            metadata.ownDeletesAreVisible(type),
                            metadata.ownInsertsAreVisible(type),
                            metadata.ownUpdatesAreVisible(type),
                            metadata.othersDeletesAreVisible(type),
                            metadata.othersInsertsAreVisible(type),
                            metadata.othersUpdatesAreVisible(type),
                            metadata.deletesAreDetected(type),
                            metadata.insertsAreDetected(type),
                            metadata.updatesAreDetected(type)))
                    .containsOnly(false);
        }
        assertThat(metadata.supportsResultSetHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT))
                .isTrue();
        assertThat(metadata.supportsResultSetHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT))
                .isFalse();
    }

    @Test
    void serializableIsTheOnlyIsolation() throws SQLException {
        for (var level : List.of(
                Connection.TRANSACTION_NONE,
                Connection.TRANSACTION_READ_UNCOMMITTED,
                Connection.TRANSACTION_READ_COMMITTED,
                Connection.TRANSACTION_REPEATABLE_READ,
                Connection.TRANSACTION_SERIALIZABLE)) {
            assertThat(connection.getMetaData().supportsTransactionIsolationLevel(level))
                    .isEqualTo(level == Connection.TRANSACTION_SERIALIZABLE);
        }
    }

    // ---------------------------------------------------------------- words

    /** Redshift's list of reserved words without those that SQL:2003 reserves too. */
    private static final String KEYWORDS =
            """
            AES128 AES256 ALLOWOVERWRITE ANALYSE ANALYZE ASC AZ64 BACKUP BLANKSASNULL BYTEDICT BZIP2 CREDENTIALS
            CURRENT_USER_ID DEFERRABLE DEFLATE DEFRAG DELTA DELTA32K DESC DISABLE DO EMPTYASNULL ENABLE ENCODE ENCRYPT
            ENCRYPTION EXPLICIT FREEZE GLOBALDICT256 GLOBALDICT64K GZIP IGNORE ILIKE INITIALLY ISNULL LIMIT LUN LUNS
            LZO LZOP MINUS MOSTLY16 MOSTLY32 MOSTLY8 NOTNULL NULLS OFF OFFLINE OFFSET OID PARALLEL PERCENT PERMISSIONS
            PIVOT PLACING RAW READRATIO RECOVER REJECTLOG RESORT RESPECT RESTORE SNAPSHOT SYSDATE TAG TDES TEXT255
            TEXT32K TOP TRUNCATECOLUMNS UNPIVOT VERBOSE WALLET
            """;

    @Test
    void theKeywordsAreThoseOfRedshiftThatAreNotOfTheStandard() throws SQLException {
        assertThat(connection.getMetaData().getSQLKeywords().split(","))
                .containsExactlyInAnyOrder(KEYWORDS.strip().split("\\s+"));
    }
}
