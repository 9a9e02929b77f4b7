package io.github.redshiftdata.tests.statements;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What ends a statement early. */
enum CancelWay {
    CANCEL {
        @Override
        void end(Connection connection, Statement statement, Thread runner) throws SQLException {
            statement.cancel();
        }
    },
    CANCEL_TWICE {
        @Override
        void end(Connection connection, Statement statement, Thread runner) throws SQLException {
            statement.cancel();
            statement.cancel();
        }
    },
    INTERRUPT {
        @Override
        void end(Connection connection, Statement statement, Thread runner) {
            runner.interrupt();
        }
    },
    CLOSE {
        @Override
        void end(Connection connection, Statement statement, Thread runner) throws SQLException {
            statement.close();
        }
    },
    TIMEOUT {
        @Override
        void end(Connection connection, Statement statement, Thread runner) {
            // The time does it.
        }
    },
    CLOSE_CONNECTION {
        @Override
        void end(Connection connection, Statement statement, Thread runner) throws SQLException {
            connection.close();
        }
    },
    ABORT_CONNECTION {
        @Override
        void end(Connection connection, Statement statement, Thread runner) throws SQLException {
            connection.abort(Runnable::run);
        }
    };

    /** What the call is told: the connection's own end is of another kind than the statement's. */
    String sqlState() {
        return this == CLOSE_CONNECTION || this == ABORT_CONNECTION ? "08003" : "57014";
    }

    abstract void end(Connection connection, Statement statement, Thread runner) throws SQLException;
}
