package io.github.redshiftdata.jdbc.internal.check;

import io.github.redshiftdata.jdbc.RedshiftDataCheck.Outcome;
import io.github.redshiftdata.jdbc.RedshiftDataCheck.Stage;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.jdbc.ConnectionFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The stages behind the credentials, by a connection that is used as a program uses it. */
final class WarehouseCheck {

    private static final List<Stage> BY_THE_FIRST_STATEMENT =
            List.of(Stage.TARGET, Stage.DATABASE_USER, Stage.STATEMENT);

    /** A table that every warehouse has. */
    private static final String SCHEMA = "pg_catalog";

    private static final String TABLE = "pg_class";

    private final DriverConfig config;
    private final Findings findings;

    WarehouseCheck(DriverConfig config, Findings findings) {
        this.config = config;
        this.findings = findings;
    }

    /**
     * Connects and looks.
     *
     * @param startNanos when the check began, from where the login timeout counts
     */
    void run(long startNanos) {
        Connection connection;
        try {
            connection = ConnectionFactory.connect(config, startNanos, null);
        } catch (SQLException failed) {
            blame(failed);
            return;
        }
        try (connection) {
            if (statement(connection) && session(connection)) {
                metadata(connection);
            }
        } catch (SQLException ofTheClose) {
            // What it was needed for is done.
        }
    }

    private boolean statement(Connection connection) {
        try {
            // A lazy connection asks now.
            var user = connection.getMetaData().getUserName();
            findings.alongside(Stage.TARGET, Outcome.OK, target());
            findings.alongside(Stage.DATABASE_USER, Outcome.OK, Shown.value(user));
            findings.note(Stage.STATEMENT, Outcome.OK, "", "");
            return true;
        } catch (SQLException failed) {
            blame(failed);
            return false;
        }
    }

    private String target() {
        var target = config.target();
        var kind = target instanceof DriverConfig.Workgroup ? "workgroup " : "cluster ";
        return kind + Shown.value(target.name()) + ", database " + Shown.value(config.database());
    }

    private void blame(SQLException failed) {
        var blame = Blame.of(failed);
        for (var stage : BY_THE_FIRST_STATEMENT) {
            if (stage.compareTo(blame.stage()) < 0) {
                findings.alongside(stage, blame.provesTheOnesBefore() ? Outcome.OK : Outcome.UNKNOWN, "");
            }
        }
        findings.note(blame.stage(), Outcome.FAILED, String.valueOf(failed.getMessage()), blame.whatToDo());
    }

    private boolean session(Connection connection) {
        try (var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT 1");
            statement.execute("SELECT 1");
            connection.rollback();
            connection.setAutoCommit(true);
            findings.note(Stage.SESSION, Outcome.OK, "a transaction was opened and rolled back", "");
            return true;
        } catch (SQLException failed) {
            findings.note(Stage.SESSION, Outcome.FAILED, String.valueOf(failed.getMessage()), "");
            return false;
        }
    }

    private void metadata(Connection connection) {
        try {
            var metadata = connection.getMetaData();
            var database = connection.getCatalog();
            readAll(metadata.getCatalogs());
            readAll(metadata.getSchemas(database, SCHEMA));
            readAll(metadata.getTables(database, SCHEMA, TABLE, null));
            readAll(metadata.getColumns(database, SCHEMA, TABLE, "%"));
            findings.note(Stage.METADATA, Outcome.OK, source(), "");
        } catch (SQLException failed) {
            findings.note(Stage.METADATA, Outcome.FAILED, String.valueOf(failed.getMessage()), "");
        }
    }

    private String source() {
        return switch (config.metadataSource()) {
            case API -> "by the Data API";
            case SQL -> "by SQL";
            case AUTO -> "by the Data API or by SQL, whichever answers sooner";
        };
    }

    private static void readAll(ResultSet rows) throws SQLException {
        try (rows) {
            while (rows.next()) {
                // Only that they come counts.
            }
        }
    }
}
