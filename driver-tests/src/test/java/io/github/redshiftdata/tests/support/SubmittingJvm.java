package io.github.redshiftdata.tests.support;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataSubmitOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A program that submits a statement and then never comes to anything else: whoever started it kills it. */
public final class SubmittingJvm {

    private SubmittingJvm() {}

    /** Starts it in a virtual machine of its own. It prints the id of the statement and hangs. */
    public static Process start(String url, String name, String token, String sql) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SubmittingJvm.class.getName(),
                        url,
                        name,
                        token,
                        sql)
                .redirectErrorStream(true)
                .start();
    }

    /** The program: its URL, the name and the token of the statement, and its text. */
    @SuppressWarnings("SystemOut") // its only way to tell the id
    public static void main(String[] args) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(args[0])) {
            var handle = connection
                    .unwrap(RedshiftDataConnection.class)
                    .submit(
                            RedshiftDataSubmitOptions.defaults()
                                    .withStatementName(args[1])
                                    .withClientToken(args[2]),
                            args[3]);
            System.out.println("submitted " + handle.getStatementId());
            // Until it is killed: nobody writes to its input.
            while (System.in.read() >= 0) {
                System.out.println("nobody writes");
            }
        }
    }
}
