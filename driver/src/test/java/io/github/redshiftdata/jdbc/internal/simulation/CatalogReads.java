package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.simulation.SimulatedCatalog.Contents;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions about the catalog: an answer is complete and exact, or an exception. */
final class CatalogReads {

    private static final List<@Nullable String> SCHEMAS = nullAnd("public", "s1", "s%", "nowhere");
    private static final List<@Nullable String> TABLES = nullAnd("%", "t0", "u1", "t%", "_2", "none");
    private static final List<@Nullable String> COLUMNS = nullAnd("%", "c0", "c_");

    private final Stage stage;
    private final Contents contents;

    CatalogReads(Stage stage, Contents contents) {
        this.stage = stage;
        this.contents = contents;
    }

    /** What to ask. */
    private record Question(Kind kind, @Nullable String schema, @Nullable String table, @Nullable String column) {}

    private enum Kind {
        CATALOGS,
        SCHEMAS,
        TABLES,
        COLUMNS,
        /** By SQL, in the session. */
        PRIMARY_KEYS
    }

    private static List<@Nullable String> nullAnd(String... others) {
        var all = new ArrayList<@Nullable String>(List.of(others));
        all.add(null);
        return all;
    }

    /** Asks outside a transaction. */
    void look(Chance own) {
        try {
            ask(drawn(own));
        } catch (SQLException e) {
            // Nothing is claimed.
        }
    }

    /**
     * Asks inside a transaction, which the operations do not touch; SQL is a statement of it like any other.
     *
     * @return whether a statement has run
     */
    boolean lookInside(Chance own) throws SQLException {
        var question = drawn(own);
        try {
            ask(question);
        } catch (SQLException e) {
            if (question.kind() == Kind.PRIMARY_KEYS || stage.connection().isClosed()) {
                throw e;
            }
        }
        return question.kind() == Kind.PRIMARY_KEYS;
    }

    private static Question drawn(Chance own) {
        return new Question(own.pick(Kind.values()), own.pick(SCHEMAS), own.pick(TABLES), own.pick(COLUMNS));
    }

    private void ask(Question question) throws SQLException {
        stage.attackers().show(null);
        var found = stage.limited("metadata", 0, 1, () -> {
            try (var rows = asked(stage.connection().getMetaData(), question)) {
                return read(rows, question);
            }
        });
        var right = right(question);
        if (!found.equals(right)) {
            stage.journal.wrong(question + " gave " + found + ", not " + right);
        }
    }

    private static ResultSet asked(DatabaseMetaData metadata, Question question) throws SQLException {
        return switch (question.kind()) {
            case CATALOGS -> metadata.getCatalogs();
            case SCHEMAS -> metadata.getSchemas(null, question.schema());
            case TABLES -> metadata.getTables(null, question.schema(), question.table(), null);
            case COLUMNS -> metadata.getColumns(null, question.schema(), question.table(), question.column());
            case PRIMARY_KEYS -> metadata.getPrimaryKeys(null, question.schema(), "t0");
        };
    }

    private static List<String> read(ResultSet rows, Question question) throws SQLException {
        var found = new ArrayList<String>();
        while (rows.next()) {
            found.add(
                    switch (question.kind()) {
                        case CATALOGS -> rows.getString("TABLE_CAT");
                        case SCHEMAS -> rows.getString("TABLE_SCHEM");
                        case TABLES ->
                            rows.getString("TABLE_SCHEM") + "." + rows.getString("TABLE_NAME") + " "
                                    + rows.getString("TABLE_TYPE");
                        case COLUMNS ->
                            rows.getString("TABLE_SCHEM") + "." + rows.getString("TABLE_NAME") + "."
                                    + rows.getString("COLUMN_NAME") + " " + rows.getInt("ORDINAL_POSITION");
                        case PRIMARY_KEYS -> rows.getString("TABLE_NAME");
                    });
        }
        found.sort(null);
        return found;
    }

    private List<String> right(Question question) {
        var schema = SimulatedCatalog.like(question.schema());
        var table = SimulatedCatalog.like(question.table());
        var column = SimulatedCatalog.like(question.column());
        return switch (question.kind()) {
            case CATALOGS -> contents.databases();
            case SCHEMAS -> contents.schemas().stream().filter(schema).sorted().toList();
            case TABLES ->
                contents.tables().stream()
                        .filter(entry -> schema.test(entry.schema()) && table.test(entry.name()))
                        .map(entry -> entry.schema() + "." + entry.name() + " " + entry.type())
                        .sorted()
                        .toList();
            case COLUMNS ->
                contents.columns().stream()
                        .filter(entry -> schema.test(entry.schemaName())
                                && table.test(entry.tableName())
                                && column.test(entry.name()))
                        .map(entry -> entry.schemaName() + "." + entry.tableName() + "." + entry.name() + " "
                                + (1 + Integer.parseInt(entry.name().substring(1))))
                        .sorted()
                        .toList();
            // None is declared.
            case PRIMARY_KEYS -> List.of();
        };
    }
}
