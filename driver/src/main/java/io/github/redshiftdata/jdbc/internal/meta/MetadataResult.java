package io.github.redshiftdata.jdbc.internal.meta;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.result.ListCursor;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The results of DatabaseMetaData: their columns, and the order of their rows, as its Javadoc says. A column is a text
 * unless another type follows its name.
 */
public enum MetadataResult {
    CATALOGS("TABLE_CAT", "TABLE_CAT"),
    SCHEMAS("TABLE_SCHEM TABLE_CATALOG", "TABLE_CATALOG TABLE_SCHEM"),
    TABLE_TYPES("TABLE_TYPE", "TABLE_TYPE"),
    TABLES(
            "TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME"
                    + " SELF_REFERENCING_COL_NAME REF_GENERATION",
            "TABLE_TYPE TABLE_CAT TABLE_SCHEM TABLE_NAME"),
    COLUMNS(
            "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:int4 TYPE_NAME COLUMN_SIZE:int4 BUFFER_LENGTH:int4"
                    + " DECIMAL_DIGITS:int4 NUM_PREC_RADIX:int4 NULLABLE:int4 REMARKS COLUMN_DEF SQL_DATA_TYPE:int4"
                    + " SQL_DATETIME_SUB:int4 CHAR_OCTET_LENGTH:int4 ORDINAL_POSITION:int4 IS_NULLABLE SCOPE_CATALOG"
                    + " SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE:int2 IS_AUTOINCREMENT IS_GENERATEDCOLUMN",
            "TABLE_CAT TABLE_SCHEM TABLE_NAME ORDINAL_POSITION"),
    PRIMARY_KEYS("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ:int2 PK_NAME", "COLUMN_NAME"),
    // the columns of one key stand together, so that readers can group them
    IMPORTED_KEYS(
            Text.FOREIGN_KEYS, "PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME FK_NAME FKTABLE_SCHEM FKTABLE_NAME KEY_SEQ"),
    EXPORTED_KEYS(Text.FOREIGN_KEYS, "FKTABLE_CAT FKTABLE_SCHEM FKTABLE_NAME FK_NAME KEY_SEQ"),
    CROSS_REFERENCE(Text.FOREIGN_KEYS, "FKTABLE_CAT FKTABLE_SCHEM FKTABLE_NAME FK_NAME KEY_SEQ"),
    BEST_ROW_IDENTIFIER(
            "SCOPE:int2 COLUMN_NAME DATA_TYPE:int4 TYPE_NAME COLUMN_SIZE:int4 BUFFER_LENGTH:int4 DECIMAL_DIGITS:int2"
                    + " PSEUDO_COLUMN:int2",
            "SCOPE"),
    VERSION_COLUMNS(
            "SCOPE:int2 COLUMN_NAME DATA_TYPE:int4 TYPE_NAME COLUMN_SIZE:int4 BUFFER_LENGTH:int4 DECIMAL_DIGITS:int2"
                    + " PSEUDO_COLUMN:int2",
            ""),
    INDEX_INFO(
            "TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE:bool INDEX_QUALIFIER INDEX_NAME TYPE:int2 ORDINAL_POSITION:int2"
                    + " COLUMN_NAME ASC_OR_DESC CARDINALITY:int8 PAGES:int8 FILTER_CONDITION",
            "NON_UNIQUE TYPE INDEX_NAME ORDINAL_POSITION"),
    TYPE_INFO(
            "TYPE_NAME DATA_TYPE:int4 PRECISION:int4 LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS NULLABLE:int2"
                    + " CASE_SENSITIVE:bool SEARCHABLE:int2 UNSIGNED_ATTRIBUTE:bool FIXED_PREC_SCALE:bool"
                    + " AUTO_INCREMENT:bool LOCAL_TYPE_NAME MINIMUM_SCALE:int2 MAXIMUM_SCALE:int2 SQL_DATA_TYPE:int4"
                    + " SQL_DATETIME_SUB:int4 NUM_PREC_RADIX:int4",
            "DATA_TYPE"),
    PROCEDURES(
            "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME RESERVED1 RESERVED2 RESERVED3 REMARKS PROCEDURE_TYPE:int2"
                    + " SPECIFIC_NAME",
            "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME SPECIFIC_NAME"),
    PROCEDURE_COLUMNS(
            "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME COLUMN_NAME COLUMN_TYPE:int2 DATA_TYPE:int4 TYPE_NAME"
                    + " PRECISION:int4 LENGTH:int4 SCALE:int2 RADIX:int2 NULLABLE:int2 REMARKS COLUMN_DEF"
                    + " SQL_DATA_TYPE:int4 SQL_DATETIME_SUB:int4 CHAR_OCTET_LENGTH:int4 ORDINAL_POSITION:int4"
                    + " IS_NULLABLE SPECIFIC_NAME",
            "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME SPECIFIC_NAME"),
    FUNCTIONS(
            "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE:int2 SPECIFIC_NAME",
            "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME SPECIFIC_NAME"),
    FUNCTION_COLUMNS(
            "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME COLUMN_NAME COLUMN_TYPE:int2 DATA_TYPE:int4 TYPE_NAME"
                    + " PRECISION:int4 LENGTH:int4 SCALE:int2 RADIX:int2 NULLABLE:int2 REMARKS CHAR_OCTET_LENGTH:int4"
                    + " ORDINAL_POSITION:int4 IS_NULLABLE SPECIFIC_NAME",
            "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME SPECIFIC_NAME"),
    TABLE_PRIVILEGES(
            "TABLE_CAT TABLE_SCHEM TABLE_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE",
            "TABLE_CAT TABLE_SCHEM TABLE_NAME PRIVILEGE"),
    COLUMN_PRIVILEGES(
            "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE",
            "COLUMN_NAME PRIVILEGE"),
    PSEUDO_COLUMNS(
            "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:int4 COLUMN_SIZE:int4 DECIMAL_DIGITS:int4"
                    + " NUM_PREC_RADIX:int4 COLUMN_USAGE REMARKS CHAR_OCTET_LENGTH:int4 IS_NULLABLE",
            "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME"),
    UDTS(
            "TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE:int4 REMARKS BASE_TYPE:int2",
            "DATA_TYPE TYPE_CAT TYPE_SCHEM TYPE_NAME"),
    ATTRIBUTES(
            "TYPE_CAT TYPE_SCHEM TYPE_NAME ATTR_NAME DATA_TYPE:int4 ATTR_TYPE_NAME ATTR_SIZE:int4 DECIMAL_DIGITS:int4"
                    + " NUM_PREC_RADIX:int4 NULLABLE:int4 REMARKS ATTR_DEF SQL_DATA_TYPE:int4 SQL_DATETIME_SUB:int4"
                    + " CHAR_OCTET_LENGTH:int4 ORDINAL_POSITION:int4 IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE"
                    + " SOURCE_DATA_TYPE:int2",
            "TYPE_CAT TYPE_SCHEM TYPE_NAME ORDINAL_POSITION"),
    SUPER_TYPES("TYPE_CAT TYPE_SCHEM TYPE_NAME SUPERTYPE_CAT SUPERTYPE_SCHEM SUPERTYPE_NAME", ""),
    SUPER_TABLES("TABLE_CAT TABLE_SCHEM TABLE_NAME SUPERTABLE_NAME", ""),
    CLIENT_INFO_PROPERTIES("NAME MAX_LEN:int4 DEFAULT_VALUE DESCRIPTION", "NAME");

