package io.github.redshiftdata.jdbc.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.AssumedRole;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.Cluster;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.CustomProvider;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.DbUser;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.DefaultChain;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.IamIdentity;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.LogLevel;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.LogTarget;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.MetadataSource;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ParameterMode;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.Profile;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.Secret;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionTimes;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.StaticKeys;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.Workgroup;
import io.github.redshiftdata.jdbc.internal.error.SecretWords;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {

    private static final String CLUSTER = "//c1:eu-west-1/dev";
    private static final String WORKGROUP = "///dev?region=eu-west-1&workgroupName=wg";
    private static final URI EMULATOR = URI.create("http://127.0.0.1:4711");

    @Test
    void aCustomDomainNameIsToldToBeNoCluster() {
        assertThatThrownBy(() -> read("jdbc:redshift-data://warehouse.example.com/dev?region=eu-west-1"))
                .hasMessageContaining("Neither a cluster nor a workgroup is given.")
                .hasMessageContaining("a custom domain name does not tell the cluster.");
        assertThatThrownBy(() -> read("jdbc:redshift-data:///dev?region=eu-west-1"))
                .hasMessageNotContaining("custom domain");
    }

    @Test
    void whatIsNotSetHasItsDefault() throws ConfigurationException {
        var config = read(CLUSTER);

        assertThat(config.region()).isEqualTo("eu-west-1");
        assertThat(config.endpoint()).isNull();
        assertThat(config.target()).isEqualTo(new Cluster("c1"));
        assertThat(config.database()).isEqualTo("dev");
        assertThat(config.databaseAuth()).isEqualTo(new IamIdentity());
        assertThat(config.awsAuth()).isEqualTo(new DefaultChain());
        assertThat(config.sessionMode()).isEqualTo(SessionMode.ALWAYS);
        assertThat(config.sessionTimes())
                .isEqualTo(new SessionTimes(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofHours(1)));
        assertThat(config.lazyConnect()).isFalse();
        assertThat(config.parameterMode()).isEqualTo(ParameterMode.BIND);
        assertThat(config.resultFormat()).isEqualTo(ResultFormat.JSON);
        assertThat(config.metadataSource()).isEqualTo(MetadataSource.AUTO);
        assertThat(config.metadataCacheLife()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.databaseProductName()).isEqualTo("Redshift");
        assertThat(config.resultBufferBytes()).isEqualTo(64L << 20);
        assertThat(config.queryTimeout()).isZero();
        assertThat(config.loginTimeout()).isZero();
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.requestTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.maxStatementBytes()).isEqualTo(100_000);
        assertThat(config.applicationName()).isNull();
        assertThat(config.currentSchema()).isNull();
        assertThat(config.readOnly()).isFalse();
        assertThat(config.readOnlyMode()).isEqualTo(DriverConfig.ReadOnly.ALWAYS);
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void everyPropertyArrivesInItsField() throws ConfigurationException {
        var config = read(
                CLUSTER,
                "session",
                "AUTO",
                "sessionKeepAliveSeconds",
                "86400",
                "idleSessionSeconds",
                "60",
                "transactionIdleSeconds",
                "30",
                "lazyConnect",
                "true",
                "parameters",
                "literal",
                "resultFormat",
                "csv",
                "metadataSource",
                "sql",
                "metadataCacheSeconds",
                "0",
                "databaseProductName",
                "PostgreSQL",
                "resultBufferBytes",
                "5000000000",
                "queryTimeout",
                "7",
                "loginTimeout",
                "8",
                "connectTimeout",
                "9",
                "requestTimeout",
                "10",
                "maxStatementBytes",
                "11",
                "applicationName",
                "app",
                "currentSchema",
                "s",
                "readOnly",
                "True",
                "readOnlyMode",
                "Transaction",
                "endpoint",
                "https://vpce.example.com");

        assertThat(config.sessionMode()).isEqualTo(SessionMode.AUTO);
        assertThat(config.sessionTimes())
                .isEqualTo(new SessionTimes(Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofDays(1)));
        assertThat(config.lazyConnect()).isTrue();
        assertThat(config.parameterMode()).isEqualTo(ParameterMode.LITERAL);
        assertThat(config.resultFormat()).isEqualTo(ResultFormat.CSV);
        assertThat(config.metadataSource()).isEqualTo(MetadataSource.SQL);
        assertThat(config.metadataCacheLife()).isZero();
        assertThat(config.databaseProductName()).isEqualTo("PostgreSQL");
        assertThat(config.resultBufferBytes()).isEqualTo(5_000_000_000L);
        assertThat(config.queryTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.loginTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config.requestTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.maxStatementBytes()).isEqualTo(11);
        assertThat(config.applicationName()).isEqualTo("app");
        assertThat(config.currentSchema()).isEqualTo("s");
        assertThat(config.readOnly()).isTrue();
        assertThat(config.readOnlyMode()).isEqualTo(DriverConfig.ReadOnly.TRANSACTION);
        assertThat(config.endpoint()).isEqualTo(URI.create("https://vpce.example.com"));
    }

    @Test
    void theLoginTimeoutOfTheCallerCountsWhereNoneIsSet() throws ConfigurationException {
        var properties = properties("loginTimeout", "3");

        assertThat(ConfigReader.read("jdbc:redshift-data:" + CLUSTER, new Properties(), 5, () -> EMULATOR)
                        .loginTimeout())
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(ConfigReader.read("jdbc:redshift-data:" + CLUSTER, properties, 5, () -> EMULATOR)
                        .loginTimeout())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void theUrlWinsOverTheProperties() throws ConfigurationException {
        var config = read(CLUSTER + "?profile=url", "profile", "other", "region", "us-east-1", "database", "x");

        assertThat(config.awsAuth()).isEqualTo(new Profile("url"));
        assertThat(config.region()).isEqualTo("eu-west-1");
        assertThat(config.database()).isEqualTo("dev");
    }

    @Test
    void defaultsOfPropertiesAreSeenAndValuesThatAreNoStringsToo() throws ConfigurationException {
        var properties = new Properties(properties("profile", "inherited"));
        properties.put("readOnly", true);

        var config = ConfigReader.read("jdbc:redshift-data:" + CLUSTER, properties, 0, () -> EMULATOR);

        assertThat(config.awsAuth()).isEqualTo(new Profile("inherited"));
        assertThat(config.readOnly()).isTrue();
    }

    /** That an emulator stands for a workgroup was never said by who wrote localhost. */
    @Test
    void ofTheUserOfAnEmulatorNothingIsSaidThatWasNotWritten() throws ConfigurationException {
        for (var url : new String[] {"//localhost:8192/dev", "//embedded", "//?endpoint=http://emulator:8192"}) {
            assertThat(read(url, "user", "sa").warnings().values())
                    .singleElement()
                    .asString()
                    .contains("'user' is ignored", "dbUser")
                    .doesNotContainIgnoringCase("workgroup")
                    .doesNotContain("IAM");
        }
        assertThat(read("//localhost:8192/dev?workgroupName=reports", "user", "sa")
                        .warnings()
                        .values())
                .singleElement()
                .asString()
                .contains("workgroup");
    }

    @Test
    void unknownPropertiesAreAWarningWithoutTheirValue() throws ConfigurationException {
        var config = read(CLUSTER, "flyway.password", "hush");

        assertThat(config.warnings().values())
                .singleElement()
                .asString()
                .contains("'flyway.password'")
                .doesNotContain("hush");
    }

    @Test
    void aNameIsAWorkgroupIfServerless() throws ConfigurationException {
        assertThat(read("//wg:eu-west-1/dev?serverless=true").target()).isEqualTo(new Workgroup("wg"));
        assertThat(read("//wg:eu-west-1/dev", "serverless", "true").target()).isEqualTo(new Workgroup("wg"));
        assertThat(read("//wg.123456789012.eu-west-1.redshift-serverless.amazonaws.com/dev")
                        .target())
                .isEqualTo(new Workgroup("wg"));
    }

    @Test
    void theUserOfAPoolIsTheDbUserOfACluster() throws ConfigurationException {
        var config = read(CLUSTER, "user", "ann");

        assertThat(config.databaseAuth()).isEqualTo(new DbUser("ann"));
        assertThat(config.warnings()).isEmpty();
        assertThat(read(config.sanitizedUrl()).databaseAuth()).isEqualTo(new DbUser("ann"));
    }

    @Test
    void theUserOfAPoolIsIgnoredWithAWarningWhereItHasNoMeaning() throws ConfigurationException {
        var workgroup = read(WORKGROUP, "user", "ann");
        var secret = read(CLUSTER, "user", "ann", "secretArn", "arn:s");
        var twice = read(CLUSTER, "user", "ann", "dbUser", "bob");
        var empty = read(WORKGROUP, "user", "", "password", "");

        assertThat(workgroup.databaseAuth()).isEqualTo(new IamIdentity());
        assertThat(workgroup.warnings().values()).singleElement().asString().contains("'user' is ignored");
        assertThat(workgroup.sanitizedUrl()).doesNotContain("ann");
        assertThat(secret.databaseAuth()).isEqualTo(new Secret("arn:s"));
        assertThat(secret.warnings().values()).singleElement().asString().contains("'user' is ignored");
        assertThat(twice.databaseAuth()).isEqualTo(new DbUser("bob"));
        assertThat(twice.warnings()).hasSize(1);
        assertThat(empty.warnings()).isEmpty();
        assertThat(read(CLUSTER, "user", "ann", "dbUser", "ann").warnings()).isEmpty();
        assertThat(read("//wg:eu-west-1/dev?serverless=true", "user", "ann").sanitizedUrl())
                .isEqualTo("jdbc:redshift-data://wg:eu-west-1/dev?serverless=true");
    }

    @Test
    void aUrlToWhichThePropertiesAddNothingIsShownAsItIs() throws ConfigurationException {
        assertThat(read(CLUSTER).sanitizedUrl()).isEqualTo("jdbc:redshift-data:" + CLUSTER);
    }

    @Test
    void accessKeysInThePlaceOfUserAndPasswordAreRefusedAndNotShown() {
        for (var url : new String[] {CLUSTER, WORKGROUP}) {
            assertThatThrownBy(() -> read(url, "user", "AKIAIOSFODNN7EXAMPLE", "password", "hush"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("accessKeyId and secretAccessKey")
                    .hasMessageNotContainingAny("AKIA", "hush");
        }
        assertThatThrownBy(() -> read(CLUSTER + "?user=AKIAIOSFODNN7EXAMPLE"))
                .hasMessageContaining("accessKeyId and secretAccessKey");
    }

    @Test
    void aPasswordIsIgnoredWithAWarningThatNamesSecretArn() throws ConfigurationException {
        for (var config : new DriverConfig[] {read(CLUSTER, "password", "hush"), read(CLUSTER + "?password=hush")}) {
            assertThat(config.warnings().values()).singleElement().asString().contains("secretArn");
            assertThat(config.toString()).doesNotContain("hush");
        }
    }

    @Test
    void requestsAreSignedAsThePropertiesSay() throws ConfigurationException {
        assertThat(read(CLUSTER, "profile", "p").awsAuth()).isEqualTo(new Profile("p"));
        assertThat(read(CLUSTER, "accessKeyId", "AK", "secretAccessKey", "hush").awsAuth())
                .isEqualTo(new StaticKeys("AK", "hush", null));
        assertThat(read(CLUSTER, "accessKeyId", "AK", "secretAccessKey", "hush", "sessionToken", "t")
                        .awsAuth())
                .isEqualTo(new StaticKeys("AK", "hush", "t"));
        assertThat(read(CLUSTER, "roleArn", "r", "roleSessionName", "n", "roleExternalId", "e")
                        .awsAuth())
                .isEqualTo(new AssumedRole(new DefaultChain(), "r", "n", "e"));
        assertThat(read(CLUSTER, "roleArn", "r", "profile", "p").awsAuth())
                .isEqualTo(new AssumedRole(new Profile("p"), "r", null, null));
        assertThat(read(CLUSTER, "credentialsProvider", "com.x.P", "credentialsProvider.team", "hush")
                        .awsAuth())
                .isEqualTo(new CustomProvider("com.x.P", Map.of("team", "hush")));
    }

    @Test
    void noSecretIsShown() throws ConfigurationException {
        var config = read(CLUSTER, "accessKeyId", "AK", "secretAccessKey", "hush1", "sessionToken", "hush2");
        var custom = read(CLUSTER, "credentialsProvider", "com.x.P", "credentialsProvider.team", "hush");

        assertThat(config.toString() + config.sanitizedUrl() + custom).doesNotContain("hush");
        assertThat(config.awsAuth()).hasToString("StaticKeys[accessKeyId=AK]");
        assertThat(custom.awsAuth()).hasToString("CustomProvider[className=com.x.P, properties=[team]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "//c1:eu-west-1/dev?workgroupName=wg | cluster ('c1') and a workgroup ('wg')",
                "///dev?region=r&clusterIdentifier=a&workgroupName=b | clusterIdentifier and workgroupName",
                "//c1/dev?region=r&clusterIdentifier=c2 | The host of the URL says 'c1', but clusterIdentifier says 'c2'",
                "///dev?region=r&clusterIdentifier=a&serverless=true | serverless=true contradicts the cluster 'a'",
                "///dev?region=r&workgroupName=wg&dbUser=ann | dbUser cannot be used with the workgroup 'wg'",
                "///dev?region=r&workgroupName=wg&user=ann | dbUser cannot be used with the workgroup 'wg'",
                "//c1/dev?region=r&dbUser=ann&secretArn=s | Both secretArn and dbUser",
                "//c1/dev?region=r&user=ann&dbUser=bob | both 'user' and 'dbUser'",
                "///dev?region=r | Neither a cluster nor a workgroup",
                "//c1/dev | No region is given",
                "//c1:eu-west-1 | No database is given",
                "//c1:eu-west-1/dev?accessKeyId=AK | accessKeyId is set without secretAccessKey",
                "//c1:eu-west-1/dev?accessKeyId=AK&profile=p | profile and accessKeyId are set",
                "//c1:eu-west-1/dev?credentialsProvider=x | refused in the URL, because it names a class to run",
                "//c1:eu-west-1/dev?CredentialsProvider=x | refused in the URL, because it names a class to run",
                "//c1:eu-west-1/dev?credentialsProvider.path=x | property of the connection or of the DataSource",
                "//c1:eu-west-1/dev?region=eu-west-1;password=x | 'region' in the URL holds a password",
                "//c1:eu-west-1/dev?applicationName=a;pwd=x | set applicationName there too",
                "//c1:eu-west-1/dev%3Bpassword=x | path of the URL holds a password",
                "//c1:eu-west-1/me:pw@dev | path of the URL holds a password",
                "//c1:eu-west-1/d%0Aev | 'database' has a line break or another control character: 'd\\nev'",
                "//c1:eu-west-1/dev?profile=p%1B[2J | control character: 'p\\u001b[2J'",
                "//c1:eu-west-1/dev?roleSessionName=n | 'roleSessionName' is set without a role",
                "//c1:eu-west-1/dev?roleExternalId=n | 'roleExternalId' is set without a role",
                "//c1:eu-west-1/dev?session=never | 'session' must be one of always, auto. It is 'never'",
                "//c1:eu-west-1/dev?readOnly=yes | 'readOnly' must be one of true, false. It is 'yes'",
                "//c1:eu-west-1/dev?readOnlyMode=never | 'readOnlyMode' must be one of ignore, transaction, always",
                "//c1:eu-west-1/dev?sessionKeepAliveSeconds=0 | from 1 to 86400. It is '0'",
                "//c1:eu-west-1/dev?sessionKeepAliveSeconds=86401 | from 1 to 86400",
                "//c1:eu-west-1/dev?idleSessionSeconds=0 | 'idleSessionSeconds' must be a whole number from 1 to 86400",
                "//c1:eu-west-1/dev?transactionIdleSeconds=4 | from 5 to 86400. It is '4'",
                "//c1:eu-west-1/dev?transactionIdleSeconds=86401 | from 5 to 86400",
                "//c1:eu-west-1/dev?queryTimeout=soon | 'queryTimeout' must be a whole number",
                "//c1:eu-west-1/dev?endpoint=ftp://x | 'endpoint' must be an address",
                "//c1:eu-west-1/dev?endpoint=https://u:p@x | 'endpoint' must be an address",
                "//c1:eu-west-1/dev?endpoint=https://x%23part | 'endpoint' must be an address",
                "//c1:eu-west-1/dev?endpoint=https://x?a=b | 'endpoint' must be an address",
                "//c1:eu-west-1/dev?endpoint=x | 'endpoint' must be an address",
                "//embedded/dev?endpoint=http://localhost:1 | endpoint is set too",
            })
    void aContradictionIsAnErrorThatSaysWhatToDo(String rest, String words) {
        assertThatThrownBy(() -> read(rest))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(words);
    }

    @Test
    void twoWaysToSignAreAnErrorAlsoAmongTheProperties() {
        assertThatThrownBy(() -> read(CLUSTER + "?profile=p", "credentialsProvider", "x"))
                .hasMessageContaining("profile and credentialsProvider are set");
    }

    @Test
    void theUrlToShowLeavesOutWhatAUrlMayNotHave() throws ConfigurationException {
        var config = read(
                CLUSTER,
                "credentialsProvider",
                "com.x.P",
                "applicationName",
                "a;password=hush",
                "roleArn",
                "arn",
                "roleExternalId",
                "team token=hush");

        assertThat(config.sanitizedUrl()).isEqualTo("jdbc:redshift-data:" + CLUSTER + "?roleArn=arn");
        assertThat(read(CLUSTER.replace("/dev", ""), "database", "a:b@c").sanitizedUrl())
                .isEqualTo("jdbc:redshift-data://c1:eu-west-1/?database=a%3Ab%40c");
        assertThat(config.applicationName()).isEqualTo("a;password=hush");
        assertThat(ConfigReader.valuesToShow(
                        "jdbc:redshift-data:" + CLUSTER, properties("applicationName", "a;password=hush")))
                .doesNotContainKey("applicationName");
    }

    @Test
    void controlCharactersAreRefusedInPropertiesTooAndNotInSecrets() throws ConfigurationException {
        for (var name : new String[] {"user", "dbUser", "applicationName", "queryTimeout", "endpoint"}) {
            assertThatThrownBy(() -> read(CLUSTER, name, "1\nforged"))
                    .hasMessageContaining("'" + name + "' has a line break")
                    .message()
                    .doesNotContain("\n");
        }
        assertThat(read(CLUSTER, "accessKeyId", "AK", "secretAccessKey", "hush\n")
                        .awsAuth())
                .isEqualTo(new StaticKeys("AK", "hush\n", null));
        assertThat(read(CLUSTER, "of a tool\n2026 ERROR forged", "x").warnings().values())
                .singleElement()
                .asString()
                .contains("'of a tool\\n2026 ERROR forged'");
    }

    @ParameterizedTest
    @CsvSource({"secretAccessKey, accessKeyId", "sessionToken, accessKeyId"})
    void halfAnAccessKeyIsAnErrorWithoutTheSecret(String key, String words) {
        assertThatThrownBy(() -> read(CLUSTER, key, "hush"))
                .hasMessageContaining(words)
                .message()
                .doesNotContain("hush");
    }

    @Test
    void anEmulatorNeedsNothingElse() throws ConfigurationException {
        for (var url : new String[] {
            "//embedded",
            "//localhost:8080",
            "//[::1]:8080",
            "//?endpoint=http://127.0.0.1:1",
            "//?endpoint=http://emulator:8192"
        }) {
            var config = read(url, "user", "sa", "password", "");

            assertThat(config.region()).isEqualTo("us-east-1");
            assertThat(config.target()).isEqualTo(new Workgroup("embedded"));
            assertThat(config.database()).isEqualTo("dev");
            assertThat(config.awsAuth()).isInstanceOf(StaticKeys.class);
        }
        assertThat(read("//embedded").endpoint()).isEqualTo(EMULATOR);
        assertThat(read("//embedded?dbUser=ann").target()).isEqualTo(new Cluster("embedded"));
        assertThat(read("//embedded/x?region=eu-west-1&clusterIdentifier=c1").target())
                .isEqualTo(new Cluster("c1"));
    }

    @Test
    void anotherAddressByHttpsIsTakenSeriously() {
        assertThatThrownBy(() -> read("//?endpoint=https://emulator:8192"))
                .hasMessageContaining("Neither a cluster nor a workgroup");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//localhost:8080", "//127.0.0.1:8192/", "//?endpoint=http://[::1]:8192", "//embedded"})
    void anEmulatorHereNeedsNoTargetWhoeverSigns(String url) throws ConfigurationException {
        var separator = url.contains("?") ? "&" : "?";
        var config = read(url + separator + "profile=p");
        assertThat(config.awsAuth()).isEqualTo(new Profile("p"));
        assertThat(config.target()).isEqualTo(new Workgroup("embedded"));
        assertThat(config.region()).isEqualTo("us-east-1");
        assertThat(config.database()).isEqualTo("dev");
        assertThat(read(url, "credentialsProvider", "a.b.C").awsAuth())
                .isEqualTo(new CustomProvider("a.b.C", Map.of()));
    }

    @Test
    void credentialsForAnotherMachineAreTakenSeriously() {
        assertThatThrownBy(() -> read("//?endpoint=http://emulator:8192&profile=p&region=eu-west-1"))
                .hasMessageContaining("Neither a cluster nor a workgroup");
        assertThatThrownBy(() -> read("//api.example.com/dev?profile=p&region=eu-west-1"))
                .hasMessageContaining("Neither a cluster nor a workgroup");
    }

    @Test
    void credentialsByPlainHttpToAnotherMachineAreAWarning() throws ConfigurationException {
        assertThat(read(WORKGROUP + "&endpoint=http://emulator:8192&profile=p")
                        .warnings()
                        .values())
                .singleElement()
                .asString()
                .contains("not encrypted");
        assertThat(read(WORKGROUP + "&endpoint=http://localhost:8192&profile=p").warnings())
                .isEmpty();
        assertThat(read("//?endpoint=http://emulator:8192").warnings()).isEmpty();
    }

    @Test
    void anEmulatorIsNotStartedForAWrongConfiguration() {
        assertThatThrownBy(() ->
                        ConfigReader.read("jdbc:redshift-data://embedded?session=never", new Properties(), 0, () -> {
                            throw new AssertionError("started");
                        }))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void withoutTheEmulatorTheErrorNamesItsArtifact() {
        assertThatThrownBy(() -> EmbeddedEndpoint.named("no.such.Emulator").start())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("io.github.redshiftdata:redshift-data-emulator");
    }

    @Test
    void theEmulatorOnTheClassPathGivesItsAddress() throws ConfigurationException {
        assertThat(EmbeddedEndpoint.named(WorkingEmulator.class.getName()).start())
                .isEqualTo(EMULATOR);
    }

    @Test
    void anEmulatorThatFailsToStartSaysWhy() {
        assertThatThrownBy(() ->
                        EmbeddedEndpoint.named(BrokenEmulator.class.getName()).start())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no disk")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> EmbeddedEndpoint.named(String.class.getName()).start())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("same version");
    }

    @ParameterizedTest
    @CsvSource({
        "//c1.abc.eu-west-1.redshift.amazonaws.com:5439/dev",
        "//wg.123456789012.eu-west-1.redshift-serverless.amazonaws.com",
        "//c1:eu-west-1",
        "//c1",
        "///?clusterIdentifier=c1",
        "//embedded",
        "//[::1]:8080",
        "//localhost:8080/x",
        "//redshift-data.eu-west-1.amazonaws.com?workgroupName=x",
    })
    void theSanitizedUrlMeansTheSameWithoutTheProperties(String rest) throws ConfigurationException {
        var config =
                read(rest, "region", "eu-west-1", "database", "a b/ü", "applicationName", "x&y=%", "session", "auto");

        var again = read(config.sanitizedUrl());

        assertThat(config.sanitizedUrl()).startsWith("jdbc:redshift-data://");
        assertThat(again).isEqualTo(config);
    }

    @Property
    void theSanitizedUrlOfAnyTextsMeansTheSame(
            @ForAll @AlphaChars @Chars({'-'}) @StringLength(min = 1, max = 20) String cluster,
            @ForAll @NotBlank @StringLength(max = 20) String database,
            @ForAll @NotBlank @StringLength(max = 20) String user)
            throws ConfigurationException {
        // A lone surrogate cannot be written in UTF-8, and a control character is refused.
        var name = database.replaceAll("[\\p{Cs}\\p{Cc}\\p{Zl}\\p{Zp}]", "x");
        var login = user.replaceAll("[\\p{Cs}\\p{Cc}\\p{Zl}\\p{Zp}]", "x");
        // Blanks of other scripts are blanks, too.
        Assume.that(!name.isBlank() && !login.isBlank());
        // What looks like a login or a secret is not shown: chance writes such texts, too.
        Assume.that(Shown.withoutLogin(name).equals(name)
                && Shown.withoutLogin(login).equals(login));
        Assume.that(!SecretWords.before(name) && !SecretWords.before(login));
        var config = read("///?clusterIdentifier=" + cluster, "region", "eu-west-1", "database", name, "user", login);

        var again = read(config.sanitizedUrl());

        assertThat(again).isEqualTo(config);
        assertThat(again.database()).isEqualTo(name);
        assertThat(again.databaseAuth()).isEqualTo(new DbUser(login));
    }

    @Test
    void valuesToShowAreThoseOfUrlAndPropertiesWithoutSecrets() throws ConfigurationException {
        var properties = properties("user", "ann", "password", "hush", "secretAccessKey", "hush");

        assertThat(ConfigReader.valuesToShow("jdbc:redshift-data:" + CLUSTER + "?session=wrong", properties))
                .containsOnly(
                        Map.entry("clusterIdentifier", "c1"),
                        Map.entry("region", "eu-west-1"),
                        Map.entry("database", "dev"),
                        Map.entry("session", "wrong"),
                        Map.entry("dbUser", "ann"));
        assertThat(ConfigReader.valuesToShow("jdbc:redshift-data://wg?serverless=true", new Properties()))
                .containsOnly(Map.entry("workgroupName", "wg"), Map.entry("serverless", "true"));
    }

    public static final class WorkingEmulator {
        public static URI embeddedEndpoint() {
            return EMULATOR;
        }
    }

    public static final class BrokenEmulator {
        public static URI embeddedEndpoint() {
            if (EMULATOR.getPort() > 0) {
                throw new IllegalStateException("no disk");
            }
            return EMULATOR;
        }
    }

    /** Tools with forms send all fields, those that nobody has filled in too. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", " \t "})
    void emptyValuesOfAllPropertiesAtOnceCountAsAbsent(String empty) throws Exception {
        var all = DriverProperties.all().stream()
                .flatMap(property -> Stream.of(property.name(), empty))
                .toArray(String[]::new);
        assertThat(read("//sales:eu-west-1/dev", all)).isEqualTo(read("//sales:eu-west-1/dev"));
    }

    @Test
    void spacesAroundANameOfAwsAreNoPartOfIt() throws Exception {
        assertThat(read("//sales/dev", "profile", " work ", "region", " eu-west-1 ", "roleArn", " arn:r ")
                        .awsAuth())
                .isEqualTo(read("//sales/dev", "profile", "work", "region", "eu-west-1", "roleArn", "arn:r")
                        .awsAuth());
        assertThat(read("//sales:eu-west-1/dev", "accessKeyId", " AKIA ", "secretAccessKey", "hush")
                        .awsAuth())
                .isEqualTo(read("//sales:eu-west-1/dev", "accessKeyId", "AKIA", "secretAccessKey", "hush")
                        .awsAuth());
        assertThat(read("//sales:eu-west-1/dev", "ssoStartUrl", " https://a/start ", "ssoRegion", " eu-west-1 ")
                        .awsAuth())
                .isEqualTo(read("//sales:eu-west-1/dev", "ssoStartUrl", "https://a/start", "ssoRegion", "eu-west-1")
                        .awsAuth());
    }

    @Test
    void aSessionBeginsWithWhatThePropertiesSetEachByItsName() throws ConfigurationException {
        assertThat(read(CLUSTER).initialSettings()).isEmpty();
        assertThat(read(CLUSTER, "sessionSettings", "b=1,a='x y'", "timeZone", "UTC", "queryGroup", "night")
                        .initialSettings())
                .containsExactly(
                        new InitialSetting("b", "1", "sessionSettings"),
                        new InitialSetting("a", "x y", "sessionSettings"),
                        new InitialSetting("timezone", "UTC", "timeZone"),
                        new InitialSetting("query_group", "night", "queryGroup"));
    }

    @Test
    void aFileForTheLogTakesLinesOfTheLevelThatIsSet() throws ConfigurationException {
        assertThat(read(CLUSTER, "logLevel", "debug").log()).isNull();
        assertThat(read(CLUSTER, "logFile", "/tmp/driver.log", "logLevel", "debug")
                        .log())
                .isEqualTo(new LogTarget("/tmp/driver.log", LogLevel.DEBUG));
    }

    @Test
    void aUrlNamesNoFileToWrite() {
        assertThatThrownBy(() -> read(CLUSTER + "?logFile=/tmp/driver.log"))
                .hasMessageContaining("'logFile' is refused in the URL");
    }

    private static DriverConfig read(String rest, String... properties) throws ConfigurationException {
        var url = rest.startsWith("jdbc:") ? rest : "jdbc:redshift-data:" + rest;
        return ConfigReader.read(url, properties(properties), 0, () -> EMULATOR);
    }

    private static Properties properties(String... namesAndValues) {
        var properties = new Properties();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return properties;
    }
}
