package io.github.redshiftdata.jdbc.internal.meta;

import io.github.redshiftdata.jdbc.internal.result.ListCursor;
import io.github.redshiftdata.jdbc.internal.types.RedshiftType;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** The result of getTypeInfo: one row for each type, under the name that columns and results use for it. */
public final class TypeInfo {

    private TypeInfo() {}

    public static ListCursor cursor() {
        var rows = new ArrayList<@Nullable Object[]>();
        for (var type : RedshiftType.values()) {
            if (type != RedshiftType.OTHER) {
                rows.add(row(type));
            }
        }
        return MetadataResult.TYPE_INFO.cursor(rows);
    }

    private static @Nullable Object[] row(RedshiftType type) {
        var size = TypeSize.of(type);
        return new @Nullable Object[] {
            type.serviceName(),
            type.jdbcType(),
            size.precision(),
            type.literalPrefix(),
            type.literalSuffix(),
            parameters(type),
            (short) DatabaseMetaData.typeNullable,
            type.isCaseSensitive(),
            (short) DatabaseMetaData.typeSearchable,
            !type.isSigned(),
            false,
            type == RedshiftType.INTEGER || type == RedshiftType.BIGINT,
            null,
            (short) 0,
            (short) (type == RedshiftType.NUMERIC ? 37 : size.scale()),
            null,
            null,
            10
        };
    }

    private static @Nullable String parameters(RedshiftType type) {
        return switch (type) {
            case NUMERIC -> "precision,scale";
            case CHAR, VARCHAR, VARBYTE -> "length";
            default -> null;
        };
    }
}
