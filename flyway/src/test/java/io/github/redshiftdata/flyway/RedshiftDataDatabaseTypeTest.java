package io.github.redshiftdata.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.ServiceLoader;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.extensibility.Plugin;
import org.flywaydb.database.redshift.RedshiftDatabaseType;
import org.junit.jupiter.api.Test;

class RedshiftDataDatabaseTypeTest {

    private final RedshiftDataDatabaseType type = new RedshiftDataDatabaseType();

    @Test
    void flywayFindsItAmongThePlugins() {
        assertThat(ServiceLoader.load(Plugin.class)).hasAtLeastOneElementOfType(RedshiftDataDatabaseType.class);
    }

    @Test
    void itTakesOnlyItsOwnUrls() {
        assertThat(type.handlesJDBCUrl("jdbc:redshift-data://workgroup.eu-west-1/dev"))
                .isTrue();
        assertThat(type.handlesJDBCUrl("jdbc:redshift://host:5439/dev")).isFalse();
        assertThat(type.handlesJDBCUrl("jdbc:postgresql://host/dev")).isFalse();
    }

    @Test
    void itTakesItsOwnConnectionsWhateverNameTheyGiveToTheDatabase() {
        var own = connection("jdbc:redshift-data://embedded/dev?databaseProductName=PostgreSQL");
        assertThat(type.handlesDatabaseProductNameAndVersion("Redshift 8.0", "8.0", own))
                .isTrue();
        assertThat(type.handlesDatabaseProductNameAndVersion("PostgreSQL 8.0", "8.0", own))
                .isTrue();
        assertThat(type.handlesDatabaseProductNameAndVersion(
                        "Redshift 8.0", "8.0", connection("jdbc:redshift://host/dev")))
                .isFalse();
    }

    @Test
    void aConnectionWithoutAUrlIsLeftToTheTypeOfItsProduct() {
        assertThat(type.handlesDatabaseProductNameAndVersion("PostgreSQL 17", "17", connection(null)))
                .isFalse();
        assertThatThrownBy(() -> type.handlesDatabaseProductNameAndVersion("Redshift 8.0", "8.0", connection(null)))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("The connection does not say its URL");
    }

    /** A connection that knows its URL only, or refuses to tell one. */
    private static Connection connection(String url) {
        InvocationHandler answers = (proxy, method, arguments) -> {
            if (method.getName().equals("getMetaData")) {
                return Proxy.newProxyInstance(
                        RedshiftDataDatabaseTypeTest.class.getClassLoader(),
                        new Class<?>[] {DatabaseMetaData.class},
                        (of, asked, none) -> {
                            if (url == null) {
                                throw new SQLException("no URL");
                            }
                            return url;
                        });
            }
            throw new UnsupportedOperationException(method.getName());
        };
        return (Connection) Proxy.newProxyInstance(
                RedshiftDataDatabaseTypeTest.class.getClassLoader(), new Class<?>[] {Connection.class}, answers);
    }

    @Test
    void itComesBeforeFlywaysOwnRedshiftType() {
        assertThat(type.getPriority()).isGreaterThan(new RedshiftDatabaseType().getPriority());
    }

    @Test
    void itNamesADriverThatExists() throws Exception {
        var name = type.getDriverClass("jdbc:redshift-data://embedded/dev", null);
        assertThat(Class.forName(name).getDeclaredConstructor().newInstance()).isInstanceOf(Driver.class);
        assertThat(type.getBackupDriverClass("jdbc:redshift-data://embedded/dev", null))
                .isNull();
    }

    @Test
    void itSetsNoPropertiesOfAnotherDriver() {
        var properties = new HashMap<String, String>();
        type.setOverridingConnectionProps(properties);
        assertThat(properties).isEmpty();
    }
}
