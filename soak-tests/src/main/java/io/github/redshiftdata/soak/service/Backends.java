package io.github.redshiftdata.soak.service;

import java.sql.Connection;
import java.sql.SQLException;

/** The connections of the emulator to its database, seen from the database. Not for several threads. */
final class Backends implements AutoCloseable {

    private static final String OF_EMULATOR =
            " FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
                    + " AND application_name = 'redshift-data-emulator'";

    private final Connection postgres;

    Backends(Connection postgres) {
        this.postgres = postgres;
    }

    /**
     * Terminates some at random, those that work first.
     *
     * @return how many
     */
    int terminate(int most) throws SQLException {
        var sql = "SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid" + OF_EMULATOR
                + " ORDER BY (state = 'active')::int * random() DESC, random() LIMIT " + most + ") AS chosen";
        return ask(sql);
    }

    private int ask(String sql) throws SQLException {
        try (var statement = postgres.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Override
    public void close() throws SQLException {
        postgres.close();
    }
}
