package io.github.redshiftdata.tests.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import java.sql.SQLException;
import java.util.Properties;

/** URLs of the manual: not connected to, but the driver understands all of them, each key and value included. */
final class ManualUrls {

    private ManualUrls() {}

    /** Fails where the driver would refuse the URL, or ignore a part of it. */
    static void check(String url) throws SQLException {
        var lazily = new Properties();
        lazily.setProperty("lazyConnect", "true");
        // The host 'embedded' would start an emulator.
        var wanted = url.replace("//embedded", "//localhost:1");
        try (var connection = new RedshiftDataDriver().connect(wanted, lazily)) {
            assertThat(connection).as(url).isNotNull();
            assertThat((Throwable) connection.getWarnings()).as(url).isNull();
        }
    }
}
