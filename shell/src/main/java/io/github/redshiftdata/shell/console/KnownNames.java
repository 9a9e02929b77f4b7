package io.github.redshiftdata.shell.console;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The names of the database for completion, read when they are first asked for and again after a minute. What cannot be read
 * is not completed; that is no error.
 */
final class KnownNames {

    /** A table or view. */
    record Relation(String schema, String name) {}

    private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();

    private final Supplier<Connection> connection;
    private final LongSupplier nanos;
    private @Nullable Connection readFrom;
    private long readAt;
    private @Nullable List<String> schemas;
    private @Nullable List<Relation> relations;
    private final Map<Relation, List<String>> columns = new HashMap<>();

    KnownNames(Supplier<Connection> connection, LongSupplier nanos) {
        this.connection = connection;
        this.nanos = nanos;
    }

    /** All schemas. */
    List<String> schemas() {
        forgetWhatIsOld();
        var known = schemas;
        if (known == null) {
            known = read(list -> {
                try (var rows = connection.get().getMetaData().getSchemas()) {
                    while (rows.next()) {
                        list.add(rows.getString("TABLE_SCHEM"));
                    }
                }
            });
            schemas = known;
        }
        return known;
    }

    /** All tables and views, those of the system included. */
    List<Relation> relations() {
        forgetWhatIsOld();
        var known = relations;
        if (known == null) {
            known = read(list -> {
                try (var rows = connection.get().getMetaData().getTables(null, null, "%", null)) {
                    while (rows.next()) {
                        list.add(new Relation(rows.getString("TABLE_SCHEM"), rows.getString("TABLE_NAME")));
                    }
                }
            });
            relations = known;
        }
        return known;
    }

    List<String> columns(Relation relation) {
        forgetWhatIsOld();
        return columns.computeIfAbsent(
                relation,
                asked -> read(list -> {
                    var metaData = connection.get().getMetaData();
                    var escape = metaData.getSearchStringEscape();
                    try (var rows = metaData.getColumns(
                            null, escaped(asked.schema(), escape), escaped(asked.name(), escape), null)) {
                        while (rows.next()) {
                            list.add(rows.getString("COLUMN_NAME"));
                        }
                    }
                }));
    }

    private static String escaped(String name, String escape) {
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    private void forgetWhatIsOld() {
        var now = connection.get();
        if (readFrom != now || nanos.getAsLong() - readAt > FRESH_NANOS) {
            readFrom = now;
            readAt = nanos.getAsLong();
            schemas = null;
            relations = null;
            columns.clear();
        }
    }

    /** What fills a list from the database. */
    private interface Reading<T> {
        void into(List<T> list) throws SQLException;
    }

    private static <T> List<T> read(Reading<T> reading) {
        var list = new ArrayList<T>();
        try {
            reading.into(list);
        } catch (SQLException e) {
            return List.of();
        }
        return List.copyOf(list);
    }
}
