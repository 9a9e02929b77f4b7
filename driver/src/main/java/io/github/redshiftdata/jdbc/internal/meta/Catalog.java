package io.github.redshiftdata.jdbc.internal.meta;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The catalog as DatabaseMetaData asks for it: filtered, and read with as few requests as possible. The operations are
 * slow and limited to a few requests per second, so a wide answer is kept and later narrow questions are answered from
 * it.
 */
public final class Catalog {

    /** Up to this many schemas are read one by one; more are read all at once. */
    private static final int MOST_PARTS = 5;

    private record DatabasesKey() {}

    private record SchemasKey(String database) {}

    private record TablesKey(String database, @Nullable String schema, @Nullable String table) {}

    private record ColumnsKey(String database, @Nullable String schema, @Nullable String table) {}

    /**
     * A question about the columns of all schemas, of one schema, or of one table. It takes one request, or its pages.
     */
    private record Part(NamePattern schema, NamePattern table) {

        static Part ofSchema(String schema) {
            return new Part(NamePattern.exactly(schema), NamePattern.of(null));
        }

        boolean holds(CatalogColumn column) {
            return schema.matches(column.schema()) && table.matches(column.table());
        }

        ColumnsKey key(String database) {
            return new ColumnsKey(database, schema.text(), table.text());
        }
    }

    private static final Part ALL = new Part(NamePattern.of(null), NamePattern.of(null));

    private final CatalogSource operations;
    private final CatalogSource sql;
    private final CatalogSession session;
    private final CatalogCache cache;
    private final String ownDatabase;
    /** Whether a statement may be run for what operations would tell as well. */
    private final boolean mayUseSql;

    private final SharedQuestions questions;
    private final ReadAhead readAhead = new ReadAhead();

    Catalog(
            CatalogSource operations,
            CatalogSource sql,
            CatalogSession session,
            CatalogCache cache,
            String ownDatabase,
            boolean mayUseSql) {
        this.operations = operations;
        this.sql = sql;
        this.session = session;
        this.cache = cache;
        this.ownDatabase = ownDatabase;
        this.mayUseSql = mayUseSql;
        this.questions = new SharedQuestions(session, cache);
    }

    private CatalogSource source() {
        return session.holdsWhatOnlyItSees() ? sql : operations;
    }

    /** Forgets all answers, since something has changed the catalog. Does not wait for threads that are reading. */
    public void changed() {
        cache.clear();
    }

    public List<String> databases() throws SQLException {
        var key = new DatabasesKey();
        Optional<List<String>> known = cache.find(key);
        return known.isPresent() ? known.get() : questions.ask(key, () -> source().databases());
    }

    public List<String> schemas(String database, NamePattern pattern) throws SQLException {
        if (pattern.matchesNothing()) {
            return List.of();
        }
        var key = new SchemasKey(database);
        Optional<List<String>> known = cache.find(key);
        var all = known.isPresent() ? known.get() : questions.ask(key, () -> source().schemas(database));
        return all.stream().filter(pattern::matches).toList();
    }

    public List<CatalogTable> tables(String database, NamePattern schema, NamePattern table) throws SQLException {
        if (schema.matchesNothing() || table.matchesNothing()) {
            return List.of();
        }
        var known = knownTables(database, schema, table);
        if (known.isEmpty() && schema.matchesAll() && table.matchesAll()) {
            // A fresh list begins a new walk.
            readAhead.begin();
        }
        var found = known.isPresent()
                ? known.get()
                : questions.ask(new TablesKey(database, schema.text(), table.text()), () -> source().tables(
                                database, schema, table));
        return found.stream()
                .filter(entry -> schema.matches(entry.schema()) && table.matches(entry.name()))
                .toList();
    }

    /** The narrowest cached answer that is wide enough; empty if there is none. */
    private Optional<List<CatalogTable>> knownTables(String database, NamePattern schema, NamePattern table) {
        Optional<List<CatalogTable>> same = cache.find(new TablesKey(database, schema.text(), table.text()));
        if (same.isPresent()) {
            return same;
        }
        Optional<List<CatalogTable>> wholeSchema = cache.find(new TablesKey(database, schema.text(), null));
        return wholeSchema.isPresent() ? wholeSchema : cache.find(new TablesKey(database, null, null));
    }

