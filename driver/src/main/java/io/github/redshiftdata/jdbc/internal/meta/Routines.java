package io.github.redshiftdata.jdbc.internal.meta;

import io.github.redshiftdata.jdbc.internal.types.RedshiftType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads procedures and functions, with their parameters, by SQL on the catalog. */
public final class Routines {

    private record RoutinesKey(@Nullable String schema, @Nullable String name) {}

    private record TypeNamesKey() {}

    /**
     * A procedure or function.
     *
     * @param specificName tells overloaded routines apart: the name with the number (OID) of the routine
     * @param returnType null for procedures
     */
    public record Routine(
            String schema,
            String name,
            String specificName,
            boolean procedure,
            boolean returnsSet,
            @Nullable RedshiftType returnType,
            List<Parameter> parameters,
            @Nullable String remarks) {}

    /**
     * A parameter.
     *
     * @param name the name; "" if it has none
     * @param mode i (IN), o (OUT), b (INOUT), t (a column of a table function)
     */
    public record Parameter(String name, char mode, RedshiftType type) {}

    private static final String TYPE_NAMES = "SELECT t.oid, t.typname FROM pg_catalog.pg_type t";

    private static final String ROUTINES =
            "SELECT n.nspname, i.proname, i.prooid, i.prokind, p.proretset, p.prorettype,"
                    + " i.proargtypes, i.proallargtypes, i.proargmodes, p.proargnames, d.description"
                    + " FROM pg_catalog.pg_proc_info i JOIN pg_catalog.pg_namespace n ON n.oid = i.pronamespace"
                    + " JOIN pg_catalog.pg_proc p ON p.oid = i.prooid"
                    + " LEFT JOIN pg_catalog.pg_description d ON d.objoid = p.oid AND d.classoid = p.tableoid"
                    + " WHERE i.prokind IN ('f', 'p')";

    private final SqlRows sql;
    private final CatalogCache cache;

    Routines(SqlRows sql, CatalogCache cache) {
        this.sql = sql;
        this.cache = cache;
    }

    /** The routines that match. */
    public List<Routine> find(NamePattern schema, NamePattern name) throws SQLException {
        if (schema.matchesNothing() || name.matchesNothing()) {
            return List.of();
        }
        Optional<List<Routine>> whole = cache.find(new RoutinesKey(schema.text(), null));
        var key = new RoutinesKey(schema.text(), name.text());
        var routines = whole.isPresent() ? whole.get() : cache.get(key, List::size, () -> read(schema, name));
        return routines.stream().filter(routine -> name.matches(routine.name())).toList();
    }

    private List<Routine> read(NamePattern schema, NamePattern name) throws SQLException {
        var types = cache.get(new TypeNamesKey(), Map::size, this::typeNames);
        var conditions = " AND " + schema.condition("n.nspname") + " AND " + name.condition("i.proname");
        var routines = new ArrayList<Routine>();
        for (var row : sql.query(ROUTINES + conditions)) {
            routines.add(routine(row, types));
        }
        return routines;
    }

    private Map<String, String> typeNames() throws SQLException {
        var names = new HashMap<String, String>();
        for (var row : sql.query(TYPE_NAMES)) {
            names.put(SqlCatalog.text(row, 0), SqlCatalog.text(row, 1));
        }
        return names;
    }

    private static Routine routine(List<@Nullable String> row, Map<String, String> types) {
        var procedure = "p".equals(row.get(3));
        var returnType = procedure ? null : type(SqlCatalog.text(row, 5), types);
        return new Routine(
                SqlCatalog.text(row, 0),
                SqlCatalog.text(row, 1),
                SqlCatalog.text(row, 1) + "_" + SqlCatalog.text(row, 2),
                procedure,
                SqlCatalog.isTrue(row.get(4)),
                returnType,
                parameters(row, types),
                row.get(10));
    }

    private static List<Parameter> parameters(List<@Nullable String> row, Map<String, String> types) {
        var all = TextArray.elements(row.get(7));
        var oids = all.isEmpty() ? TextArray.elements(row.get(6)) : all;
        var modes = TextArray.elements(row.get(8));
        var names = TextArray.elements(row.get(9));
        var parameters = new ArrayList<Parameter>();
        for (var i = 0; i < oids.size(); i++) {
            var mode =
                    i < modes.size() && !modes.get(i).isEmpty() ? modes.get(i).charAt(0) : 'i';
            parameters.add(new Parameter(i < names.size() ? names.get(i) : "", mode, type(oids.get(i), types)));
        }
        return parameters;
    }

    private static RedshiftType type(String oid, Map<String, String> types) {
        return RedshiftType.ofServiceName(types.getOrDefault(oid, "text"));
    }
}
