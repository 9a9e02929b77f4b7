package io.github.redshiftdata.shell.output;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A column of a result.
 *
 * @param name its label
 * @param kind what its values are
 */
public record Column(String name, Kind kind) {

    /** What the values of a column are, for the formats that tell them apart. */
    public enum Kind {
        NUMBER,
        BOOLEAN,
        /** SUPER, whose text is JSON. */
        JSON,
        TEXT
    }

    /** A column of texts. */
    public static Column text(String name) {
        return new Column(name, Kind.TEXT);
    }

    /** The columns of a result. */
    public static List<Column> of(ResultSetMetaData metaData) throws SQLException {
        var columns = new ArrayList<Column>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            columns.add(new Column(
                    metaData.getColumnLabel(i), kind(metaData.getColumnType(i), metaData.getColumnTypeName(i))));
        }
        return List.copyOf(columns);
    }

    private static Kind kind(int type, String typeName) {
        return switch (type) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.NUMERIC,
                    Types.DECIMAL -> Kind.NUMBER;
            case Types.BIT, Types.BOOLEAN -> Kind.BOOLEAN;
            default -> typeName.toLowerCase(Locale.ROOT).equals("super") ? Kind.JSON : Kind.TEXT;
        };
    }
}
