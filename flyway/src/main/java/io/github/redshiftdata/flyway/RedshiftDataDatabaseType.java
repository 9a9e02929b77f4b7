package io.github.redshiftdata.flyway;

import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.database.redshift.RedshiftDatabaseType;
import org.jspecify.annotations.Nullable;

/**
 * Redshift behind the Data API, for Flyway: its own Redshift support, with this driver. Flyway finds the class by its
 * service file.
 */
public final class RedshiftDataDatabaseType extends RedshiftDatabaseType {

    private static final String URL_PREFIX = "jdbc:redshift-data:";

    /** For Flyway, which makes its plugins by their class names. */
    public RedshiftDataDatabaseType() {}

    @Override
    public String getName() {
        return "Redshift (Data API)";
    }

    /** Before Flyway's own Redshift type, which takes every connection to a product named Redshift. */
    @Override
    public int getPriority() {
        return super.getPriority() + 1;
    }

    @Override
    public boolean handlesJDBCUrl(@Nullable String url) {
        return isOurs(url);
    }

    @Override
    public String getDriverClass(String url, @Nullable ClassLoader classLoader) {
        return RedshiftDataDriver.class.getName();
    }

    /** None: Flyway's own type would look for another driver. */
    @Override
    public @Nullable String getBackupDriverClass(String url, @Nullable ClassLoader classLoader) {
        return null;
    }

    /** Nothing: what Flyway sets for Redshift are properties of another driver. */
    @Override
    public void setOverridingConnectionProps(Map<String, String> properties) {}

    /**
     * Whether the connection is of this driver, whatever name it is told to give to its database, so that other
     * connections stay with Flyway's own types.
     *
     * @throws FlywayException if a connection to Redshift cannot say its URL
     */
    @Override
    public boolean handlesDatabaseProductNameAndVersion(
            String productNameAndVersion, String version, Connection connection) {
        try {
            return isOurs(connection.getMetaData().getURL());
        } catch (SQLException e) {
            if (!productNameAndVersion.startsWith("Redshift")) {
                return false;
            }
            throw new FlywayException("The connection does not say its URL, so its kind is not known", e);
        }
    }

    private static boolean isOurs(@Nullable String url) {
        return url != null && url.startsWith(URL_PREFIX);
    }
}
