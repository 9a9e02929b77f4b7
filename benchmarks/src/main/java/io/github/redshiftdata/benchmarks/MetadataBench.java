package io.github.redshiftdata.benchmarks;

import io.github.redshiftdata.emulator.Emulator;
import io.github.redshiftdata.emulator.EmulatorOptions;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The catalog through DatabaseMetaData: 2,000 tables of 20 columns in 20 schemas, at a service that allows three calls
 * of each catalog operation a second. Beside each figure stands what a reader would need that calls DescribeTable (or
 * asks for keys) once a table.
 */
final class MetadataBench {

    private static final int SCHEMAS = 20;
    private static final int TABLES_A_SCHEMA = 100;

    private static final String SCHEMA =
            """
            DO $$
            DECLARE columns text;
            BEGIN
                SELECT string_agg('c' || i || ' varchar(40)', ', ') INTO columns FROM generate_series(2, 20) AS i;
                CREATE SCHEMA s{s};
                FOR t IN 1..100 LOOP
                    EXECUTE format('CREATE TABLE s{s}.t%s (id integer PRIMARY KEY, %s)', t, columns);
                    IF t > 1 THEN
                        EXECUTE format('ALTER TABLE s{s}.t%s ADD FOREIGN KEY (id) REFERENCES s{s}.t1 (id)', t);
                    END IF;
                END LOOP;
            END $$
            """;

    private final Emulator emulator;
    private final Report report = new Report("metadata", "request", "rows", "calls", "seconds", "calls table by table");

    private MetadataBench(Emulator emulator) {
        this.emulator = emulator;
    }

    /** What was measured of one request. */
    private record Measured(long calls, double seconds) {}

    /** A request; gives the number of rows. */
    private interface Request {
        int rows(DatabaseMetaData metadata) throws SQLException;
    }

    static void run() throws Exception {
        try (var emulator =
                Emulator.start(EmulatorOptions.defaults().withSampleData(false).withEnforceQuotas(true))) {
            createTables(emulator);
            new MetadataBench(emulator).measure();
        }
    }

    private static void createTables(Emulator emulator) throws SQLException {
        try (var connection = DriverManager.getConnection(emulator.postgresUrl());
                var statement = connection.createStatement()) {
            for (var schema = 1; schema <= SCHEMAS; schema++) {
                statement.execute(SCHEMA.replace("{s}", Integer.toString(schema)));
            }
            statement.execute("ANALYZE");
        }
    }

    private void measure() throws SQLException {
        warmUp();
        var tables = SCHEMAS * TABLES_A_SCHEMA;
        try (var connection = connect()) {
            report.result(
                    "tables_calls",
                    measure(connection, "getTables(null, null, \"%\", null)", 3, MetadataBench::allTables)
                            .calls());
            var walk = measure(connection, "getColumns of 50 tables, one by one", 50, MetadataBench::walk);
            var again = measure(connection, "the same again", 50, MetadataBench::walk);
            measure(connection, "getImportedKeys of 200 tables, one by one", 200 * 2, MetadataBench::keys);
            try (var third = connect()) {
                allTables(third.getMetaData());
                measure(third, "getColumns of 50 tables in 20 schemas", 50, MetadataBench::walkThroughSchemas);
            }
            try (var another = connect()) {
                report.result(
                        "schema_calls",
                        measure(
                                        another,
                                        "getColumns(null, \"s1\", \"%\", \"%\")",
                                        1 + TABLES_A_SCHEMA,
                                        metadata -> count(metadata.getColumns(null, "s1", "%", "%")))
                                .calls());
                var all =
                        measure(another, "getColumns(null, null, \"%\", \"%\")", 3 + tables, MetadataBench::allColumns);
                report.result("columns_all_calls", all.calls());
                report.result("columns_all_s", all.seconds());
            }
            try (var byOperations = connect("metadataSource=api")) {
                measure(byOperations, "the same, metadataSource=api", 3 + tables, MetadataBench::allColumns);
            }
            report.result("walk_calls", walk.calls());
            report.result("again_calls", again.calls());
        }
        report.print();
    }

    /** Loads the classes and opens the HTTP connections, so that the first figure does not carry them. */
    private void warmUp() throws SQLException {
        try (var connection = connect()) {
            count(connection.getMetaData().getTables(null, "s1", "t1", null));
            count(connection.getMetaData().getColumns(null, "s1", "t1", null));
        }
    }

    private Connection connect(String... parameters) throws SQLException {
        var url = emulator.jdbcUrl();
        return DriverManager.getConnection(parameters.length == 0 ? url : url + "?" + String.join("&", parameters));
    }

    private Measured measure(Connection connection, String name, int tableByTable, Request request)
            throws SQLException {
        emulator.resetCalls();
        var start = System.nanoTime();
        var rows = request.rows(connection.getMetaData());
        var seconds = (System.nanoTime() - start) / 1e9;
        var calls =
                emulator.calls().values().stream().mapToLong(Long::longValue).sum();
        report.row(name, rows, calls, seconds, tableByTable);
        return new Measured(calls, seconds);
    }

    private static int allTables(DatabaseMetaData metadata) throws SQLException {
        return count(metadata.getTables(null, null, "%", null));
    }

    private static int allColumns(DatabaseMetaData metadata) throws SQLException {
        return count(metadata.getColumns(null, null, "%", "%"));
    }

    /** A tool that opens one table after another. */
    private static int walk(DatabaseMetaData metadata) throws SQLException {
        var rows = 0;
        for (var table = 1; table <= 50; table++) {
            rows += count(metadata.getColumns(null, "s2", "t" + table, "%"));
        }
        return rows;
    }

    private static int walkThroughSchemas(DatabaseMetaData metadata) throws SQLException {
        var rows = 0;
        for (var table = 0; table < 50; table++) {
            rows += count(metadata.getColumns(null, "s" + (1 + table % SCHEMAS), "t" + (1 + table), "%"));
        }
        return rows;
    }

    private static int keys(DatabaseMetaData metadata) throws SQLException {
        var rows = 0;
        for (var table = 0; table < 200; table++) {
            var schema = "s" + (3 + table / TABLES_A_SCHEMA);
            rows += count(metadata.getImportedKeys(null, schema, "t" + (1 + table % TABLES_A_SCHEMA)));
        }
        return rows;
    }

    private static int count(ResultSet resultSet) throws SQLException {
        try (resultSet) {
            var rows = 0;
            while (resultSet.next()) {
                rows++;
            }
            return rows;
        }
    }
}
