package io.github.redshiftdata.spark;

import java.util.Set;
import org.apache.spark.sql.jdbc.JdbcDialect;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;

/** Filters and aggregates as SQL of Redshift. What the two compute differently is refused, and then stays with Spark. */
final class PushedSql extends JdbcDialect.JDBCSQLBuilder {

    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "&", "|");
    private static final Set<String> FIELDS = Set.of("YEAR", "MONTH", "DAY");

    PushedSql(JdbcDialect dialect) {
        dialect.super();
    }

    @Override
    public String visitStartsWith(String value, String start) {
        return like(value, "", start, "%");
    }

    @Override
    public String visitEndsWith(String value, String end) {
        return like(value, "%", end, "");
    }

    @Override
    public String visitContains(String value, String part) {
        return like(value, "%", part, "%");
    }

    /**
     * A pattern around a text. The literal of the text has its backslashes doubled already, as the literal of the pattern
     * needs it; to mean themselves in the pattern, they are doubled once more.
     */
    private static String like(String value, String before, String literal, String behind) {
        if (!literal.startsWith("'") || !literal.endsWith("'")) {
            throw new UnsupportedOperationException("a pattern that is no literal");
        }
        var text = literal.substring(1, literal.length() - 1)
                .replace("\\", "\\\\")
                .replace("%", "\\\\%")
                .replace("_", "\\\\_");
        return value + " LIKE '" + before + text + behind + "' ESCAPE '\\\\'";
    }

    /** Without division, remainder and exclusive or: types, signs and meaning differ. */
    @Override
    public String visitBinaryArithmetic(String name, String left, String right) {
        if (!ARITHMETIC.contains(name)) {
            throw new UnsupportedOperationException(name);
        }
        return super.visitBinaryArithmetic(name, left, right);
    }

    /** Of whole numbers to whole numbers only: other casts round or write differently. */
    @Override
    public String visitCast(String value, DataType from, DataType to) {
        if (!whole(from) || !whole(to)) {
            throw new UnsupportedOperationException("cast of " + from + " to " + to);
        }
        return super.visitCast(value, from, to);
    }

    private static boolean whole(DataType type) {
        return type instanceof ByteType
                || type instanceof ShortType
                || type instanceof IntegerType
                || type instanceof LongType;
    }

    /** Without hours and minutes: those of Spark are of the zone of its session, which Redshift does not know. */
    @Override
    public String visitExtract(String field, String source) {
        if (!FIELDS.contains(field)) {
            throw new UnsupportedOperationException(field);
        }
        return super.visitExtract(field, source);
    }
}
