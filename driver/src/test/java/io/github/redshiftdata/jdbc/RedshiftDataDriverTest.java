package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.config.DriverProperties;
import io.github.redshiftdata.jdbc.internal.config.Property;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RedshiftDataDriverTest {

    private final RedshiftDataDriver driver = new RedshiftDataDriver();

    @Test
    void isFoundByDriverManagerAndServiceLoader() throws SQLException {
        assertThat(DriverManager.getDriver("jdbc:redshift-data://c1/dev")).isInstanceOf(RedshiftDataDriver.class);
        assertThat(ServiceLoader.load(java.sql.Driver.class)).hasAtLeastOneElementOfType(RedshiftDataDriver.class);
    }

    @Test
    void aForeignUrlIsLeftToOthers() throws SQLException {
        assertThat(driver.acceptsURL("jdbc:redshift://c1/dev")).isFalse();
        assertThat(driver.connect("jdbc:redshift://c1/dev", new Properties())).isNull();
        assertThat(driver.connect("", null)).isNull();
    }

    @Test
    void aNullUrlIsAnSqlException() {
        assertThatThrownBy(() -> driver.acceptsURL(null)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> driver.connect(null, null)).isInstanceOf(SQLException.class);
    }

    @Test
    void aWrongUrlIsAcceptedButDoesNotConnect() throws SQLException {
        var url = "jdbc:redshift-data://c1/dev?regoin=eu-west-1";

        assertThat(driver.acceptsURL(url)).isTrue();
        assertThatThrownBy(() -> driver.connect(url, null))
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .hasMessageContaining("'region'")
                .extracting("SQLState")
                .isEqualTo("08001");
    }

    @Test
    void propertyInfoIsNeverNullAndNeverThrows() {
        for (var url : new String[] {null, "", "jdbc:other:x", "jdbc:redshift-data:", "jdbc:redshift-data://a b?x"}) {
            assertThat(driver.getPropertyInfo(url, null)).isNotEmpty();
        }
    }

    @Test
    void propertyInfoShowsWhatIsSetAndTheChoicesButNoSecrets() {
        var properties = new Properties();
        properties.setProperty("secretAccessKey", "hush");
        properties.setProperty("password", "hush");
        properties.setProperty("user", "ann");

        var infos = driver.getPropertyInfo("jdbc:redshift-data://c1:eu-west-1/dev?session=auto", properties);

        assertThat(named(infos, "clusterIdentifier").value).isEqualTo("c1");
        assertThat(named(infos, "region").value).isEqualTo("eu-west-1");
        assertThat(named(infos, "region").required).isTrue();
        assertThat(named(infos, "database").value).isEqualTo("dev");
        assertThat(named(infos, "dbUser").value).isEqualTo("ann");
        assertThat(named(infos, "session").value).isEqualTo("auto");
        assertThat(named(infos, "session").choices).containsExactly("always", "auto");
        assertThat(named(infos, "connectTimeout").value).isEqualTo("10");
        assertThat(infos).extracting(info -> info.value).doesNotContain("hush");
    }

    static Stream<Property<?>> secrets() {
        return DriverProperties.all().stream().filter(Property::secret);
    }

    /** Tools show, keep and log what they get here. */
    @ParameterizedTest
    @MethodSource("secrets")
    void whatToolsSeeOfASecretIsThatItIsOne(Property<?> secret) throws SQLException {
        var properties = new Properties();
        properties.setProperty(secret.name(), "hush-hush");
        var url = "jdbc:redshift-data://c1:eu-west-1/dev";
        for (var written : List.of(url, url + "?" + secret.name() + "=hush-hush", "jdbc:redshift-data://a b?x")) {
            var infos = driver.getPropertyInfo(written, properties);
            assertThat(named(infos, secret.name()).value).isNull();
            assertThat(named(infos, secret.name()).description).contains("This is a secret");
            assertThat(infos)
                    .allSatisfy(info -> assertThat(info.value + info.description + Arrays.toString(info.choices))
                            .doesNotContain("hush-hush"));
        }
        var source = new RedshiftDataDataSource();
        source.setUrl(url);
        source.setProperty(secret.name(), "hush-hush");
        assertThat(source.toString() + source.getReference()).contains("c1").doesNotContain("hush-hush");
        properties.setProperty("lazyConnect", "true");
        try (var connection = driver.connect(url, properties)) {
            assertThat(connection.getMetaData().getURL() + connection).doesNotContain("hush-hush");
        } catch (SQLException half) {
            // Some need another property with them.
            assertThat(half.toString()).doesNotContain("hush-hush");
        }
    }

    /** Tools that mask go by names such as these. */
    @Test
    void whatSoundsLikeASecretIsOneAndNothingElseIsCalledOne() {
        for (var info : driver.getPropertyInfo(null, null)) {
            var isOne = secrets().anyMatch(secret -> secret.name().equals(info.name));
            assertThat(info.description.contains("This is a secret"))
                    .as(info.name)
                    .isEqualTo(isOne);
            var lower = info.name.toLowerCase(Locale.ROOT);
            var sounds = List.of("password", "secret", "token").stream().anyMatch(lower::contains);
            // The name of a secret, and that of a file.
            var isAName = lower.endsWith("arn") || lower.endsWith("file");
            assertThat(isOne || !sounds || isAName).as(info.name).isTrue();
        }
        assertThat(secrets()).extracting(Property::name).contains("password", "secretAccessKey", "proxyPassword");
    }

    @Test
    void theVersionIsTheOneOfTheBuild() {
        var version = io.github.redshiftdata.jdbc.internal.config.DriverVersion.text();

        assertThat(version).startsWith(driver.getMajorVersion() + "." + driver.getMinorVersion());
        assertThat(version).doesNotContain("$");
        assertThat(driver.getMajorVersion() + driver.getMinorVersion()).isPositive();
    }

    @Test
    void isHonestAboutCompliance() {
        assertThat(driver.jdbcCompliant()).isFalse();
        assertThat(driver.getParentLogger().getName()).isEqualTo("io.github.redshiftdata.jdbc");
    }

    private static DriverPropertyInfo named(DriverPropertyInfo[] infos, String name) {
        return Arrays.stream(infos)
                .filter(info -> info.name.equals(name))
                .findFirst()
                .orElseThrow();
    }
}
