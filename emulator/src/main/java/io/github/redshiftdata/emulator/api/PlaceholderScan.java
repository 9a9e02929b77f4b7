package io.github.redshiftdata.emulator.api;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds what stands for a value in a SQL text: the names after single colons, and question marks. Quoted text,
 * identifiers in quotes, dollar quotes and comments are passed over, and so is the cast {@code ::type}.
 */
final class PlaceholderScan {

    private final String sql;
    private final Set<String> names = new LinkedHashSet<>();
    private boolean questionMark;

    private PlaceholderScan(String sql) {
        this.sql = sql;
    }

    static PlaceholderScan of(String sql) {
        var scan = new PlaceholderScan(sql);
        int at = 0;
        while (at < sql.length()) {
            at = scan.step(at);
        }
        return scan;
    }

    /** The names without their colons. */
    Set<String> names() {
        return names;
    }

    /** Whether there is a question mark, for which no value can ever come. */
    boolean questionMark() {
        return questionMark;
    }

    private int step(int at) {
        char c = sql.charAt(at);
        return switch (c) {
            case '\'', '"' -> afterQuoted(at, c);
            case '$' -> afterDollarQuoted(at);
            case '-' -> sql.startsWith("--", at) ? after("\n", at + 2) : at + 1;
            case '/' -> sql.startsWith("/*", at) ? afterBlockComment(at) : at + 1;
            case ':' -> afterColon(at);
            case '?' -> {
                questionMark = true;
                yield at + 1;
            }
            default -> at + 1;
        };
    }

    private int afterQuoted(int start, char quote) {
        int at = start + 1;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            // Redshift takes a backslash in a literal as an escape.
            if (c == '\\' && quote == '\'') {
                at += 2;
            } else if (c == quote) {
                return at + 1;
            } else {
                at++;
            }
        }
        return sql.length();
    }

    private int afterDollarQuoted(int start) {
        int at = start + 1;
        while (at < sql.length() && isNamePart(sql.charAt(at))) {
            at++;
        }
        boolean opens = at < sql.length()
                && sql.charAt(at) == '$'
                && (at == start + 1 || !Character.isDigit(sql.charAt(start + 1)))
                && (start == 0 || !isNamePart(sql.charAt(start - 1)));
        return opens ? after(sql.substring(start, at + 1), at + 1) : start + 1;
    }

    private int afterBlockComment(int start) {
        int depth = 1;
        int at = start + 2;
        while (at < sql.length() && depth > 0) {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        }
        return at;
    }

    private int afterColon(int start) {
        if (sql.startsWith("::", start)) {
            return start + 2;
        }
        int at = start + 1;
        while (at < sql.length() && isNamePart(sql.charAt(at))) {
            at++;
        }
        if (at > start + 1) {
            names.add(sql.substring(start + 1, at));
        }
        return at;
    }

    private int after(String end, int from) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + end.length();
    }

    private static boolean isNamePart(char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
