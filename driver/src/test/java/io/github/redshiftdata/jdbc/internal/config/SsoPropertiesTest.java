package io.github.redshiftdata.jdbc.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.IdentityCenter;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SsoFlow;
import java.net.URI;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of a sign-in by IAM Identity Center, and what contradicts them. */
class SsoPropertiesTest {

    private static final String URL = "jdbc:redshift-data://sales:eu-west-1/dev";
    private static final String START = "https://company.example/start";

    private static DriverConfig read(String... settings) throws ConfigurationException {
        var properties = new Properties();
        for (var number = 0; number < settings.length; number += 2) {
            properties.setProperty(settings[number], settings[number + 1]);
        }
        return ConfigReader.read(URL, properties, 0, () -> URI.create("http://localhost:1"));
    }

    @Test
    void allAreRead() throws Exception {
        assertThat(read(
                                "ssoStartUrl",
                                START,
                                "ssoRegion",
                                "eu-central-1",
                                "ssoAccountId",
                                "111122223333",
                                "ssoRoleName",
                                "Reader",
                                "ssoFlow",
                                "Device",
                                "ssoPort",
                                "7890")
                        .awsAuth())
                .isEqualTo(new IdentityCenter(
                        START, "eu-central-1", "111122223333", "Reader", SsoFlow.DEVICE, 7890, null));
    }

    @ParameterizedTest
    @CsvSource({
        "https://company.example/start/, https://company.example/start",
        "https://company.example/start/#/, https://company.example/start",
        "https://company.example/start#/?tab=accounts, https://company.example/start",
        "https://identitycenter.amazonaws.com/ssoins-1234, https://identitycenter.amazonaws.com/ssoins-1234"
    })
    void whatABrowserAddsToTheUrlIsLeftOut(String given, String url) throws Exception {
        assertThat(((IdentityCenter) read("ssoStartUrl", given, "ssoRegion", "eu-west-1")
                                .awsAuth())
                        .startUrl())
                .isEqualTo(url);
    }

    @Test
    void emptyValuesCountAsAbsent() throws Exception {
        var settings = SsoProperties.ALL.stream()
                .flatMap(property -> java.util.stream.Stream.of(property.name(), " "))
                .toArray(String[]::new);
        assertThat(read(settings).awsAuth()).isInstanceOf(DriverConfig.DefaultChain.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ssoRegion, eu-west-1",
        "ssoAccountId, 111122223333",
        "ssoRoleName, Reader",
        "ssoFlow, browser",
        "ssoPort, 7890"
    })
    void apartOfItAloneIsRefused(String property, String value) {
        assertThatThrownBy(() -> read(property, value))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(property + " is set without ssoStartUrl. Set ssoStartUrl too, or leave it out.");
        assertThatThrownBy(() -> read(property, value, "profile", "work"))
                .hasMessageContaining(property + " is set without ssoStartUrl.");
    }

    @Test
    void theRegionIsNeeded() {
        assertThatThrownBy(() -> read("ssoStartUrl", START))
                .hasMessageContaining("ssoStartUrl is set without ssoRegion.");
    }

    @ParameterizedTest
    @CsvSource({
        "profile, work, profile and ssoStartUrl are set",
        "credentialsProvider, com.example.Own, credentialsProvider and ssoStartUrl are set",
        "accessKeyId, AKID, accessKeyId and ssoStartUrl are set",
        "secretAccessKey, hush, secretAccessKey is set without the rest",
        "ssoFlow, mail, 'must be one of browser, device, none'",
        "ssoAccountId, 12, must be an account of twelve digits",
        "ssoPort, 0, must be a whole number from 1",
    })
    void whatContradictsItIsRefused(String property, String value, String message) {
        assertThatThrownBy(() -> read("ssoStartUrl", START, "ssoRegion", "eu-west-1", property, value))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }
}
