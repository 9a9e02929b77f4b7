package io.github.redshiftdata.jdbc.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.CustomProvider;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.GivenProvider;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.MetadataSource;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.StaticKeys;
import java.math.BigInteger;
import java.net.URI;
import java.nio.CharBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PropertyTextsTest {

    /** Whatever its class, a value is what it says of itself. */
    @Test
    void everyPropertyIsTakenByTheTextOfItsValue() throws ConfigurationException {
        var properties = withDefaults();
        properties.put("queryTimeout", 3);
        properties.put("lazyConnect", true);
        properties.put("resultBufferBytes", 123_456L);
        properties.put("maxStatementBytes", BigInteger.valueOf(5_000));
        properties.put("applicationName", new AtomicReference<>("reports"));
        properties.put("endpoint", URI.create("https://vpce.example.com"));
        properties.put("metadataSource", MetadataSource.SQL);
        properties.put("accessKeyId", "AK");
        properties.put("secretAccessKey", "hush".toCharArray());
        properties.put(42, "a name that is no string is nobody's");

        var config = read(properties);

        assertThat(config.queryTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.lazyConnect()).isTrue();
        assertThat(config.resultBufferBytes()).isEqualTo(123_456);
        assertThat(config.maxStatementBytes()).isEqualTo(5_000);
        assertThat(config.applicationName()).isEqualTo("reports");
        assertThat(config.endpoint()).isEqualTo(URI.create("https://vpce.example.com"));
        assertThat(config.metadataSource()).isEqualTo(MetadataSource.SQL);
        assertThat(config.awsAuth()).isEqualTo(new StaticKeys("AK", "hush", null));
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void aWrongValueThatIsNoStringIsAnErrorAsAnyOther() {
        var properties = new Properties();
        properties.put("queryTimeout", 1.5);
        assertThatThrownBy(() -> read(properties))
                .hasMessageContaining("queryTimeout")
                .hasMessageContaining("1.5");
    }

    @Test
    void anObjectThatGivesCredentialsStandsForItselfAndANameForItsClass() throws ConfigurationException {
        var provider = new Object();
        var properties = new Properties();
        properties.put("credentialsProvider", provider);
        assertThat(read(properties).awsAuth()).isEqualTo(new GivenProvider(provider));
        for (var name : new Object[] {"a.b.C", CharBuffer.wrap("a.b.C"), "a.b.C".toCharArray()}) {
            properties.put("credentialsProvider", name);
            assertThat(read(properties).awsAuth()).isEqualTo(new CustomProvider("a.b.C", Map.of()));
        }
    }

    @Test
    void whatTakesPartInASignInIsKeptAsTheObjectThatItIs() throws ConfigurationException {
        var source = new Object();
        var properties = new Properties();
        properties.put(SignInProperties.SAML_SOURCE, source);
        assertThat(PropertyTexts.objects(properties)).isEqualTo(Map.of(SignInProperties.SAML_SOURCE, source));
        assertThat(PropertyTexts.of(properties)).isEmpty();
        assertThat(Settings.merge(ConnectionUrl.parse("jdbc:redshift-data://c1:eu-west-1/dev"), properties)
                        .object(SignInProperties.SAML_SOURCE))
                .isSameAs(source);
    }

    /** Properties tells the names of such defaults and hides their values. */
    @Test
    void aDefaultThatIsNoStringIsNotPassedOverInSilence() {
        var defaults = new Properties();
        defaults.put("readOnly", true);
        assertThatThrownBy(() -> read(new Properties(defaults)))
                .hasMessageContaining("'readOnly'")
                .hasMessageContaining("setProperty");
    }

    /** Settings whose defaults the values of a test take the place of. */
    private static Properties withDefaults() {
        var defaults = new Properties();
        defaults.setProperty("queryTimeout", "7");
        defaults.setProperty("lazyConnect", "false");
        return new Properties(defaults);
    }

    private static DriverConfig read(Properties properties) throws ConfigurationException {
        return ConfigReader.read(
                "jdbc:redshift-data://c1:eu-west-1/dev", properties, 0, () -> URI.create("http://localhost:1"));
    }
}
