package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the driver's own queries by the same kind of statement that the program uses. */
final class StatementQueries implements DriverQueries {

    private final ConnectionStatements statements;

    StatementQueries(ConnectionStatements statements) {
        this.statements = statements;
    }

    @Override
    public List<List<@Nullable String>> rows(String sql, Duration timeout) throws SQLException {
        try (var statement = create(timeout)) {
            return rows(statement.executeQuery(sql));
        }
    }

    @Override
    public Unread run(String sql, Duration timeout) throws SQLException {
        try (var statement = create(timeout)) {
            var outcome = statement.execute(sql) ? statement.currentOutcome() : null;
            if (outcome == null) {
                throw UserSql.gaveNoRows();
            }
            return () -> rows(outcome, timeout);
        }
    }

    private List<List<@Nullable String>> rows(StatementOutcome outcome, Duration timeout) throws SQLException {
        try (var statement = create(timeout)) {
            return rows(statements.openAgain(statement, outcome));
        }
    }

    private StatementImpl create(Duration timeout) throws SQLException {
        var statement = statements.create();
        // The driver needs to tell NULL from the empty string, even if the user has chosen a format that cannot.
        statement.settings().resultFormat = ResultFormat.JSON;
        statement.settings().withEvent = false;
        if (!timeout.isZero()) {
            statement.setQueryTimeout((int) Math.max(1, timeout.toSeconds()));
        }
        return statement;
    }

    /**
     * All rows, as text, of a query that runs outside any session: it sees no state of the session and cannot harm it.
     */
    List<List<@Nullable String>> rowsOutsideTheSession(String sql) throws SQLException {
        try (var statement = statements.create()) {
            return rows(statements.openOutsideTheSession(statement, BoundStatement.ofDriver(sql)));
        }
    }

    private static List<List<@Nullable String>> rows(ResultSet opened) throws SQLException {
        try (var resultSet = opened) {
            var columns = resultSet.getMetaData().getColumnCount();
            var rows = new ArrayList<List<@Nullable String>>();
            while (resultSet.next()) {
                var row = new ArrayList<@Nullable String>(columns);
                for (var column = 1; column <= columns; column++) {
                    row.add(resultSet.getString(column));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