    /** Column lists that several results share. */
    private static final class Text {
        static final String FOREIGN_KEYS = "PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME PKCOLUMN_NAME FKTABLE_CAT"
                + " FKTABLE_SCHEM FKTABLE_NAME FKCOLUMN_NAME KEY_SEQ:int2 UPDATE_RULE:int2 DELETE_RULE:int2 FK_NAME"
                + " PK_NAME DEFERRABILITY:int2";
    }

    @SuppressWarnings("Immutable") // made by toList, which gives immutable lists
    private final List<ColumnMetadata> columns;

    @SuppressWarnings("Immutable") // made of field indexes only
    private final Comparator<@Nullable Object[]> order;

    MetadataResult(String columns, String order) {
        this.columns = words(columns).map(MetadataResult::column).toList();
        this.order = order(order);
    }

    private static ColumnMetadata column(String declaration) {
        var colon = declaration.indexOf(':');
        var name = colon < 0 ? declaration : declaration.substring(0, colon);
        var type = colon < 0 ? "varchar" : declaration.substring(colon + 1);
        var number = type.startsWith("int");
        var precision =
                switch (type) {
                    case "int2" -> 5;
                    case "int4" -> 10;
                    case "int8" -> 19;
                    case "bool" -> 1;
                    default -> 65535;
                };
        return new ColumnMetadata(
                name, name, type, precision, 0, 0, 1, number, type.equals("varchar"), false, "", "", "");
    }

    private Comparator<@Nullable Object[]> order(String names) {
        var indexes = words(names).map(this::indexOf).toList();
        return (left, right) -> {
            for (var index : indexes) {
                var comparison = compare(left[index], right[index]);
                if (comparison != 0) {
                    return comparison;
                }
            }
            return 0;
        };
    }

    private static Stream<String> words(String text) {
        return Collections.list(new StringTokenizer(text)).stream().map(String.class::cast);
    }

    private int indexOf(String name) {
        for (var i = 0; i < columns.size(); i++) {
            if (columns.get(i).label().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name() + " has no column " + name);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the values of one column are of one class
    private static int compare(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b ? 0 : a == null ? -1 : 1;
        }
        return ((Comparable) a).compareTo(b);
    }

    /** The columns, in order. */
    public List<ColumnMetadata> columns() {
        return columns;
    }

    /** The rows in the order that the Javadoc asks for; rows that are equal in that order keep theirs. */
    public ListCursor cursor(List<@Nullable Object[]> rows) {
        rows.forEach(this::requireEveryColumn);
        return new ListCursor(columns, rows.stream().sorted(order).toList());
    }

    /** A value too few or too many would put all that follow it under wrong names. */
    private void requireEveryColumn(@Nullable Object[] row) {
        if (row.length != columns.size()) {
            throw new IllegalStateException(
                    name() + " has " + columns.size() + " columns, but a row has " + row.length + " values");
        }
    }

    /** A result without rows. */
    public ListCursor empty() {
        return new ListCursor(columns, List.of());
    }
}
