package io.github.redshiftdata.jdbc.internal.sql;

/** Tells the kind of one statement from its key words. */
final class StatementClassifier {

    private final TokenReader reader;

    StatementClassifier(TokenReader reader) {
        this.reader = reader;
    }

    StatementKind classify() {
        if (reader.atEnd()) {
            return StatementKind.EMPTY;
        }
        skipOpeningParentheses();
        return switch (reader.peek().word()) {
            case "select" -> select();
            case "with" -> with();
            case "values", "table" -> StatementKind.QUERY;
            case "show", "explain", "fetch", "desc", "describe" -> StatementKind.ROWS;
            case "analyze", "analyse" ->
                reader.peek(1).isWord("compression") ? StatementKind.ROWS : StatementKind.MAINTENANCE;
            case "cancel" -> StatementKind.MAINTENANCE;
            case "insert" -> StatementKind.INSERT;
            case "update" -> StatementKind.UPDATE;
            case "delete" -> StatementKind.DELETE;
            case "merge" -> StatementKind.MERGE;
            case "copy", "unload" -> StatementKind.LOAD;
            case "create", "alter", "drop" -> definition();
            case "comment", "grant", "revoke", "refresh", "attach", "detach" -> StatementKind.DDL;
            case "truncate", "vacuum" -> StatementKind.AUTO_COMMITTING;
            case "set", "reset", "discard", "use" -> StatementKind.SET;
            case "declare", "close", "prepare", "deallocate", "lock" -> StatementKind.SESSION;
            case "execute", "move" -> StatementKind.EXECUTE;
            case "begin" -> StatementKind.BEGIN;
            case "start" -> reader.startsWith("start", "transaction") ? StatementKind.BEGIN : StatementKind.OTHER;
            case "commit", "end" -> StatementKind.COMMIT;
            case "rollback", "abort" -> StatementKind.ROLLBACK;
            case "call" -> StatementKind.CALL;
            default -> StatementKind.OTHER;
        };
    }

    /** Looks past the common table expressions to the statement that uses them. */
    private StatementKind with() {
        reader.next();
        reader.accept("recursive");
        do {
            if (!reader.peek().isName()) {
                return StatementKind.OTHER;
            }
            reader.next();
            reader.acceptParentheses();
            if (!reader.accept("as") || !reader.acceptParentheses()) {
                return StatementKind.OTHER;
            }
        } while (reader.accept(','));
        return classify();
    }

    /** {@code SELECT … INTO} makes a table and gives no rows. */
    private StatementKind select() {
        int depth = 0;
        reader.skip();
        while (!reader.atEnd() && depth >= 0) {
            depth += reader.depthChange();
            if (depth == 0 && reader.standsOn("into") && !isName()) {
                return StatementKind.TABLE_OF_QUERY;
            }
            reader.skip();
        }
        return StatementKind.QUERY;
    }

    /** Whether the key word here is the name of a column. */
    private boolean isName() {
        return reader.peek(-1).isWord("as") || reader.peek(-1).isPunctuation('.');
    }

    private StatementKind definition() {
        if (endsTransaction()) {
            return StatementKind.AUTO_COMMITTING;
        }
        return isTableOfQuery() ? StatementKind.TABLE_OF_QUERY : StatementKind.DDL;
    }

    /** Definitions that the server refuses inside a transaction block. */
    private boolean endsTransaction() {
        var second = reader.peek(1).word();
        boolean replaces = second.equals("or") && reader.peek(2).isWord("replace");
        var what = replaces ? reader.peek(3).word() : second;
        return switch (what) {
            case "database", "library", "tablespace" -> true;
            case "identity" -> reader.contains("identity", "provider");
            case "external" -> isExternalTable() || changesExternalDatabase();
            case "schema", "datashare" -> changesExternalDatabase() || reader.startsWith("drop", "datashare");
            case "table" -> reader.startsWith("alter", "table") && altersAtOnce();
            default -> false;
        };
    }

    private boolean isExternalTable() {
        return reader.contains("external", "table")
                || reader.contains("external", "view")
                || reader.contains("external", "protected", "view");
    }

    private boolean changesExternalDatabase() {
        return reader.contains("create", "external", "database") || reader.contains("drop", "external", "database");
    }

    private boolean altersAtOnce() {
        return reader.contains("append", "from")
                || changesType()
                || reader.contains("partition")
                || reader.contains("set", "location")
                || reader.contains("set", "file", "format")
                || reader.contains("set", "table", "properties");
    }

    /** {@code ALTER [COLUMN] name TYPE}. */
    private boolean changesType() {
        var rest = new TokenReader(reader);
        rest.skip();
        while (!rest.atEnd()) {
            if (rest.accept("alter")) {
                rest.accept("column");
                rest.skip();
                if (rest.standsOn("type")) {
                    return true;
                }
            } else {
                rest.skip();
            }
        }
        return false;
    }

    /** {@code CREATE [TEMP] TABLE name [(columns)] [attributes] AS query}, and the materialized view. */
    private boolean isTableOfQuery() {
        var what = new TokenReader(reader);
        what.skip();
        what.accept("local");
        if (!what.accept("temp")) {
            what.accept("temporary");
        }
        if (!reader.standsOn("create") || !(what.accept("table") || what.startsWith("materialized", "view"))) {
            return false;
        }
        int depth = 0;
        while (!what.atEnd()) {
            depth += what.depthChange();
            if (depth == 0 && what.standsOn("as")) {
                return true;
            }
            what.skip();
        }
        return false;
    }

    private void skipOpeningParentheses() {
        while (reader.accept('(')) {
            // A query in parentheses is the query.
        }
    }
}
