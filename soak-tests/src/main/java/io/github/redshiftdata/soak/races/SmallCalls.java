package io.github.redshiftdata.soak.races;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.soak.Dice;
import java.sql.Connection;
import java.sql.SQLException;

/** Calls beside the statements that a program runs: settings, ends of transactions, questions. Each asks the service. */
enum SmallCalls {
    SCHEMA {
        @Override
        void run(Connection connection, String statementId) throws SQLException {
            // Another one each time: what is set already costs no request.
            connection.setSchema("pg_catalog");
            connection.setSchema("public");
            connection.getSchema();
        }
    },
    ROLLBACK {
        @Override
        void run(Connection connection, String statementId) throws SQLException {
            connection.setAutoCommit(false);
            query(connection);
            connection.rollback();
        }
    },
    AUTOCOMMIT {
        @Override
        void run(Connection connection, String statementId) throws SQLException {
            connection.setAutoCommit(false);
            query(connection);
            connection.setAutoCommit(true);
        }
    },
    VALIDATION {
        @Override
        void run(Connection connection, String statementId) throws SQLException {
            connection.isValid(1);
            query(connection);
        }
    },
    ATTACHING {
        @Override
        void run(Connection connection, String statementId) throws SQLException {
            try (var attached = connection.unwrap(RedshiftDataConnection.class).attach(statementId)) {
                var rows = attached.getResultSet();
                while (rows.next()) {
                    rows.getString(1);
                }
                attached.getRedshiftQueryId();
            }
        }
    },
    METADATA {
        @Override
        void run(Connection connection, String statementId) throws SQLException {
            connection.getMetaData().getUserName();
            connection.getMetaData().getProcedures(null, "public", "%").close();
            connection
                    .getMetaData()
                    .getTablePrivileges(null, "public", Lane.TABLE)
                    .close();
        }
    };

    /** Makes the call; {@code statementId} is that of a statement which has ended. */
    abstract void run(Connection connection, String statementId) throws SQLException;

    static SmallCalls drawn(Dice dice) {
        return dice.pick(values());
    }

    /** The id of a statement that has ended. */
    static String query(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select 1")) {
            rows.next();
            return String.valueOf(statement.unwrap(RedshiftDataStatement.class).getStatementId());
        }
    }
}
