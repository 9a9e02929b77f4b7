package io.github.redshiftdata.tests.metadata;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What the Javadoc of java.sql.DatabaseMetaData says of each result set: its columns, and the order of its rows. */
enum MetadataDeclaration {
    CATALOGS("TABLE_CAT", "TABLE_CAT", (meta, at) -> meta.getCatalogs()),
    ALL_SCHEMAS("TABLE_SCHEM, TABLE_CATALOG", "TABLE_CATALOG, TABLE_SCHEM", (meta, at) -> meta.getSchemas()),
    SCHEMAS(
            "TABLE_SCHEM, TABLE_CATALOG",
            "TABLE_CATALOG, TABLE_SCHEM",
            (meta, at) -> meta.getSchemas(at.catalog(), at.schema())),
    TABLE_TYPES("TABLE_TYPE", "TABLE_TYPE", (meta, at) -> meta.getTableTypes()),
    TABLES(
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, TABLE_TYPE, REMARKS, TYPE_CAT, TYPE_SCHEM, TYPE_NAME,"
                    + " SELF_REFERENCING_COL_NAME, REF_GENERATION",
            "TABLE_TYPE, TABLE_CAT, TABLE_SCHEM, TABLE_NAME",
            (meta, at) -> meta.getTables(at.catalog(), at.schema(), at.table(), null)),
    COLUMNS(
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, DATA_TYPE, TYPE_NAME, COLUMN_SIZE, BUFFER_LENGTH,"
                    + " DECIMAL_DIGITS, NUM_PREC_RADIX, NULLABLE, REMARKS, COLUMN_DEF, SQL_DATA_TYPE,"
                    + " SQL_DATETIME_SUB, CHAR_OCTET_LENGTH, ORDINAL_POSITION, IS_NULLABLE, SCOPE_CATALOG,"
                    + " SCOPE_SCHEMA, SCOPE_TABLE, SOURCE_DATA_TYPE, IS_AUTOINCREMENT, IS_GENERATEDCOLUMN",
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, ORDINAL_POSITION",
            (meta, at) -> meta.getColumns(at.catalog(), at.schema(), at.table(), "%")),
    PRIMARY_KEYS(
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, KEY_SEQ, PK_NAME",
            "COLUMN_NAME",
            (meta, at) -> meta.getPrimaryKeys(at.catalog(), at.schema(), at.table())),
    IMPORTED_KEYS(
            Foreign.COLUMNS,
            "PKTABLE_CAT, PKTABLE_SCHEM, PKTABLE_NAME, FK_NAME, KEY_SEQ",
            (meta, at) -> meta.getImportedKeys(at.catalog(), at.schema(), at.table())),
    EXPORTED_KEYS(
            Foreign.COLUMNS,
            "FKTABLE_CAT, FKTABLE_SCHEM, FKTABLE_NAME, FK_NAME, KEY_SEQ",
            (meta, at) -> meta.getExportedKeys(at.catalog(), at.schema(), at.table())),
    CROSS_REFERENCE(
            Foreign.COLUMNS,
            "FKTABLE_CAT, FKTABLE_SCHEM, FKTABLE_NAME, FK_NAME, KEY_SEQ",
            (meta, at) -> meta.getCrossReference(at.catalog(), at.schema(), null, at.catalog(), at.schema(), null)),
    INDEX_INFO(
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, NON_UNIQUE, INDEX_QUALIFIER, INDEX_NAME, TYPE, ORDINAL_POSITION,"
                    + " COLUMN_NAME, ASC_OR_DESC, CARDINALITY, PAGES, FILTER_CONDITION",
            "NON_UNIQUE, TYPE, INDEX_NAME, ORDINAL_POSITION",
            (meta, at) -> meta.getIndexInfo(at.catalog(), at.schema(), at.table(), false, true)),
    BEST_ROW_IDENTIFIER(
            "SCOPE, COLUMN_NAME, DATA_TYPE, TYPE_NAME, COLUMN_SIZE, BUFFER_LENGTH, DECIMAL_DIGITS, PSEUDO_COLUMN",
            "SCOPE",
            (meta, at) -> meta.getBestRowIdentifier(
                    at.catalog(), at.schema(), at.table(), DatabaseMetaData.bestRowSession, true)),
    VERSION_COLUMNS(
            "SCOPE, COLUMN_NAME, DATA_TYPE, TYPE_NAME, COLUMN_SIZE, BUFFER_LENGTH, DECIMAL_DIGITS, PSEUDO_COLUMN",
            "",
            (meta, at) -> meta.getVersionColumns(at.catalog(), at.schema(), at.table())),
    TYPE_INFO(
            "TYPE_NAME, DATA_TYPE, PRECISION, LITERAL_PREFIX, LITERAL_SUFFIX, CREATE_PARAMS, NULLABLE,"
                    + " CASE_SENSITIVE, SEARCHABLE, UNSIGNED_ATTRIBUTE, FIXED_PREC_SCALE, AUTO_INCREMENT,"
                    + " LOCAL_TYPE_NAME, MINIMUM_SCALE, MAXIMUM_SCALE, SQL_DATA_TYPE, SQL_DATETIME_SUB,"
                    + " NUM_PREC_RADIX",
            "DATA_TYPE",
            (meta, at) -> meta.getTypeInfo()),
    PROCEDURES(
            // The fourth to the sixth are reserved: the Javadoc names none.
            "PROCEDURE_CAT, PROCEDURE_SCHEM, PROCEDURE_NAME, *, *, *, REMARKS, PROCEDURE_TYPE, SPECIFIC_NAME",
            "PROCEDURE_CAT, PROCEDURE_SCHEM, PROCEDURE_NAME, SPECIFIC_NAME",
            (meta, at) -> meta.getProcedures(at.catalog(), at.schema(), at.table())),
    PROCEDURE_COLUMNS(
            "PROCEDURE_CAT, PROCEDURE_SCHEM, PROCEDURE_NAME, COLUMN_NAME, COLUMN_TYPE, DATA_TYPE, TYPE_NAME,"
                    + " PRECISION, LENGTH, SCALE, RADIX, NULLABLE, REMARKS, COLUMN_DEF, SQL_DATA_TYPE,"
                    + " SQL_DATETIME_SUB, CHAR_OCTET_LENGTH, ORDINAL_POSITION, IS_NULLABLE, SPECIFIC_NAME",
            "PROCEDURE_CAT, PROCEDURE_SCHEM, PROCEDURE_NAME, SPECIFIC_NAME, ORDINAL_POSITION",
            (meta, at) -> meta.getProcedureColumns(at.catalog(), at.schema(), at.table(), "%")),
    FUNCTIONS(
            "FUNCTION_CAT, FUNCTION_SCHEM, FUNCTION_NAME, REMARKS, FUNCTION_TYPE, SPECIFIC_NAME",
            "FUNCTION_CAT, FUNCTION_SCHEM, FUNCTION_NAME, SPECIFIC_NAME",
            (meta, at) -> meta.getFunctions(at.catalog(), at.schema(), at.table())),
    FUNCTION_COLUMNS(
            "FUNCTION_CAT, FUNCTION_SCHEM, FUNCTION_NAME, COLUMN_NAME, COLUMN_TYPE, DATA_TYPE, TYPE_NAME, PRECISION,"
                    + " LENGTH, SCALE, RADIX, NULLABLE, REMARKS, CHAR_OCTET_LENGTH, ORDINAL_POSITION, IS_NULLABLE,"
                    + " SPECIFIC_NAME",
            "FUNCTION_CAT, FUNCTION_SCHEM, FUNCTION_NAME, SPECIFIC_NAME, ORDINAL_POSITION",
            (meta, at) -> meta.getFunctionColumns(at.catalog(), at.schema(), at.table(), "%")),
    PSEUDO_COLUMNS(
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, DATA_TYPE, COLUMN_SIZE, DECIMAL_DIGITS,"
                    + " NUM_PREC_RADIX, COLUMN_USAGE, REMARKS, CHAR_OCTET_LENGTH, IS_NULLABLE",
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME",
            (meta, at) -> meta.getPseudoColumns(at.catalog(), at.schema(), at.table(), "%")),
    TABLE_PRIVILEGES(
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, GRANTOR, GRANTEE, PRIVILEGE, IS_GRANTABLE",
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, PRIVILEGE",
            (meta, at) -> meta.getTablePrivileges(at.catalog(), at.schema(), at.table())),
    COLUMN_PRIVILEGES(
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, GRANTOR, GRANTEE, PRIVILEGE, IS_GRANTABLE",
            "COLUMN_NAME, PRIVILEGE",
            (meta, at) -> meta.getColumnPrivileges(at.catalog(), at.schema(), at.table(), "%")),
    UDTS(
            "TYPE_CAT, TYPE_SCHEM, TYPE_NAME, CLASS_NAME, DATA_TYPE, REMARKS, BASE_TYPE",
            "DATA_TYPE, TYPE_CAT, TYPE_SCHEM, TYPE_NAME",
            (meta, at) -> meta.getUDTs(at.catalog(), at.schema(), at.table(), null)),
    ATTRIBUTES(
            "TYPE_CAT, TYPE_SCHEM, TYPE_NAME, ATTR_NAME, DATA_TYPE, ATTR_TYPE_NAME, ATTR_SIZE, DECIMAL_DIGITS,"
                    + " NUM_PREC_RADIX, NULLABLE, REMARKS, ATTR_DEF, SQL_DATA_TYPE, SQL_DATETIME_SUB,"
                    + " CHAR_OCTET_LENGTH, ORDINAL_POSITION, IS_NULLABLE, SCOPE_CATALOG, SCOPE_SCHEMA, SCOPE_TABLE,"
                    + " SOURCE_DATA_TYPE",
            "TYPE_CAT, TYPE_SCHEM, TYPE_NAME, ORDINAL_POSITION",
            (meta, at) -> meta.getAttributes(at.catalog(), at.schema(), at.table(), "%")),
    SUPER_TYPES(
            "TYPE_CAT, TYPE_SCHEM, TYPE_NAME, SUPERTYPE_CAT, SUPERTYPE_SCHEM, SUPERTYPE_NAME",
            "",
            (meta, at) -> meta.getSuperTypes(at.catalog(), at.schema(), at.table())),
    SUPER_TABLES(
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, SUPERTABLE_NAME",
            "",
            (meta, at) -> meta.getSuperTables(at.catalog(), at.schema(), at.table())),
    CLIENT_INFO_PROPERTIES(
            "NAME, MAX_LEN, DEFAULT_VALUE, DESCRIPTION", "NAME", (meta, at) -> meta.getClientInfoProperties());

