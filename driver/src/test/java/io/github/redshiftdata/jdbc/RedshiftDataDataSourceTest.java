package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.config.DriverProperties;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class RedshiftDataDataSourceTest {

    private final RedshiftDataDataSource dataSource = new RedshiftDataDataSource();

    @Test
    void everyPropertyAndAliasHasASetter() {
        var setters = Arrays.stream(RedshiftDataDataSource.class.getMethods())
                .map(Method::getName)
                .toList();

        for (var property : DriverProperties.all()) {
            assertThat(setters).contains(setter(property.name()));
            assertThat(setters)
                    .containsAll(property.aliases().stream()
                            .map(RedshiftDataDataSourceTest::setter)
                            .toList());
        }
    }

    @Test
    void aSetterSetsTheProperty() throws ReflectiveOperationException {
        for (var property : DriverProperties.all()) {
            if (property.secret() || property.name().equals("loginTimeout")) {
                continue;
            }
            var method = Arrays.stream(RedshiftDataDataSource.class.getMethods())
                    .filter(candidate -> candidate.getName().equals(setter(property.name())))
                    .findFirst()
                    .orElseThrow();
            var type = method.getParameterTypes()[0];
            Object value = type == boolean.class ? true : type == int.class ? 42 : type == long.class ? 42L : "42";

            method.invoke(dataSource, value);

            assertThat(dataSource.toString()).contains(property.name() + "=" + value);
        }
    }

    @Test
    void aWrongSettingShowsWhenConnecting() {
        dataSource.setUrl("jdbc:redshift-data://c1/dev");

        assertThat(dataSource.getUrl()).isEqualTo("jdbc:redshift-data://c1/dev");
        assertThatThrownBy(dataSource::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("No region is given");
        assertThatThrownBy(() -> dataSource.getConnection("ann", null)).isInstanceOf(SQLException.class);
    }

    @Test
    void nullTakesASettingBack() {
        dataSource.setRegion("eu-west-1");
        dataSource.setRegion(null);
        dataSource.setUrl(null);

        assertThat(dataSource).hasToString("RedshiftDataDataSource{}");
    }

    @Test
    void noSecretIsShown() {
        dataSource.setPassword("hush");
        dataSource.setSecretAccessKey("hush");
        dataSource.setSessionToken("hush");

        assertThat(dataSource.toString()).doesNotContain("hush");

        dataSource.setUrl("jdbc:redshift-data://c1/dev?secretAccessKey=hush");
        assertThat(dataSource.toString()).doesNotContain("hush");
    }

    @Test
    void theLoginTimeoutIsNotNegative() throws SQLException {
        dataSource.setLoginTimeout(7);

        assertThat(dataSource.getLoginTimeout()).isEqualTo(7);
        assertThatThrownBy(() -> dataSource.setLoginTimeout(-1)).isInstanceOf(SQLException.class);
    }

    @Test
    void unwrapsToItself() throws SQLException {
        assertThat(dataSource.isWrapperFor(DataSource.class)).isTrue();
        assertThat(dataSource.unwrap(RedshiftDataDataSource.class)).isSameAs(dataSource);
        assertThatThrownBy(() -> dataSource.unwrap(String.class)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> dataSource.isWrapperFor(null)).isInstanceOf(SQLException.class);
    }

    private static String setter(String property) {
        return "set" + Character.toUpperCase(property.charAt(0)) + property.substring(1);
    }
}
