package io.github.redshiftdata.tests.sessions;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/**
 * A program that signs with temporary keys and runs statements with values that nobody else may read, good and bad ones;
 * for a JVM of its own with nothing but the JDK, the driver and this class.
 */
public final class SecretTraffic {

    static final String SECRET_KEY = "wJalrXUtnFEMIsecretaccesskey";
    public static final String SESSION_TOKEN = "FwoGZXIvYXdzsessiontoken";
    static final String PASSWORD = "correct-horse-battery";
    public static final String TEXT = "4111-1111-1111-1111";
    static final String NUMBER = "872634.1125";
    static final String DATE = "1931-07-23";
    static final String BYTES = "hidden-bytes";
    static final String BATCHED = "batched-value-0417";

    /** None of these may be logged. */
    public static final List<String> SECRETS =
            List.of(SECRET_KEY, SESSION_TOKEN, PASSWORD, TEXT, NUMBER, DATE, BYTES, "68696464656e", BATCHED);

    private static final String UNREACHABLE = "jdbc:redshift-data:///dev?endpoint=http://127.0.0.1:1&region=eu-west-1"
            + "&clusterIdentifier=one&connectTimeout=1&loginTimeout=2";

    private SecretTraffic() {}

    private interface Work {
        void run() throws SQLException;
    }

    public static void main(String[] arguments) throws SQLException {
        for (var mode : List.of("bind", "literal")) {
            try (var connection = DriverManager.getConnection(arguments[0] + "&parameters=" + mode, secrets())) {
                select(connection);
                write(connection);
                fail(connection);
                connection
                        .getMetaData()
                        .getColumns(null, "public", "sales", null)
                        .close();
            }
        }
        failing(() -> DriverManager.getConnection(UNREACHABLE, secrets()).close());
        System.out.println("done");
    }

    private static Properties secrets() {
        var properties = new Properties();
        properties.setProperty("accessKeyId", "ASIAEXAMPLE");
        properties.setProperty("secretAccessKey", SECRET_KEY);
        properties.setProperty("sessionToken", SESSION_TOKEN);
        properties.setProperty("user", "awsuser");
        properties.setProperty("password", PASSWORD);
        return properties;
    }

    private static void set(PreparedStatement prepared) throws SQLException {
        prepared.setString(1, TEXT);
        prepared.setBigDecimal(2, new BigDecimal(NUMBER));
        prepared.setDate(3, Date.valueOf(DATE));
        prepared.setBytes(4, BYTES.getBytes(StandardCharsets.US_ASCII));
    }

    private static void select(Connection connection) throws SQLException {
        try (var prepared = connection.prepareStatement("select ? as a, ? as b, ? as c, ? as d")) {
            set(prepared);
            try (var rows = prepared.executeQuery()) {
                rows.next();
            }
        }
    }

    private static void write(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("create temp table secret_traffic (a varchar(40), b int)");
        }
        try (var insert = connection.prepareStatement("insert into secret_traffic values (?, ?)")) {
            for (var i = 0; i < 5; i++) {
                insert.setString(1, BATCHED);
                insert.setInt(2, i);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (var update = connection.prepareStatement("update secret_traffic set a = ? where a = ?")) {
            update.setString(1, TEXT);
            update.setString(2, BATCHED);
            update.addBatch();
            update.setString(1, BATCHED);
            update.addBatch();
            update.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Errors whose text quotes the value. */
    private static void fail(Connection connection) throws SQLException {
        for (var sql :
                List.of("select cast(? as integer)", "select ? from never_made", "insert into never_made values (?)")) {
            try (var prepared = connection.prepareStatement(sql)) {
                prepared.setString(1, TEXT);
                failing(prepared::execute);
                prepared.addBatch();
                failing(prepared::executeBatch);
            }
        }
        connection.setAutoCommit(false);
        try (var prepared = connection.prepareStatement("select cast(? as integer)")) {
            prepared.setString(1, TEXT);
            failing(prepared::execute);
        }
        failing(connection::commit);
        connection.rollback();
        connection.setAutoCommit(true);
    }

    private static void failing(Work work) throws SQLException {
        try {
            work.run();
        } catch (SQLException expected) {
            return;
        }
        throw new SQLException("it did not fail");
    }
}
