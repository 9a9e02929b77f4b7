package io.github.redshiftdata.spark;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.jdbc.JdbcDialect;
import org.apache.spark.sql.jdbc.JdbcType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MetadataBuilder;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * Redshift behind the Data API, for Spark's JDBC source and its JDBC catalog. Only what Redshift computes as Spark would is
 * pushed down to it; Spark computes the rest on the rows.
 */
public final class RedshiftDataDialect extends JdbcDialect {

    private static final long serialVersionUID = 1L;

    private static final String URL_PREFIX = "jdbc:redshift-data:";

    /**
     * What gives the same in both. AVG does not: Redshift cuts the average of whole numbers to a whole number. Spark then
     * asks for SUM and COUNT. UPPER and LOWER do not: Spark changes letters that Redshift leaves as they are.
     */
    private static final Set<String> FUNCTIONS = Set.of("MAX", "MIN", "SUM", "COUNT", "ABS", "COALESCE");

    /** For Spark, which makes the dialects by their class names. */
    public RedshiftDataDialect() {}

    @Override
    public boolean canHandle(String url) {
        return url.startsWith(URL_PREFIX);
    }

    @Override
    public Option<DataType> getCatalystType(int sqlType, String typeName, int size, MetadataBuilder metadata) {
        return Option.apply(SparkTypes.read(typeName));
    }

    @Override
    public Option<JdbcType> getJDBCType(DataType type) {
        return Option.apply(SparkTypes.written(type));
    }

    @Override
    public String quoteIdentifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Quotes and backslashes doubled: Redshift takes the backslash in a literal for an escape. */
    @Override
    public @Nullable String escapeSql(@Nullable String value) {
        return value == null ? null : value.replace("\\", "\\\\").replace("'", "''");
    }

    @Override
    public Object compileValue(Object value) {
        var literal = PushedValues.literal(value);
        return literal == null ? super.compileValue(value) : literal;
    }

    /** The same digits. Spark's own rule takes them for those of Greenwich, and the column would have others. */
    @Override
    public LocalDateTime convertJavaTimestampToTimestampNTZ(Timestamp value) {
        return value.toLocalDateTime();
    }

    /** The same digits. */
    @Override
    public Timestamp convertTimestampNTZToJavaTimestamp(LocalDateTime value) {
        return Timestamp.valueOf(value);
    }

    @Override
    public boolean isSupportedFunction(String name) {
        return FUNCTIONS.contains(name);
    }

    /** None where Redshift would compute something else than Spark: then Spark filters the rows itself. */
    @Override
    public Option<String> compileExpression(Expression expression) {
        try {
            return Option.apply(new PushedSql(this).build(expression));
        } catch (RuntimeException e) {
            logDebug(() -> "Not pushed down: " + expression);
            return Option.empty();
        }
    }

    @Override
    public String getTableExistsQuery(String table) {
        return "SELECT 1 FROM " + table + " WHERE 1=0";
    }

    @Override
    public Option<Object> isCascadingTruncateTable() {
        return Option.apply(false);
    }

    @Override
    public boolean supportsLimit() {
        return true;
    }

    @Override
    public boolean supportsOffset() {
        return true;
    }

    /** Spark 4.0 does not ask this, and the class is compiled for it, too. */
    @SuppressWarnings("MissingOverride")
    public boolean isObjectNotFoundException(SQLException e) {
        return "42P01".equals(e.getSQLState()) || "3F000".equals(e.getSQLState());
    }

    /** Spark 4.0 does not ask this either. */
    @SuppressWarnings("MissingOverride")
    public boolean isSyntaxErrorBestEffort(SQLException e) {
        return "42601".equals(e.getSQLState());
    }

    @Override
    public String renameTable(Identifier from, Identifier to) {
        return "ALTER TABLE " + getFullyQualifiedQuotedTableName(from) + " RENAME TO " + quoteIdentifier(to.name());
    }

    @Override
    public String getUpdateColumnTypeQuery(String table, String column, String type) {
        return "ALTER TABLE " + table + " ALTER COLUMN " + quoteIdentifier(column) + " TYPE " + type;
    }

    /**
     * Refuses: Redshift cannot change whether a column of a table may be null.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public String getUpdateColumnNullabilityQuery(String table, String column, boolean nullable) {
        throw new UnsupportedOperationException("Redshift cannot change whether the column '" + column
                + "' may be null. Create a new table and copy the rows.");
    }
}
