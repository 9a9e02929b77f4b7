package io.github.redshiftdata.jdbc.internal.meta;

import io.github.redshiftdata.jdbc.internal.result.ListCursor;
import io.github.redshiftdata.jdbc.internal.types.RedshiftType;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The results of DatabaseMetaData about procedures and functions. */
public final class RoutineMetadata {

    private final String database;
    private final Routines routines;

    RoutineMetadata(String database, Routines routines) {
        this.database = database;
        this.routines = routines;
    }

    private List<Routines.Routine> find(
            boolean procedures, @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
            throws SQLException {
        if (catalog != null && !catalog.equals(database)) {
            return List.of();
        }
        return routines.find(NamePattern.of(schemaPattern), NamePattern.of(namePattern)).stream()
                .filter(routine -> routine.procedure() == procedures)
                .toList();
    }

    public ListCursor procedures(@Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
            throws SQLException {
        return MetadataResult.PROCEDURES.cursor(find(true, catalog, schemaPattern, namePattern).stream()
                .map(routine -> new @Nullable Object[] {
                    database,
                    routine.schema(),
                    routine.name(),
                    null,
                    null,
                    null,
                    routine.remarks(),
                    (short) DatabaseMetaData.procedureNoResult,
                    routine.specificName()
                })
                .toList());
    }

    public ListCursor functions(@Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
            throws SQLException {
        return MetadataResult.FUNCTIONS.cursor(find(false, catalog, schemaPattern, namePattern).stream()
                .map(routine -> new @Nullable Object[] {
                    database,
                    routine.schema(),
                    routine.name(),
                    routine.remarks(),
                    (short)
                            (routine.returnsSet()
                                    ? DatabaseMetaData.functionReturnsTable
                                    : DatabaseMetaData.functionNoTable),
                    routine.specificName()
                })
                .toList());
    }

    public ListCursor procedureColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String namePattern,
            @Nullable String columnPattern)
            throws SQLException {
        var columns = NamePattern.of(columnPattern);
        var rows = new ArrayList<@Nullable Object[]>();
        for (var routine : find(true, catalog, schemaPattern, namePattern)) {
            var position = 0;
            for (var parameter : routine.parameters()) {
                position++;
                if (columns.matches(parameter.name())) {
                    rows.add(procedureColumn(routine, parameter, position));
                }
            }
        }
        return MetadataResult.PROCEDURE_COLUMNS.cursor(rows);
    }

    private @Nullable Object[] procedureColumn(Routines.Routine routine, Routines.Parameter parameter, int position) {
        var type = parameter.type();
        return new @Nullable Object[] {
            database,
            routine.schema(),
            routine.name(),
            parameter.name(),
            (short) procedureMode(parameter.mode()),
            type.jdbcType(),
            type.serviceName(),
            null,
            null,
            null,
            null,
            (short) DatabaseMetaData.procedureNullableUnknown,
            null,
            null,
            null,
            null,
            null,
            position,
            "",
            routine.specificName()
        };
    }

    private static int procedureMode(char mode) {
        return switch (mode) {
            case 'o' -> DatabaseMetaData.procedureColumnOut;
            case 'b' -> DatabaseMetaData.procedureColumnInOut;
            case 't' -> DatabaseMetaData.procedureColumnResult;
            default -> DatabaseMetaData.procedureColumnIn;
        };
    }

    public ListCursor functionColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String namePattern,
            @Nullable String columnPattern)
            throws SQLException {
        var columns = NamePattern.of(columnPattern);
        var rows = new ArrayList<@Nullable Object[]>();
        for (var routine : find(false, catalog, schemaPattern, namePattern)) {
            var returnType = routine.returnType();
            var outputs = routine.parameters().stream().anyMatch(parameter -> parameter.mode() != 'i');
            if (returnType != null && !outputs && columns.matches("returnValue")) {
                rows.add(functionColumn(routine, "returnValue", DatabaseMetaData.functionReturn, returnType, 0));
            }
            var position = 0;
            for (var parameter : routine.parameters()) {
                position++;
                if (columns.matches(parameter.name())) {
                    rows.add(functionColumn(
                            routine, parameter.name(), functionMode(parameter.mode()), parameter.type(), position));
                }
            }
        }
        return MetadataResult.FUNCTION_COLUMNS.cursor(rows);
    }

    private @Nullable Object[] functionColumn(
            Routines.Routine routine, String name, int mode, RedshiftType type, int position) {
        return new @Nullable Object[] {
            database,
            routine.schema(),
            routine.name(),
            name,
            (short) mode,
            type.jdbcType(),
            type.serviceName(),
            null,
            null,
            null,
            null,
            (short) DatabaseMetaData.functionNullableUnknown,
            null,
            null,
            position,
            "",
            routine.specificName()
        };
    }

    private static int functionMode(char mode) {
        return switch (mode) {
            case 'o' -> DatabaseMetaData.functionColumnOut;
            case 'b' -> DatabaseMetaData.functionColumnInOut;
            case 't' -> DatabaseMetaData.functionColumnResult;
            default -> DatabaseMetaData.functionColumnIn;
        };
    }
}