    /** Where a method looks: the arguments that most of them have. */
    record At(String catalog, String schema, String table) {}

    /** A call of the method. */
    interface Call {
        ResultSet ask(DatabaseMetaData meta, At at) throws SQLException;
    }

    private static final class Foreign {
        static final String COLUMNS = "PKTABLE_CAT, PKTABLE_SCHEM, PKTABLE_NAME, PKCOLUMN_NAME, FKTABLE_CAT,"
                + " FKTABLE_SCHEM, FKTABLE_NAME, FKCOLUMN_NAME, KEY_SEQ, UPDATE_RULE, DELETE_RULE, FK_NAME, PK_NAME,"
                + " DEFERRABILITY";
    }

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> columns;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> order;

    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
    private final Call call;

    MetadataDeclaration(String columns, String order, Call call) {
        this.columns = List.of(columns.split(", "));
        this.order = order.isEmpty() ? List.of() : List.of(order.split(", "));
        this.call = call;
    }

    /** The labels in order; a star where any will do. */
    List<String> columns() {
        return columns;
    }

    /** The columns by which the rows are sorted. */
    List<String> order() {
        return order;
    }

    ResultSet ask(DatabaseMetaData meta, At at) throws SQLException {
        return call.ask(meta, at);
    }

    /** Whether the answer depends on where it looks. */
    boolean dependsOnTheCatalog() {
        return switch (this) {
            case CATALOGS, ALL_SCHEMAS, TABLE_TYPES, TYPE_INFO, CLIENT_INFO_PROPERTIES -> false;
            default -> true;
        };
    }
}
