package io.github.redshiftdata.emulator.engine;

import java.util.Set;

/** SHOW of a setting that PostgreSQL does not have, and SHOW DATABASES, SCHEMAS, TABLES and COLUMNS. */
final class ShowCommand {

    /** What is listed and no setting. */
    static final Set<String> LISTS = Set.of("databases", "schemas", "tables", "columns");

    private ShowCommand() {}

    static void rewrite(TokenList tokens, Set<String> redshiftSettings) {
        int what = tokens.next(tokens.first());
        String word = tokens.get(what).word();
        if (redshiftSettings.contains(word)) {
            String missing = word.startsWith("enable_") || word.startsWith("describe_") ? "off" : "";
            tokens.replace(
                    0,
                    tokens.size(),
                    "SELECT coalesce(current_setting('redshift.%s', true), '%s') AS %s".formatted(word, missing, word));
            return;
        }
        switch (word) {
            case "databases" -> list(tokens, "pg_catalog.svv_redshift_databases", "database_name", "");
            case "schemas" -> list(tokens, "pg_catalog.svv_all_schemas", "schema_name", "");
            case "tables" -> list(tokens, "pg_catalog.svv_all_tables", "table_name", "schema_name");
            case "columns" -> list(tokens, "pg_catalog.svv_all_columns", "column_name", "schema_name,table_name");
            default -> {}
        }
    }

    /** {@code SHOW what FROM kind [[database.]schema.]name [LIKE pattern] [LIMIT n]}. */
    private static void list(TokenList tokens, String view, String likeColumn, String nameColumns) {
        var sql = new StringBuilder("SELECT * FROM " + view + " WHERE true");
        int from = tokens.find(tokens.first(), "from");
        if (from >= 0 && !nameColumns.isEmpty()) {
            appendNames(sql, tokens, tokens.after(from, 2), nameColumns.split(",", -1));
        }
        int like = tokens.find(tokens.first(), "like");
        if (like >= 0 && !likeColumn.isEmpty()) {
            sql.append(" AND ").append(likeColumn).append(" LIKE ");
            sql.append(tokens.get(tokens.next(like)).text());
        }
        int limit = tokens.find(tokens.first(), "limit");
        if (limit >= 0) {
            sql.append(" LIMIT ").append(tokens.get(tokens.next(limit)).text());
        }
        tokens.replace(0, tokens.size(), sql.toString());
    }

    private static void appendNames(StringBuilder sql, TokenList tokens, int nameStart, String[] columns) {
        var names = new java.util.ArrayList<String>();
        int at = nameStart;
        names.add(unquoted(tokens.get(at)));
        while (tokens.get(tokens.next(at)).isSymbol(".")) {
            at = tokens.after(at, 2);
            names.add(unquoted(tokens.get(at)));
        }
        int skipped = Math.max(0, names.size() - columns.length);
        int missing = Math.max(0, columns.length - names.size());
        for (int i = missing; i < columns.length; i++) {
            sql.append(" AND ").append(columns[i]).append(" = '");
            sql.append(names.get(skipped + i - missing).replace("'", "''")).append('\'');
        }
    }

    private static String unquoted(Token name) {
        return name.kind() == Token.Kind.QUOTED_NAME
                ? name.text().substring(1, name.text().length() - 1).replace("\"\"", "\"")
                : name.word();
    }
}
