package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often the configuration files of AWS are read: a pool opens many connections. */
class ProfilesTest {

    private static final int CONNECTIONS = 5;

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        System.clearProperty("aws.configFile");
    }

    /** Region, FIPS and IPv6 may all stand in a profile. The client, which the first connection makes, reads for itself. */
    @ParameterizedTest
    @CsvSource({
        "work, jdbc:redshift-data://sales/dev",
        "work, jdbc:redshift-data://sales:eu-west-1/dev",
        ", jdbc:redshift-data://sales:eu-west-1/dev"
    })
    void aConnectionReadsThemOnce(String profile, String url) throws Exception {
        assertThat(readsOf(url, profile)).isEqualTo(CONNECTIONS);
    }

    @Test
    void withAnAddressOfItsOwnAConnectionReadsNone() throws Exception {
        assertThat(readsOf("jdbc:redshift-data://localhost:1/dev", null)).isZero();
    }

    private long readsOf(String url, String profile) throws Exception {
        var config = Files.writeString(folder.resolve("config"), "[profile work]\nregion = eu-west-1\n");
        System.setProperty("aws.configFile", config.toString());
        var properties = new Properties();
        properties.setProperty("lazyConnect", "true");
        if (profile != null) {
            properties.setProperty("profile", profile);
        }
        var driver = new RedshiftDataDriver();
        try (var first = driver.connect(url, properties);
                var recording = new Recording()) {
            recording.enable("jdk.FileRead").withThreshold(Duration.ZERO);
            recording.start();
            for (var each = 0; each < CONNECTIONS; each++) {
                driver.connect(url, properties).close();
            }
            recording.stop();
            assertThat(first.isClosed()).isFalse();
            recording.dump(folder.resolve("reads.jfr"));
        }
        return RecordingFile.readAllEvents(folder.resolve("reads.jfr")).stream()
                .filter(event -> event.getEventType().getName().equals("jdk.FileRead"))
                // The end of a file is a read of nothing.
                .filter(event -> config.toString().equals(event.getString("path")) && event.getLong("bytesRead") > 0)
                .count();
    }
}
