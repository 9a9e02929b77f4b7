package io.github.redshiftdata.jdbc;

import io.github.redshiftdata.jdbc.internal.api.RealTime;
import io.github.redshiftdata.jdbc.internal.api.sdk.ColdStart;
import io.github.redshiftdata.jdbc.internal.auth.Addresses;
import io.github.redshiftdata.jdbc.internal.auth.EnvironmentRegion;
import io.github.redshiftdata.jdbc.internal.auth.Profiles;
import io.github.redshiftdata.jdbc.internal.check.StageCheck;
import io.github.redshiftdata.jdbc.internal.check.StageCheck.Surroundings;
import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.config.ConnectionUrl;
import io.github.redshiftdata.jdbc.internal.config.DriverProperties;
import io.github.redshiftdata.jdbc.internal.config.DriverVersion;
import io.github.redshiftdata.jdbc.internal.config.EmbeddedEndpoint;
import io.github.redshiftdata.jdbc.internal.config.Property;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.jdbc.ConnectionFactory;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC driver for URLs that start with {@code jdbc:redshift-data:}. Where the URL and the Properties set the same
 * thing, the URL counts.
 */
public final class RedshiftDataDriver implements Driver {

    /** JDBC has no mark for a property that is to be masked: tools go by its name, and people by its description. */
    private static final String OF_A_SECRET = " This is a secret: its value is not shown here.";

    static {
        try {
            DriverManager.registerDriver(new RedshiftDataDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** For tools that make a driver by its class name. */
    public RedshiftDataDriver() {}

    /**
     * Makes a connection.
     *
     * @param info read with its defaults; null counts as empty
     * @return null if the URL is for another driver
     * @throws SQLException with SQLSTATE 08001 if the URL is null or a setting is wrong
     */
    @Override
    public @Nullable Connection connect(@Nullable String url, @Nullable Properties info) throws SQLException {
        return acceptsURL(url) && url != null
                ? connect(url, orEmpty(info), DriverManager.getLoginTimeout(), null)
                : null;
    }

    static Connection connect(
            String url, Properties properties, int loginTimeoutSeconds, @Nullable RedshiftDataTracer tracer)
            throws SQLException {
        var start = RealTime.nanos();
        ColdStart.begin();
        try {
            var profiles = new Profiles();
            var config = ConfigReader.read(
                    url,
                    properties,
                    loginTimeoutSeconds,
                    EmbeddedEndpoint.onTheClassPath(),
                    profile -> EnvironmentRegion.of(profile, profiles));
            Addresses.check(config, profiles);
            return ConnectionFactory.connect(config, start, tracer);
        } catch (ConfigurationException e) {
            // Not transient: to try again with the same settings is of no use.
            throw new SQLNonTransientConnectionException(e.getMessage(), SqlState.UNABLE_TO_CONNECT.code(), e);
        }
    }

    /**
     * Tells which stage of a connection works and which fails, with its cause and what to do. It makes a connection and uses it
     * as a program does: it may ask a person to sign in, wakes a warehouse that sleeps, and runs some short statements. It
     * changes nothing, throws nothing, and takes at most about as long as the login timeout, or five minutes without one.
     *
     * @param info read with its defaults; null counts as empty
     */
    public static RedshiftDataCheck check(String url, @Nullable Properties info) {
        return StageCheck.of(url, orEmpty(info), DriverManager.getLoginTimeout(), Surroundings.real());
    }

    /**
     * Whether the URL is for this driver; it may still have mistakes.
     *
     * @throws SQLException if the URL is null
     */
    @Override
    public boolean acceptsURL(@Nullable String url) throws SQLException {
        if (url == null) {
            // Not transient: the same call will fail again.
            throw new SQLNonTransientConnectionException(
                    "The URL is null. Write " + ConnectionUrl.PREFIX + "//…", SqlState.UNABLE_TO_CONNECT.code());
        }
        return ConnectionUrl.accepts(url);
    }

    /**
     * All properties with the values that are set for them. A secret has no value here, and its description says that it is one.
     * A wrong URL counts as an empty one.
     */
    @Override
    public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties info) {
        var values = valuesToShow(url, orEmpty(info));
        return DriverProperties.all().stream()
                .map(property -> propertyInfo(property, values.get(property.name())))
                .toArray(DriverPropertyInfo[]::new);
    }

    private static Map<String, String> valuesToShow(@Nullable String url, Properties properties) {
        try {
            if (url == null || !ConnectionUrl.accepts(url)) {
                return ConfigReader.valuesToShow(ConnectionUrl.PREFIX + "//", properties);
            }
            return ConfigReader.valuesToShow(url, properties);
        } catch (ConfigurationException e) {
            return Map.of();
        }
    }

    private static DriverPropertyInfo propertyInfo(Property<?> property, @Nullable String set) {
        var info = new DriverPropertyInfo(property.name(), set == null ? property.defaultValue() : set);
        info.description = property.description() + (property.secret() ? OF_A_SECRET : "");
        info.required = property.required();
        if (!property.choices().isEmpty()) {
            info.choices = property.choices().toArray(String[]::new);
        }
        return info;
    }

    private static Properties orEmpty(@Nullable Properties properties) {
        return properties == null ? new Properties() : properties;
    }

    @Override
    public int getMajorVersion() {
        return DriverVersion.major();
    }

    @Override
    public int getMinorVersion() {
        return DriverVersion.minor();
    }

    /** False: Redshift itself is not fully SQL-92. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.github.redshiftdata.jdbc");
    }
}
