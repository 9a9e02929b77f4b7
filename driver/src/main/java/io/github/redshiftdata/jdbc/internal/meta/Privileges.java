package io.github.redshiftdata.jdbc.internal.meta;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rights of users on tables, read from the tables' access lists. */
public final class Privileges {

    /** The letters of an access list, in its own order. */
    private static final Map<Character, String> NAMES = Map.of(
            'r', "SELECT",
            'w', "UPDATE",
            'a', "INSERT",
            'd', "DELETE",
            'D', "TRUNCATE",
            'R', "RULE",
            'x', "REFERENCES",
            't', "TRIGGER",
            'P', "DROP",
            'A', "ALTER");

    /** The rights of an owner whose table has no access list. */
    private static final String OWNER_LETTERS = "arwdx";

    private static final String TABLES = "SELECT n.nspname, c.relname, u.usename, c.relacl"
            + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " LEFT JOIN pg_catalog.pg_user u ON u.usesysid = c.relowner"
            + " WHERE c.relkind IN ('r', 'v', 'm', 'p')";

    private final SqlRows sql;

    Privileges(SqlRows sql) {
        this.sql = sql;
    }

    /** One right of one user, group or PUBLIC. */
    public record Privilege(
            String schema, String table, String grantor, String grantee, String name, boolean grantable) {}

    /** The rights on the tables that match. */
    public List<Privilege> find(NamePattern schema, NamePattern table) throws SQLException {
        if (schema.matchesNothing() || table.matchesNothing()) {
            return List.of();
        }
        var privileges = new ArrayList<Privilege>();
        var conditions = " AND " + schema.condition("n.nspname") + " AND " + table.condition("c.relname");
        for (var row : sql.query(TABLES + conditions)) {
            privileges(row, privileges);
        }
        return privileges;
    }

    private static void privileges(List<@Nullable String> row, List<Privilege> privileges) {
        var schema = SqlCatalog.text(row, 0);
        var table = SqlCatalog.text(row, 1);
        var owner = SqlCatalog.text(row, 2);
        var items = TextArray.elements(row.get(3));
        if (items.isEmpty()) {
            items = List.of(owner + "=" + OWNER_LETTERS + "/" + owner);
        }
        for (var item : items) {
            add(schema, table, owner, item, privileges);
        }
    }

    /**
     * Adds the rights of one item, {@code grantee=letters/grantor}. A star after a letter means that the grantee may
     * grant the right to others.
     */
    private static void add(String schema, String table, String owner, String item, List<Privilege> privileges) {
        var equals = item.lastIndexOf('=');
        var slash = item.indexOf('/', equals + 1);
        if (equals < 0 || slash < 0) {
            return;
        }
        var grantee = equals == 0 ? "PUBLIC" : item.substring(0, equals);
        var grantor = item.substring(slash + 1);
        for (var i = equals + 1; i < slash; i++) {
            var name = NAMES.get(item.charAt(i));
            if (name != null) {
                var grantable = item.charAt(i + 1) == '*' || grantee.equals(owner);
                privileges.add(new Privilege(schema, table, grantor, grantee, name, grantable));
            }
        }
    }
}
