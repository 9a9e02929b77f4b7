package io.github.redshiftdata.tests.packaging;

import java.sql.DriverManager;
import java.sql.SQLException;

/** A tool that logs a line of its own by SLF4J, where it has that, and runs a query, in a JVM of its own. */
public final class LoggingTool {

    static final String LINE = "a line of the tool";

    private LoggingTool() {}

    /** Takes the URL, and whether there is an SLF4J. */
    public static void main(String[] arguments) throws SQLException {
        if (arguments[1].equals("logs")) {
            Own.log();
        }
        try (var connection = DriverManager.getConnection(arguments[0]);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select 42 as of_the_tool")) {
            rows.next();
            System.out.println("answer " + rows.getInt(1));
        }
    }

    /** Loaded where there is an SLF4J. */
    private static final class Own {

        private Own() {}

        static void log() {
            org.slf4j.LoggerFactory.getLogger("tool").warn(LINE);
        }
    }
}
