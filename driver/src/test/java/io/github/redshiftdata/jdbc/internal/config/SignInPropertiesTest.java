package io.github.redshiftdata.jdbc.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.AssumedRole;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.DefaultChain;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.IdentityCenter;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.MfaSession;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.Profile;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.PropagatedIdentity;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.Saml;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SsoFlow;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.WebIdentity;
import java.net.URI;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of sign-ins by others, and what contradicts them before anything is sent. */
class SignInPropertiesTest {

    private static final String URL = "jdbc:redshift-data://sales:eu-west-1/dev";

    /** Some devices show it as two groups of three. */
    @Test
    void aCodeMayBeTypedAsItIsShown() throws Exception {
        var properties = new Properties();
        properties.setProperty("profile", "p");
        properties.setProperty("mfaSerial", "m");
        properties.setProperty("mfaCode", " 123 456 ");
        var config = ConfigReader.read(
                "jdbc:redshift-data://sales:eu-west-1/dev", properties, 0, () -> URI.create("http://localhost:1"));
        assertThat(((MfaSession) config.awsAuth()).code()).isEqualTo("123456");
    }

    private static DriverConfig read(String settings) throws ConfigurationException {
        var properties = new Properties();
        for (var setting : settings.split(" ", -1)) {
            properties.setProperty(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        return ConfigReader.read(URL, properties, 0, () -> URI.create("http://localhost:1"));
    }

    @Test
    void whatIsSetIsRead() throws Exception {
        assertThat(read("webIdentityTokenFile=/t roleArn=r roleSessionName=s").awsAuth())
                .isEqualTo(new WebIdentity("r", "/t", null, "s"));
        assertThat(read("webIdentityToken=t roleArn=r").awsAuth()).isEqualTo(new WebIdentity("r", null, "t", null));
        assertThat(read("profile=p mfaSerial=m mfaCode=123456").awsAuth())
                .isEqualTo(new MfaSession(new Profile("p"), "m", "123456", null));
        assertThat(read("profile=p mfaSerial=m mfaCode=123456 roleArn=r").awsAuth())
                .isEqualTo(new AssumedRole(new MfaSession(new Profile("p"), "m", "123456", null), "r", null, null));
    }

    @Test
    void samlIsRead() throws Exception {
        assertThat(
                        read("samlLoginUrl=https://x.example/app?id=1 roleArn=r samlProviderArn=p samlFlow=Browser samlPort=8000")
                                .awsAuth())
                .isEqualTo(new Saml(
                        "r", "p", URI.create("https://x.example/app?id=1"), null, null, SsoFlow.BROWSER, 8000));
        assertThat(read("samlAssertion=abc").awsAuth()).isEqualTo(new Saml(null, null, null, "abc", null, null, 7890));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "webIdentityTokenFile=/t webIdentityToken=t roleArn=r | webIdentityTokenFile and webIdentityToken are set",
                "webIdentityToken=t profile=p roleArn=r | profile and webIdentityToken are set",
                "webIdentityToken=t ssoStartUrl=https://x ssoRegion=y roleArn=r | ssoStartUrl and webIdentityToken are set",
                "webIdentityToken=t secretAccessKey=s roleArn=r | secretAccessKey is set without the rest",
                "webIdentityToken=t ssoRegion=eu-west-1 roleArn=r | ssoRegion is set without ssoStartUrl",
                "webIdentityToken=t | webIdentityToken is set without roleArn",
                "webIdentityTokenFile=t roleArn=r roleExternalId=x | Both webIdentityTokenFile and roleExternalId are set",
                "webIdentityTokenFile=t roleArn=r mfaSerial=x | Both webIdentityTokenFile and mfaSerial are set",
                "samlLoginUrl=https://x samlAssertion=a | samlLoginUrl and samlAssertion are set",
                "samlLoginUrl=https://x profile=p | profile and samlLoginUrl are set",
                "samlAssertion=x webIdentityToken=t roleArn=r | webIdentityToken and samlAssertion are set",
                "samlAssertion=x roleSessionName=t | roleSessionName is set with a sign-in by SAML",
                "samlAssertion=x mfaSerial=t mfaCode=123456 | Both samlAssertion and mfaSerial are set",
                "samlPort=80 | samlPort is set without samlLoginUrl or samlAssertion",
                "samlLoginUrl=ftp://x | 'samlLoginUrl' must be an address such as https://host",
                "mfaSerial=m | mfaSerial is set without a code. Set mfaCode",
                "mfaCode=123456 | mfaCode is set without mfaSerial",
                "mfaSerial=m mfaCode=12345 | 'mfaCode' must be the six digits",
                "mfaSerial=m mfaCode=123456 ssoStartUrl=https://x ssoRegion=y | Both ssoStartUrl and mfaSerial are set",
                "mfaSerial=m mfaCode=123456 accessKeyId=a secretAccessKey=b sessionToken=c | Both sessionToken and mfaSerial",
            })
    void contradictionsAreToldBeforeAnythingIsSent(String settings, String said) {
        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(said);
    }

    private static final String APPLICATION = "ssoApplicationArn=arn:aws:sso::123456789012:application/ssoins-1/apl-2";

    @Test
    void aPersonForTheDatabaseIsRead() throws Exception {
        var application = APPLICATION.split("=", 2)[1];
        assertThat(read(APPLICATION + " ssoRegion=eu-west-1 roleArn=r profile=p webIdentityTokenFile=/t")
                        .awsAuth())
                .isEqualTo(new PropagatedIdentity(
                        new AssumedRole(new Profile("p"), "r", null, null), application, "eu-west-1", "/t", null));
        assertThat(read(APPLICATION + " ssoRegion=eu-west-1 roleArn=r webIdentityToken=t")
                        .awsAuth())
                .isEqualTo(new PropagatedIdentity(
                        new AssumedRole(new DefaultChain(), "r", null, null), application, "eu-west-1", null, "t"));
        assertThat(read(APPLICATION + " ssoRegion=eu-west-1 ssoStartUrl=https://x roleArn=r")
                        .awsAuth())
                .isEqualTo(new PropagatedIdentity(
                        new AssumedRole(
                                new IdentityCenter("https://x", "eu-west-1", null, null, null, null, null),
                                "r",
                                null,
                                null),
                        application,
                        "eu-west-1",
                        null,
                        null));
    }

    /** Pools and tools send a user whatever the sign-in is. */
    @Test
    void theUserOfAPoolIsIgnoredWhereThePersonIsTheUser() throws Exception {
        var config = read(APPLICATION + " ssoRegion=eu-west-1 webIdentityToken=t roleArn=r user=ann");
        assertThat(config.databaseAuth()).isEqualTo(new DriverConfig.IamIdentity());
        assertThat(config.warnings().get("user")).contains("with ssoApplicationArn the database user is the person");
        assertThat(config.sanitizedUrl()).doesNotContain("ann");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dbUser=ann roleArn=r ssoRegion=x webIdentityToken=t | Both ssoApplicationArn and dbUser are set",
                "secretArn=s roleArn=r ssoRegion=x webIdentityToken=t | Both ssoApplicationArn and secretArn are set",
                "samlLoginUrl=https://x roleArn=r | Both ssoApplicationArn and samlLoginUrl are set",
                "ssoRegion=eu-west-1 roleArn=r | nothing says who the person is. Set ssoStartUrl",
                "ssoRegion=eu-west-1 roleArn=r ssoStartUrl=https://x webIdentityToken=t | but ssoStartUrl and webIdentityToken are set",
                "ssoRegion=eu-west-1 roleArn=r webIdentityTokenFile=/t webIdentityToken=t | but webIdentityTokenFile and webIdentityToken are set",
                "ssoRegion=eu-west-1 webIdentityToken=t | ssoApplicationArn is set without roleArn",
                "roleArn=r webIdentityToken=t | ssoApplicationArn is set without ssoRegion",
                "ssoRegion=eu-west-1 roleArn=r webIdentityToken=t ssoRoleName=x | ssoRoleName is set without ssoStartUrl",
                "ssoRegion=eu-west-1 roleArn=r ssoStartUrl=https://x profile=p | profile and ssoStartUrl are set",
            })
    void whatContradictsThePersonIsToldBeforeAnythingIsSent(String settings, String said) {
        assertThatThrownBy(() -> read(APPLICATION + " " + settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"apl-2", "arn:aws:iam::123456789012:role/r", "arn:aws:sso:::application/x"})
    void anApplicationIsNamedByItsArn(String arn) {
        assertThatThrownBy(() -> read("ssoApplicationArn=" + arn + " ssoRegion=x roleArn=r webIdentityToken=t"))
                .hasMessageContaining("'ssoApplicationArn' must be the ARN of an application of IAM Identity Center");
    }

    @Test
    void theTokenOfThePersonIsNotShown() throws Exception {
        var person = read(APPLICATION + " ssoRegion=eu-west-1 webIdentityToken=very.hush roleArn=r");
        assertThat(person.toString() + person.sanitizedUrl()).doesNotContain("very.hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webIdentityTokenFile",
                "webIdentityToken",
                "mfaCode",
                "samlAssertion",
                "proxyPassword",
                "trustStorePassword"
            })
    void whatIsSecretOrNamesAFileToSendIsRefusedInTheUrl(String name) {
        assertThatThrownBy(() -> ConfigReader.read(
                        URL + "?" + name + "=112233", new Properties(), 0, () -> URI.create("http://localhost:1")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The key '" + name + "' is refused in the URL")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("112233"));
    }

    @Test
    void nothingOfItIsShown() throws Exception {
        var web = read("webIdentityToken=very.hush.token roleArn=r");
        var mfa = read("accessKeyId=a secretAccessKey=hush mfaSerial=m mfaCode=987654");
        assertThat(web.toString() + mfa).doesNotContain("very.hush", "987654", "hush,");
        assertThat(web.sanitizedUrl() + mfa.sanitizedUrl()).doesNotContain("very.hush", "987654");
        assertThat(read("webIdentityTokenFile=/tmp/t roleArn=r").sanitizedUrl()).doesNotContain("/tmp");
    }
}
