package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.config.EmbeddedEndpoint;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ConnectionSettingsTest {

    private static ConnectionSettings settings(String property, String value) throws ConfigurationException {
        var properties = new Properties();
        properties.setProperty(property, value);
        var url = "jdbc:redshift-data://reports:eu-west-1/dev";
        return new ConnectionSettings(
                ConfigReader.read(url, properties, 0, EmbeddedEndpoint.onTheClassPath()), new SessionState());
    }

    @Test
    void aValueThatRedshiftCannotStoreIsRefusedByItsProperty() throws ConfigurationException {
        for (var property : new String[] {"applicationName", "queryGroup"}) {
            var settings = settings(property, "a\uD800");
            var error = catchThrowableOfType(SQLException.class, settings::preset);
            assertThat(error.getSQLState()).isEqualTo("22021");
            assertThat(error.getMessage()).startsWith("The property " + property + " cannot be sent: ");
        }
    }
}
