package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Redshift's SHOW of databases, schemas, tables, keys, routines and grants: queries of views of the emulator's. */
final class ShowObjects {

    private static final String CATALOG = "pg_catalog.redshift_show_";

    private static final String GRANTS =
            "schema_name, object_name, object_type, privilege_type, identity_id, identity_name,"
                    + " identity_type, admin_option, privilege_scope, database_name, grantor_name";

    private static final String GRANTS_OF = "database_name, schema_name, object_name, object_type, privilege_type,"
            + " identity_id, identity_name, identity_type, privilege_scope, grantor_name";

    private final TokenList tokens;
    private final StringBuilder conditions = new StringBuilder("true");
    private int at;

    private ShowObjects(TokenList tokens) {
        this.tokens = tokens;
        this.at = tokens.next(tokens.first());
    }

    /** The query in the place of a SHOW; null where it shows a setting. */
    static @Nullable String query(TokenList tokens) throws EngineException {
        var show = new ShowObjects(tokens);
        String what = show.word();
        if (tokens.next(show.at) >= tokens.size() && !what.equals("databases")) {
            return null;
        }
        show.skip();
        return switch (what) {
            case "databases" -> show.databases();
            case "schemas" -> show.list("schemas", "database", "schema_name");
            case "tables" -> show.list("tables", "schema", "table_name", "schema_name");
            case "columns" -> show.list("columns", "table", "column_name", "schema_name", "table_name");
            case "procedures" -> show.list("procedures", "schema", "procedure_name", "schema_name");
            case "functions" -> show.list("functions", "schema", "function_name", "schema_name");
            case "constraints" -> show.constraints();
            case "parameters" -> show.parameters();
            case "grants" -> show.grants();
            case "column" -> show.columnGrants();
            case "table" -> show.definition("table", "Show Table DDL statement");
            case "view" -> show.definition("view", "Show View DDL statement");
            default -> null;
        };
    }

    private String databases() throws EngineException {
        if (word().equals("from")) {
            throw Dialect.failure("SHOW DATABASES FROM DATA CATALOG is not supported by the emulator");
        }
        return end("*", "databases", "database_name");
    }

    /** {@code FROM kind [database.]name… [LIKE pattern] [LIMIT n]}. */
    private String list(String view, String kind, String likeColumn, String... nameColumns) throws EngineException {
        expect("from", kind);
        names(nameColumns);
        return end("*", view, likeColumn);
    }

    private String constraints() throws EngineException {
        boolean primary = word().equals("primary");
        expect(primary ? "primary" : "foreign", "keys");
        boolean exported = !primary && word().equals("exported");
        if (exported) {
            skip();
        }
        expect("from", "table");
        String side = primary ? "" : exported ? "pk_" : "fk_";
        names(side + "schema_name", side + "table_name");
        return end("*", primary ? "primary_keys" : "foreign_keys", null);
    }

    private String parameters() throws EngineException {
        expect("of");
        boolean procedure = word().equals("procedure");
        expect(procedure ? "procedure" : "function");
        names("schema_name", "routine_name");
        conditions.append(" AND prokind = '").append(procedure ? 'p' : 'f').append('\'');
        arguments("argument_list");
        return end(
                "database_name, schema_name, routine_name AS %s_name, parameter_name, ordinal_position, parameter_type, data_type,"
                                .formatted(procedure ? "procedure" : "function")
                        + " character_maximum_length, numeric_precision, numeric_scale",
                "parameters",
                "parameter_name");
    }

    private String grants() throws EngineException {
        if (word().equals("for")) {
            identity();
            if (word().equals("from")) {
                expect("from", "database");
                names();
            }
            return endGrants(GRANTS_OF);
        }
        expect("on");
        String kind = word();
        switch (kind) {
            case "database" -> {
                skip();
                names();
                identity();
                return end("*", "database_grants", null);
            }
            case "schema" -> {
                skip();
                conditions.append(" AND object_type = 'SCHEMA'");
                names("schema_name");
            }
            case "function", "procedure" -> {
                skip();
                conditions.append(" AND object_type IN ('FUNCTION', 'PROCEDURE')");
                names("schema_name", "object_name");
                arguments("arguments");
            }
            default -> {
                if (kind.equals("table")) {
                    skip();
                }
                conditions.append(" AND object_type = 'TABLE'");
                names("schema_name", "object_name");
            }
        }
        identity();
        return endGrants(GRANTS);
    }

    private String endGrants(String columns) throws EngineException {
        return end(columns, null, null);
    }

    private String columnGrants() throws EngineException {
        expect("grants", "on", "table");
        names("schema_name", "table_name");
        identity();
        return end("*", "column_grants", "column_name");
    }

