package io.github.redshiftdata.emulator.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a SELECT sees around it: the queries of WITH, and the tables of its FROM and of those around it. */
final class Scope {

    enum Kind {
        TABLE,
        /** An element of an array or object, which is a table of one column. */
        ELEMENT
    }

    private final @Nullable Scope outer;
    private final boolean complete;
    private final Map<String, String> common;
    private final Map<String, Kind> aliases = new LinkedHashMap<>();
    private final Set<String> schemaTables = new HashSet<>();
    private boolean recursive;
    private List<Token> from = List.of();

    private Scope(@Nullable Scope outer, boolean complete) {
        this.outer = outer;
        this.complete = complete;
        this.common = outer == null ? new LinkedHashMap<>() : new LinkedHashMap<>(outer.common);
        this.recursive = outer != null && outer.recursive;
    }

    /** @param complete whether no table can be seen from outside of the statement's queries, as that of an UPDATE is */
    static Scope outermost(boolean complete) {
        return new Scope(null, complete);
    }

    Scope nested() {
        return new Scope(this, complete);
    }

    /** The tables of the SELECT, as the database may be asked about them. */
    void from(List<Token> clause) {
        from = clause;
    }

    /** A query of this SELECT's, and the same within the SELECTs around it, the nearest first. */
    List<List<Token>> around(List<Token> query) {
        var queries = new ArrayList<List<Token>>();
        List<Token> inner = query;
        queries.add(inner);
        for (Scope scope = outer; scope != null; scope = scope.outer) {
            if (!scope.from.isEmpty()) {
                var around = new ArrayList<>(TokenList.added("SELECT ("));
                around.addAll(inner);
                around.addAll(TokenList.added(") "));
                around.addAll(scope.from);
                inner = around;
                queries.add(inner);
            }
        }
        return queries;
    }

    boolean complete() {
        return complete;
    }

    void recursive() {
        recursive = true;
    }

    void common(String name, String definition) {
        common.remove(name);
        common.put(name, definition);
    }

    void alias(String name, Kind kind) {
        aliases.put(name.toLowerCase(Locale.ROOT), kind);
    }

    /** A table without an alias goes by its own name, with or without its schema. */
    void table(List<Token> path) {
        alias(path.get(path.size() - 1).name(), Kind.TABLE);
        if (path.size() >= 3) {
            schemaTables.add(path.get(path.size() - 3).name() + "."
                    + path.get(path.size() - 1).name());
        }
    }

    /** Whether this is an array of a row, or a part of it, and no table: its name begins with that of a table or element. */
    boolean isElement(FromClause.Item item) {
        List<Token> words = item.words();
        boolean deep = item.unpivotsObject() || words.stream().anyMatch(token -> token.isSymbol("."));
        int first = item.unpivotsObject() ? 1 : 0;
        boolean bare = words.size() == first + 1;
        if (!item.path() || words.size() <= first) {
            return false;
        }
        @Nullable Kind kind = kind(words.get(first).name());
        return item.unpivotsObject() || (bare ? kind == Kind.ELEMENT : deep && kind != null) || bracketed(words);
    }

    private static boolean bracketed(List<Token> words) {
        return words.stream().anyMatch(token -> token.isSymbol("["));
    }

    boolean schemaTable(String schema, String table) {
        return schemaTables.contains(schema + "." + table) || (outer != null && outer.schemaTable(schema, table));
    }

    /** Null where no table goes by the name. */
    @Nullable
    Kind kind(String name) {
        Kind kind = aliases.get(name.toLowerCase(Locale.ROOT));
        return kind == null && outer != null ? outer.kind(name) : kind;
    }

    /** A query with the WITH that it needs, as the database may be asked about it. */
    String asked(List<Token> query) {
        String with =
                common.isEmpty() ? "" : (recursive ? "WITH RECURSIVE " : "WITH ") + String.join(", ", common.values());
        return with + " " + text(query);
    }

    /** Text in which a NULL stands for every parameter. */
    String text(List<Token> tokens) {
        var text = new StringBuilder();
        tokens.forEach(token -> text.append(token.kind() == Token.Kind.PARAMETER ? "NULL" : token.text()));
        return text.toString();
    }
}