    public List<CatalogColumn> columns(String database, NamePattern schema, NamePattern table) throws SQLException {
        if (schema.matchesNothing() || table.matchesNothing()) {
            return List.of();
        }
        readAhead.noticeChanges(cache.changes());
        var columns = new ArrayList<CatalogColumn>();
        for (var part : parts(database, schema, table)) {
            var known = knownColumns(database, part);
            var found = known.isPresent() ? known.get() : readColumns(database, part);
            // The answer may be wider than the part, up to the whole database: then it holds other parts, too.
            found.stream().filter(part::holds).forEach(columns::add);
        }
        return columns.stream()
                .filter(column -> schema.matches(column.schema()) && table.matches(column.table()))
                .toList();
    }

    /**
     * The questions to ask. DescribeTable takes exact names or none, and tools pass names whose underscores are not
     * escaped. Such a name is looked up first, since reading everything takes many pages.
     */
    private List<Part> parts(String database, NamePattern schema, NamePattern table) throws SQLException {
        var asked = new Part(schema.asExact(), table.asExact());
        if (knownColumns(database, asked).isPresent() || source() == sql) {
            return List.of(asked);
        }
        if (asked.schema().isExact() && (asked.table().isExact() || table.matchesAll())) {
            return List.of(asked);
        }
        if (schema.matchesAll() && table.matchesAll()) {
            return List.of(ALL);
        }
        if (table.matchesAll()) {
            var schemas = schemas(database, schema);
            return schemas.size() > MOST_PARTS
                    ? List.of(ALL)
                    : schemas.stream().map(Part::ofSchema).toList();
        }
        return partsOf(tables(database, schema, table));
    }

    /** The parts that cover some tables: a table alone if no other of its schema is wanted, otherwise the schema. */
    private static List<Part> partsOf(List<CatalogTable> tables) {
        var parts = new LinkedHashMap<String, Part>();
        for (var table : tables) {
            parts.merge(
                    table.schema(),
                    new Part(NamePattern.exactly(table.schema()), NamePattern.exactly(table.name())),
                    (one, another) -> Part.ofSchema(table.schema()));
        }
        return parts.size() > MOST_PARTS ? List.of(ALL) : List.copyOf(parts.values());
    }

    private Optional<List<CatalogColumn>> knownColumns(String database, Part part) {
        Optional<List<CatalogColumn>> same = cache.find(part.key(database));
        if (same.isPresent()) {
            return same;
        }
        Optional<List<CatalogColumn>> wholeSchema =
                cache.find(new ColumnsKey(database, part.schema().text(), null));
        return wholeSchema.isPresent() ? wholeSchema : cache.find(ALL.key(database));
    }

    private List<CatalogColumn> readColumns(String database, Part asked) throws SQLException {
        var schema = asked.schema().single();
        var single = asked.table().isExact() && schema.isPresent();
        var wholeSchema = single && cache.isOn() && countTable(database, schema.get());
        if (single && wantsDatabase(database)) {
            var all = readAllBySql(database);
            if (all.isPresent()) {
                return all.get();
            }
        }
        var part = wholeSchema ? new Part(asked.schema(), NamePattern.of(null)) : asked;
        return questions.ask(part.key(database), () -> source().columns(database, part.schema(), part.table()));
    }

    /** Empty where SQL on the catalog is denied. It was a guess that it pays, so it is not tried again after a failure. */
    private Optional<List<CatalogColumn>> readAllBySql(String database) throws SQLException {
        try {
            var all = questions.ask(ALL.key(database), () -> sql.columns(database, ALL.schema(), ALL.table()));
            readAhead.allWereRead(knownColumns(database, ALL).isPresent());
            return Optional.of(all);
        } catch (SQLException e) {
            readAhead.allWereRead(false);
            if (!AutoCatalog.isDenied(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Counts a table that is asked for alone; returns whether to read its whole schema instead. */
    private boolean countTable(String database, String schema) {
        var known = knownTables(database, NamePattern.exactly(schema), NamePattern.of(null));
        return readAhead.countTable(database, schema, known);
    }

    private boolean wantsDatabase(String database) {
        return mayUseSql
                && readAhead.wantsDatabase()
                && database.equals(ownDatabase)
                && session.isOutsideTransactions()
                && knownTables(database, ALL.schema(), ALL.table()).stream().anyMatch(ReadAhead::isSmallEnough);
    }
}