    /** {@code [FOR {name | ROLE name | PUBLIC}]}. */
    private void identity() throws EngineException {
        if (!word().equals("for")) {
            return;
        }
        skip();
        boolean role = word().equals("role");
        if (role) {
            skip();
        }
        String name = name();
        String type = role ? "role" : name.equals("public") ? "public" : "user";
        conditions.append(" AND identity_name = ").append(literal(name));
        conditions.append(" AND identity_type = ").append(literal(type));
    }

    private String definition(String kind, String label) throws EngineException {
        int start = at;
        var text = new StringBuilder();
        while (at < tokens.size() && (tokens.get(at).isName() || tokens.get(at).isSymbol("."))) {
            text.append(tokens.get(at).text());
            skip();
        }
        if (at == start || at < tokens.size()) {
            throw Dialect.syntaxError(tokens.get(at));
        }
        return "SELECT pg_catalog.redshift_show_%s(%s::regclass) AS \"%s\""
                .formatted(kind, literal(text.toString()), label);
    }

    /** The types within parentheses, if there are any. */
    private void arguments(String column) throws EngineException {
        if (!tokens.get(at).isSymbol("(")) {
            return;
        }
        var types = new ArrayList<String>();
        for (List<Token> argument : tokens.arguments(at)) {
            var text = new StringBuilder();
            for (Token token : argument) {
                text.append(token.kind() == Kind.QUOTED_NAME ? token.name() : token.text());
            }
            types.add("pg_catalog.redshift_type_name(%s::pg_catalog.regtype)".formatted(literal(text.toString())));
        }
        at = tokens.next(tokens.close(at));
        conditions.append(" AND ").append(column).append(" = ");
        conditions.append(types.isEmpty() ? "''" : "pg_catalog.concat_ws(', ', " + String.join(", ", types) + ")");
    }

    /** A name of as many parts as there are columns, with a database before them or without, or of the last parts only. */
    private void names(String... columns) throws EngineException {
        var names = new ArrayList<String>();
        names.add(name());
        while (tokens.get(at).isSymbol(".")) {
            skip();
            names.add(name());
        }
        if (names.size() > columns.length + 1) {
            throw Dialect.syntaxError(tokens.get(tokens.previous(at)));
        }
        if (names.size() > columns.length) {
            conditions
                    .append(" AND pg_catalog.redshift_here(")
                    .append(literal(names.remove(0)))
                    .append(')');
        }
        int missing = columns.length - names.size();
        for (int i = 0; i < names.size(); i++) {
            conditions
                    .append(" AND ")
                    .append(columns[missing + i])
                    .append(" = ")
                    .append(literal(names.get(i)));
        }
    }

    /** {@code [LIKE pattern] [LIMIT n]}, and nothing behind. */
    private String end(String columns, @Nullable String view, @Nullable String likeColumn) throws EngineException {
        if (word().equals("like") && likeColumn != null) {
            skip();
            conditions
                    .append(" AND ")
                    .append(likeColumn)
                    .append(" LIKE ")
                    .append(tokens.get(at).text());
            skip();
        }
        String limit = "";
        if (word().equals("limit")) {
            skip();
            limit = " LIMIT " + tokens.get(at).text();
            skip();
        }
        if (at < tokens.size()) {
            throw Dialect.syntaxError(tokens.get(at));
        }
        String from = view == null ? "pg_catalog.redshift_grants" : CATALOG + view;
        String grants = view == null ? " AND object_type <> 'COLUMN'" : "";
        return "SELECT " + columns + " FROM " + from + " WHERE " + conditions + grants + order(view, likeColumn)
                + limit;
    }

    private static String order(@Nullable String view, @Nullable String likeColumn) {
        if (view == null) {
            return " ORDER BY schema_name, object_name, identity_name, privilege_type";
        }
        return switch (view) {
            case "columns", "parameters" -> " ORDER BY ordinal_position";
            case "primary_keys" -> " ORDER BY key_seq";
            case "foreign_keys" -> " ORDER BY fk_schema_name, fk_table_name, fk_name, key_seq";
            default -> likeColumn == null ? " ORDER BY identity_name, privilege_type" : " ORDER BY " + likeColumn;
        };
    }

    private void expect(String... words) throws EngineException {
        for (String expected : words) {
            if (!word().equals(expected)) {
                throw Dialect.syntaxError(tokens.get(Math.min(at, tokens.size())));
            }
            skip();
        }
    }

    private String name() throws EngineException {
        Token token = tokens.get(at);
        if (!token.isName()) {
            throw Dialect.syntaxError(token);
        }
        skip();
        return token.kind() == Kind.QUOTED_NAME ? token.name() : token.word();
    }

    private String word() {
        return tokens.get(at).word();
    }

    private void skip() {
        at = tokens.next(at);
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
