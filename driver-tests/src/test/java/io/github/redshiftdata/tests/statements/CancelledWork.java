package io.github.redshiftdata.tests.statements;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;

/** Statements that change rows, and then take long. */
enum CancelledWork {
    INSERT {
        @Override
        void run(Statement statement, String table, String marker) throws SQLException {
            statement.executeUpdate(slowInsert(table, marker));
        }
    },
    PREPARED_INSERT {
        @Override
        Statement open(Connection connection, String table, String marker) throws SQLException {
            return connection.prepareStatement("insert into " + table + " select ? || '" + marker + SLOWLY);
        }

        @Override
        void run(Statement statement, String table, String marker) throws SQLException {
            var insert = (PreparedStatement) statement;
            insert.setString(1, "x");
            insert.executeUpdate();
        }
    },
    BATCH {
        @Override
        void run(Statement statement, String table, String marker) throws SQLException {
            statement.addBatch("insert into " + table + " values ('first')");
            statement.addBatch(slowInsert(table, marker));
            statement.addBatch("update " + table + " set a = 'never'");
            statement.executeBatch();
        }
    },
    SCRIPT {
        @Override
        void run(Statement statement, String table, String marker) throws SQLException {
            var insert = "insert into " + table + " values ('small')";
            statement.execute(String.join(";", insert, slowInsert(table, marker), insert));
        }
    },
    /** More statements than a batch of the service takes: they run one after another, in one transaction. */
    LONG_SCRIPT {
        @Override
        void run(Statement statement, String table, String marker) throws SQLException {
            var small = Collections.nCopies(40, "insert into " + table + " values ('small')");
            statement.execute(String.join(";", small) + ";" + slowInsert(table, marker));
        }
    };

    private static final String SLOWLY = "' from (select pg_sleep(60)) as s";

    Statement open(Connection connection, String table, String marker) throws SQLException {
        return connection.createStatement();
    }

    /** Runs a text with the marker in it, which takes a minute. */
    abstract void run(Statement statement, String table, String marker) throws SQLException;

    private static String slowInsert(String table, String marker) {
        return "insert into " + table + " select '" + marker + SLOWLY;
    }
}
