package com.example.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class TotalsTest {

    /** The emulator in this JVM, with its sample ticket shop. */
    private static final String URL = "jdbc:redshift-data://embedded/dev";

    @Test
    void theTotalsAreThoseOfAllSalesHoweverOftenTheJobRuns() throws Exception {
        var printed = new ByteArrayOutputStream();
        var out = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Totals.main(new String[] {URL});
            Totals.main(new String[] {URL});
        } finally {
            System.setOut(out);
        }
        assertTrue(printed.toString(StandardCharsets.UTF_8).contains(" days"));
        try (var connection = DriverManager.getConnection(URL);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select (select sum(tickets) from totals), (select sum(qty) from sales)")) {
            rows.next();
            assertTrue(rows.getLong(1) > 0);
            assertEquals(rows.getLong(2), rows.getLong(1));
        }
    }
}
