package io.github.redshiftdata.spark;

import java.sql.Types;
import java.util.Map;
import org.apache.spark.sql.jdbc.JdbcType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.VarcharType;
import org.jspecify.annotations.Nullable;

/** The types of Redshift and those of Spark, where Spark's own rules do not meet. */
final class SparkTypes {

    private static final int LONGEST_TEXT = 65_535;
    /** Redshift counts bytes, Spark characters. */
    private static final int LONGEST_CHARACTER = 4;

    private static final int LARGEST_SCALE = 37;

    private static final Map<String, DataType> READ = Map.ofEntries(
            Map.entry("int2", DataTypes.ShortType),
            Map.entry("float4", DataTypes.FloatType),
            Map.entry("timestamptz", DataTypes.TimestampType),
            Map.entry("timetz", DataTypes.StringType),
            Map.entry("text", DataTypes.StringType),
            Map.entry("name", DataTypes.StringType),
            Map.entry("super", DataTypes.StringType),
            Map.entry("intervaly2m", DataTypes.StringType),
            Map.entry("intervald2s", DataTypes.StringType),
            Map.entry("hllsketch", DataTypes.StringType));

    private SparkTypes() {}

    /** The type of a column, or null where Spark's own rule is right. */
    static @Nullable DataType read(String typeName) {
        return READ.get(typeName);
    }

    /** The type of a column that Spark creates, or null where Spark's own rule is right. */
    static @Nullable JdbcType written(DataType type) {
        if (type instanceof VarcharType text) {
            return text(text.length());
        }
        if (type instanceof CharType text) {
            return text(text.length());
        }
        if (type instanceof StringType) {
            return new JdbcType("VARCHAR(" + LONGEST_TEXT + ")", Types.VARCHAR);
        }
        if (type instanceof DecimalType decimal) {
            return new JdbcType(
                    "DECIMAL(" + decimal.precision() + "," + Math.min(decimal.scale(), LARGEST_SCALE) + ")",
                    Types.DECIMAL);
        }
        return plain(type);
    }

    /** A text of so many characters. */
    private static JdbcType text(int characters) {
        long bytes = Math.min((long) characters * LONGEST_CHARACTER, LONGEST_TEXT);
        return new JdbcType("VARCHAR(" + bytes + ")", Types.VARCHAR);
    }

    private static @Nullable JdbcType plain(DataType type) {
        if (type instanceof BooleanType) {
            return new JdbcType("BOOLEAN", Types.BOOLEAN);
        } else if (type instanceof ByteType || type instanceof ShortType) {
            return new JdbcType("SMALLINT", Types.SMALLINT);
        } else if (type instanceof FloatType) {
            return new JdbcType("REAL", Types.REAL);
        } else if (type instanceof DoubleType) {
            return new JdbcType("DOUBLE PRECISION", Types.DOUBLE);
        } else if (type instanceof BinaryType) {
            return new JdbcType("VARBYTE(1024000)", Types.VARBINARY);
        } else if (type instanceof TimestampType) {
            return new JdbcType("TIMESTAMPTZ", Types.TIMESTAMP);
        } else if (type instanceof TimestampNTZType) {
            return new JdbcType("TIMESTAMP", Types.TIMESTAMP);
        }
        return null;
    }
}
