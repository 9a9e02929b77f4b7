package io.github.redshiftdata.tests.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.support.CapturedLogs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where neither the URL nor the properties name a region, the log says which one counts and who says so. */
class RegionOfTheEnvironmentIT {

    private static final String LINE =
            "INFO io.github.redshiftdata.jdbc.config The region is eu-logs-1, by the system property aws.region.";

    @TempDir
    Path folder;

    @BeforeEach
    void set() {
        System.setProperty("aws.region", "eu-logs-1");
    }

    @AfterEach
    void reset() {
        System.clearProperty("aws.region");
    }

    private String logged(String url) throws Exception {
        var properties = new Properties();
        properties.setProperty("accessKeyId", "AKIDEXAMPLE");
        properties.setProperty("secretAccessKey", "hush");
        properties.setProperty("lazyConnect", "true");
        properties.setProperty("logFile", folder.resolve("log").toString());
        CapturedLogs.listen();
        try (var connection = DriverManager.getConnection(url, properties)) {
            assertThat(connection.isClosed()).isFalse();
        }
        return CapturedLogs.stop();
    }

    @Test
    void itIsToldOnceInTheLogAndInTheFileOfEachConnection() throws Exception {
        assertThat(logged("jdbc:redshift-data://sales/dev")).containsOnlyOnce(LINE);
        assertThat(logged("jdbc:redshift-data://sales/dev")).doesNotContain("The region is");
        assertThat(Files.readString(folder.resolve("log")))
                .containsPattern("jdbc: Connecting: .*, region eu-logs-1, jdbc:redshift-data://sales/dev");
    }

    @Test
    void aRegionThatIsWrittenIsNoNews() throws Exception {
        assertThat(logged("jdbc:redshift-data://sales:eu-west-1/dev")).doesNotContain("The region is");
    }
}
