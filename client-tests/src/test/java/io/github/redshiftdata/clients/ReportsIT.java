package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.sf.jasperreports.engine.JasperCompileManager;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.export.JRTextExporter;
import net.sf.jasperreports.export.SimpleExporterInput;
import net.sf.jasperreports.export.SimpleTextReportConfiguration;
import net.sf.jasperreports.export.SimpleWriterExporterOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What makes pages of rows. */
@ExtendWith(ToolTable.class)
class ReportsIT {

    @Test
    @Tool(value = "JasperReports", of = JasperFillManager.class)
    void jasperReports() throws Exception {
        var warehouse = new Warehouse();
        warehouse.execute(
                "CREATE TABLE item (id INT, name VARCHAR(40), price DECIMAL(10,2), at TIMESTAMP, seen BOOLEAN)",
                "INSERT INTO item VALUES (1, 'it''s', 1.5, '2024-02-29 12:00:00', true), (2, 'two', 2.5, NULL, false),"
                        + " (3, 'three', 3.5, NULL, NULL), (4, 'cheap', 0.5, NULL, NULL)");
        var report = JasperCompileManager.compileReport(
                ReportsIT.class.getClassLoader().getResourceAsStream("report.jrxml"));
        try (var connection = DriverManager.getConnection(warehouse.url())) {
            var filled = JasperFillManager.fillReport(
                    report,
                    new HashMap<>(Map.of("least", new BigDecimal("1.00"), "names", List.of("it's", "two", "cheap"))),
                    connection);
            var text = new StringWriter();
            var exporter = new JRTextExporter();
            exporter.setExporterInput(new SimpleExporterInput(filled));
            exporter.setExporterOutput(new SimpleWriterExporterOutput(text));
            var configuration = new SimpleTextReportConfiguration();
            configuration.setCharWidth(5f);
            configuration.setCharHeight(15f);
            exporter.setConfiguration(configuration);
            exporter.exportReport();
            assertThat(text.toString().lines().map(String::strip).filter(line -> !line.isEmpty()))
                    .containsExactly("1 it's 1.50 2024-02-29 12:00:00.0 true", "2 two 2.50 null false", "total 4.00");
        }
    }
}
