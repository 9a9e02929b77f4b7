package io.github.redshiftdata.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the start of a JVM to the first row. */
final class Cold {

    private static final int ROUNDS = 7;
    private static final String SQL = "SELECT columns=8 rowsPerPage=10 pages=1";

    private Cold() {}

    static void run() throws IOException, InterruptedException {
        var report = new Report("cold", "side", "ms to the first row");
        var classPath = System.getProperty("java.class.path");
        try (var endpoint = new Endpoint()) {
            var all = allJar();
            var driver = new ArrayList<Double>();
            var sdk = new ArrayList<Double>();
            var oneFile = new ArrayList<Double>();
            for (var round = 0; round <= ROUNDS; round++) {
                driver.add(start(classPath, Driver.class, endpoint.jdbcUrl()));
                sdk.add(start(classPath, Sdk.class, endpoint.uri().toString()));
                if (all.isPresent()) {
                    var own = classPath.substring(0, classPath.indexOf(':'));
                    oneFile.add(start(all.get() + ":" + own, Driver.class, endpoint.jdbcUrl()));
                }
            }
            report.row("driver, thin jar", median(driver));
            if (!oneFile.isEmpty()) {
                report.row("driver, all jar", median(oneFile));
            }
            report.row("SDK", median(sdk));
            report.result("ratio", median(driver) / median(sdk));
            if (!oneFile.isEmpty()) {
                report.result("all_ratio", median(oneFile) / median(sdk));
            }
        }
        var shell = shell();
        report.row("./sql -e 'select 1' on the embedded emulator, to its end", shell);
        report.result("sql_s", shell / 1000);
        report.print();
    }

    /** The shell that is built, with all that it starts. */
    private static double shell() throws IOException, InterruptedException {
        var sql = Path.of(System.getProperty("bench.project", "."), "sql").toString();
        var times = new ArrayList<Double>();
        for (var round = 0; round <= ROUNDS; round++) {
            times.add(run(new ProcessBuilder(sql, "-e", "select 1").redirectOutput(ProcessBuilder.Redirect.DISCARD)));
        }
        return median(times);
    }

    private static Optional<Path> allJar() throws IOException {
        var target = Path.of(System.getProperty("bench.project", "."), "driver", "target");
        try (var jars = Files.newDirectoryStream(target, "redshift-data-jdbc-*-all.jar")) {
            for (var jar : jars) {
                return Optional.of(jar);
            }
            return Optional.empty();
        }
    }

    private static double start(String classPath, Class<?> main, String address)
            throws IOException, InterruptedException {
        return run(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        main.getName(),
                        address)
                .inheritIO());
    }

    private static double run(ProcessBuilder program) throws IOException, InterruptedException {
        var start = System.nanoTime();
        var status = program.start().waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", program.command()) + " ended with status " + status);
        }
        return Overlap.millisSince(start);
    }

    /** Without the first, which warms the disk. */
    private static double median(List<Double> times) {
        var sorted = times.stream().skip(1).sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /** One query by the driver. */
    static final class Driver {

        private Driver() {}

        public static void main(String[] arguments) throws SQLException {
            try (var connection = DriverManager.getConnection(arguments[0]);
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(SQL)) {
                Runtime.getRuntime().halt(rows.next() && rows.getString(2) != null ? 0 : 1);
            }
        }
    }

    /** The same query by the SDK. */
    static final class Sdk {

        private Sdk() {}

        public static void main(String[] arguments) {
            try (var loop = new SdkLoop(URI.create(arguments[0]))) {
                loop.read(SQL, page -> Runtime.getRuntime()
                        .halt(page.records().get(0).get(1).stringValue() != null ? 0 : 1));
            }
        }
    }
}
