package io.github.redshiftdata.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Driver;
import java.util.HashMap;
import java.util.ServiceLoader;
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
