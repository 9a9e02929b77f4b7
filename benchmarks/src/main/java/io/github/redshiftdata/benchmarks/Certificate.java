package io.github.redshiftdata.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A certificate for 127.0.0.1 in a file of its own, for a server and for whoever is to trust it. */
final class Certificate implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    private final Path folder = Files.createTempDirectory("bench-tls");

    Certificate() throws IOException, InterruptedException {
        var program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "bench",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        if (program.start().waitFor() != 0) {
            throw new IOException("keytool made no certificate");
        }
    }

    private String file() {
        return folder.resolve("bench.p12").toString();
    }

    /** The options of Java for who shows it. */
    List<String> shown() {
        return List.of("-Djavax.net.ssl.keyStore=" + file(), "-Djavax.net.ssl.keyStorePassword=" + PASSWORD);
    }

    /** The options of Java for who trusts it, and all authorities of the JVM no longer. */
    List<String> trusted() {
        return List.of("-Djavax.net.ssl.trustStore=" + file(), "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(Path.of(file()));
        Files.deleteIfExists(folder);
    }
}
