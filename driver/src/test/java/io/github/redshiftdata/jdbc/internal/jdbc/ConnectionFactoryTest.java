package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.RealTime;
import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Connections by a client of the pool; nothing is sent here. */
class ConnectionFactoryTest {

    private static DriverConfig config(String parameters) throws ConfigurationException {
        var url = "jdbc:redshift-data://127.0.0.1:9/dev?lazyConnect=true" + parameters;
        return ConfigReader.read(url, new Properties(), 0, () -> {
            throw new ConfigurationException("not embedded");
        });
    }

    @Test
    void aLazyConnectionIsMadeWithoutARequest() throws SQLException, ConfigurationException {
        try (var connection = ConnectionFactory.connect(config(""), RealTime.nanos(), null)) {
            assertThat(connection.isClosed()).isFalse();
            assertThat(connection.getCatalog()).isEqualTo("dev");
        }
    }

    @Test
    void aConnectionThatCannotBeOpenedIsClosed() {
        var error = catchThrowableOfType(
                SQLException.class,
                () -> ConnectionFactory.connect(config("&currentSchema=%22sales"), RealTime.nanos(), null));
        assertThat(error.getSQLState()).isEqualTo("22023");
        assertThat(error.getSuppressed()).isEmpty();
    }
}
