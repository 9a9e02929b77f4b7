package io.github.redshiftdata.jdbc.internal.sql;

/** Tells the kind of one statement from its key words. */
final class StatementClassifier {

    private final TokenReader reader;

    StatementClassifier(TokenReader reader) {
        this.reader = reader;
    }

    StatementKind classify() {
        skipOpeningParentheses();
        return switch (reader.peek().word()) {
            case "select" -> select();
            case "with" -> with();
            case "values", "table" -> StatementKind.QUERY;
            case "show", "explain", "fetch", "desc", "describe" -> StatementKind.ROWS;
            case "analyze" -> reader.startsWith("analyze", "compression") ? StatementKind.ROWS : StatementKind.OTHER;
            case "insert" -> StatementKind.INSERT;
            case "update" -> StatementKind.UPDATE;
            case "delete" -> StatementKind.DELETE;
            case "merge" -> StatementKind.MERGE;
            case "copy", "unload" -> StatementKind.LOAD;
            case "create", "alter", "drop" -> definition();
            case "comment", "grant", "revoke", "refresh", "attach", "detach" -> StatementKind.DDL;
            case "truncate", "vacuum" -> StatementKind.AUTO_COMMITTING;
            case "set", "reset", "discard", "use" -> StatementKind.SET;
            case "declare", "close", "prepare", "execute", "deallocate", "lock" -> StatementKind.SESSION;
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
        var previous = reader.next();
        while (!reader.atEnd() && depth >= 0) {
            var token = reader.next();
            depth += TokenReader.depthChange(token);
            if (depth == 0 && token.isWord("into") && !previous.isWord("as") && !previous.isPunctuation('.')) {
                return StatementKind.DDL;
            }
            previous = token;
        }
        return StatementKind.QUERY;
    }

    private StatementKind definition() {
        return endsTransaction() ? StatementKind.AUTO_COMMITTING : StatementKind.DDL;
    }

    /** Definitions that the server refuses inside a transaction block. */
    private boolean endsTransaction() {
        var second = reader.peek(1).word();
        boolean replaces = second.equals("or") && reader.peek(2).isWord("replace");
        var what = replaces ? reader.peek(3).word() : second;
        return switch (what) {
            case "database", "library", "tablespace" -> true;
            case "external" -> isExternalTable() || changesExternalDatabase();
            case "schema", "datashare" -> changesExternalDatabase() || reader.startsWith("drop", "datashare");
            case "table" -> reader.startsWith("alter", "table") && altersAtOnce();
            default -> false;
        };
    }

    private boolean isExternalTable() {
        return reader.contains("external", "table") || reader.contains("external", "view");
    }

    private boolean changesExternalDatabase() {
        return reader.contains("create", "external", "database") || reader.contains("drop", "external", "database");
    }

    private boolean altersAtOnce() {
        return reader.contains("append", "from")
                || reader.contains("partition")
                || reader.contains("set", "location")
                || reader.contains("set", "file", "format")
                || reader.contains("set", "table", "properties");
    }

    private void skipOpeningParentheses() {
        while (reader.accept('(')) {
            // A query in parentheses is the query.
        }
    }
}
