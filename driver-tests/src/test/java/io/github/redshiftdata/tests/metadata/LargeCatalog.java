package io.github.redshiftdata.tests.metadata;

import io.github.redshiftdata.emulator.Emulator;
import io.github.redshiftdata.emulator.EmulatorOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** An emulator that holds to the quotas, with 2,000 tables of 20 columns in the schemas s1 to s20, and keys. */
final class LargeCatalog implements AutoCloseable {

    static final int SCHEMAS = 20;
    static final int TABLES_A_SCHEMA = 100;
    static final int COLUMNS = 20;

    private static final String TABLES =
            """
            DO $$
            DECLARE columns text;
            BEGIN
                SELECT string_agg('c' || i || CASE i % 3 WHEN 0 THEN ' varchar(40)' WHEN 1 THEN ' numeric(12,2)'
                    ELSE ' timestamp' END, ', ') INTO columns FROM generate_series(2, 20) AS i;
                CREATE SCHEMA s{s};
                FOR t IN 1..100 LOOP
                    EXECUTE format('CREATE TABLE s{s}.t%s (id integer PRIMARY KEY, %s)', t, columns);
                    IF t > 1 THEN
                        EXECUTE format('ALTER TABLE s{s}.t%s ADD CONSTRAINT t%s_parent FOREIGN KEY (id)'
                            || ' REFERENCES s{s}.t1 (id)', t, t);
                    END IF;
                END LOOP;
            END $$
            """;

    private final Emulator emulator;

    private LargeCatalog(Emulator emulator) {
        this.emulator = emulator;
    }

    /** Takes some seconds. */
    static LargeCatalog create() throws SQLException {
        var emulator =
                Emulator.start(EmulatorOptions.defaults().withSampleData(false).withEnforceQuotas(true));
        try (var connection = DriverManager.getConnection(emulator.postgresUrl());
                var statement = connection.createStatement()) {
            // One transaction for each schema: all tables at once would take too many locks.
            for (var schema = 1; schema <= SCHEMAS; schema++) {
                statement.execute(TABLES.replace("{s}", Integer.toString(schema)));
            }
        }
        return new LargeCatalog(emulator);
    }

    Connection connect(String... parameters) throws SQLException {
        var url = emulator.jdbcUrl();
        return DriverManager.getConnection(parameters.length == 0 ? url : url + "?" + String.join("&", parameters));
    }

    void resetCalls() {
        emulator.resetCalls();
    }

    Map<String, Long> calls() {
        return emulator.calls();
    }

    /** All calls since the last reset. */
    long callCount() {
        return calls().values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        emulator.close();
    }
}
