package com.example.job;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Writes the totals of each day anew, in one transaction, and prints them. The argument is the URL of the warehouse, for
 * example jdbc:redshift-data://reports:eu-west-1/dev?serverless=true; on AWS the role of the machine signs in.
 */
public final class Totals {

    private Totals() {}

    public static void main(String[] arguments) throws SQLException {
        try (var connection = DriverManager.getConnection(arguments[0])) {
            write(connection);
            print(connection);
        }
    }

    static void write(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("create table if not exists totals (day date, tickets bigint) sortkey (day)");
            statement.executeUpdate("delete from totals");
            int days = statement.executeUpdate(
                    "insert into totals select sale_time::date, sum(qty) from sales group by 1");
            connection.commit();
            System.out.println(days + " days");
        } catch (SQLException e) {
            rollBack(connection, e);
            throw e;
        }
        connection.setAutoCommit(true);
    }

    /** The first exception says what happened, above all where the outcome of the commit is not known. */
    private static void rollBack(Connection connection, SQLException first) {
        try {
            connection.rollback();
        } catch (SQLException later) {
            first.addSuppressed(later);
        }
    }

    private static void print(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select day, tickets from totals order by tickets desc limit ?")) {
            query.setInt(1, 3);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    System.out.println(rows.getDate("day") + " " + rows.getLong("tickets"));
                }
            }
        }
    }
}
