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
        try (var endpoint = new Endpoint()) {
            compare(report, endpoint, "", List.of());
        }
        try (var certificate = new Certificate();
                var endpoint = new Endpoint(certificate)) {
            compare(report, endpoint, "tls_", certificate.trusted());
        }
        var shell = shell();
        report.row("./sql -e 'select 1' on the embedded emulator, to its end", shell);
        report.result("sql_s", shell / 1000);
        report.print();
    }

    private static void compare(Report report, Endpoint endpoint, String prefix, List<String> options)
            throws IOException, InterruptedException {
        var way = prefix.isEmpty() ? "" : ", TLS";
        var classPath = System.getProperty("java.class.path");
        var all = allJar();
        var driver = new ArrayList<Double>();
        var sdk = new ArrayList<Double>();
        var oneFile = new ArrayList<Double>();
        for (var round = 0; round <= ROUNDS; round++) {
            driver.add(start(options, classPath, Driver.class, endpoint.jdbcUrl()));
            sdk.add(start(options, classPath, Sdk.class, endpoint.uri().toString()));
            if (all.isPresent()) {
                var own = classPath.substring(0, classPath.indexOf(':'));
                oneFile.add(start(options, all.get() + ":" + own, Driver.class, endpoint.jdbcUrl()));
            }
        }
        report.row("driver, thin jar" + way, median(driver));
        report.row("SDK" + way, median(sdk));
        report.result(prefix + "ratio", median(driver) / median(sdk));
        if (!oneFile.isEmpty()) {
            report.row("driver, all jar" + way, median(oneFile));
            report.result(prefix + "all_ratio", median(oneFile) / median(sdk));
        }
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

    private static double start(List<String> options, String classPath, Class<?> main, String address)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName(), address));
        return run(new ProcessBuilder(command).inheritIO());
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
