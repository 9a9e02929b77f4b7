package io.github.redshiftdata.jdbc.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.redshiftdata.jdbc.RedshiftDataCheck;
import io.github.redshiftdata.jdbc.RedshiftDataCheck.Outcome;
import io.github.redshiftdata.jdbc.RedshiftDataCheck.Stage;
import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import io.github.redshiftdata.jdbc.internal.auth.EnvironmentRegion;
import io.github.redshiftdata.jdbc.internal.auth.FakeSts;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check names the stage that fails, says nothing of the stages behind it, and is right about those before it. */
class StageCheckTest {

    private final Properties properties = new Properties();
    private FakeWarehouse warehouse;
    private FakeSts sts;
    private Duration clockIsOff = Duration.ZERO;
    private EnvironmentRegion.@Nullable Found ofTheEnvironment;

    @BeforeEach
    void start() {
        warehouse = new FakeWarehouse();
        sts = new FakeSts();
        properties.setProperty("accessKeyId", "AKIDEXAMPLE");
        properties.setProperty("secretAccessKey", "very-hush");
        properties.setProperty("stsEndpoint", sts.address());
        properties.setProperty("loginTimeout", "20");
    }

    @AfterEach
    void stop() {
        warehouse.close();
        sts.close();
    }

    private String url() {
        return "jdbc:redshift-data://127.0.0.1:" + warehouse.port() + "/dev?workgroupName=wg&region=eu-west-1";
    }

    private RedshiftDataCheck check(String url) {
        var check = StageCheck.of(
                url,
                properties,
                0,
                new StageCheck.Surroundings(
                        () -> {
                            throw new ConfigurationException("not embedded");
                        },
                        profile -> ofTheEnvironment,
                        () -> Instant.now().plus(clockIsOff)));
        assertThat(check.results()).extracting(RedshiftDataCheck.Result::stage).containsExactly(Stage.values());
        assertThat(check.toString()).doesNotContain("very-hush");
        return check;
    }

    private static RedshiftDataCheck.Result assertStage(RedshiftDataCheck check, Stage stage, Outcome outcome) {
        assertThat(check.of(stage).outcome()).as(check.toString()).isEqualTo(outcome);
        return check.of(stage);
    }

    /** One stage fails, none behind it is tried, and those before it are as they are said to be. */
    private static RedshiftDataCheck.Result assertFailedAt(RedshiftDataCheck check, Stage stage, Outcome... before) {
        var result = assertStage(check, stage, Outcome.FAILED);
        assertThat(check.isOk()).isFalse();
        for (var behind : Stage.values()) {
            if (behind.compareTo(stage) > 0) {
                assertStage(check, behind, Outcome.NOT_TRIED);
                assertThat(check.of(behind).duration()).isZero();
            }
        }
        var stages = List.of(Stage.values());
        for (var i = 0; i < before.length; i++) {
            assertStage(check, stages.get(stages.indexOf(stage) - before.length + i), before[i]);
        }
        return result;
    }

    @Test
    void whatWorksIsToldStageByStage() {
        var check = check(url());
        assertThat(check.results())
                .extracting(RedshiftDataCheck.Result::outcome)
                .containsOnly(Outcome.OK);
        assertThat(check.isOk()).isTrue();
        assertThat(check.of(Stage.REGION).found()).isEqualTo("eu-west-1");
        assertThat(check.of(Stage.NAME).found()).isEqualTo("127.0.0.1 is 127.0.0.1");
        assertThat(check.of(Stage.TLS).found()).isEqualTo("127.0.0.1 answers, without TLS (plain HTTP)");
        assertThat(check.of(Stage.CREDENTIALS).found())
                .isEqualTo("from the given keys: arn:aws:sts::123456789012:assumed-role/Reader/me");
        assertThat(check.of(Stage.TARGET).found()).isEqualTo("workgroup wg, database dev");
        assertThat(check.of(Stage.DATABASE_USER).found()).isEqualTo("IAMR:Reader");
        assertThat(check.of(Stage.STATEMENT).duration()).isPositive();
        assertThat(check.of(Stage.METADATA).found()).isEqualTo("by the Data API or by SQL, whichever answers sooner");
        assertThat(warehouse.operations).contains("ListDatabases", "ListSchemas", "ListTables", "DescribeTable");
    }

    @Test
    void aReportIsForPeople() {
        warehouse.refuses("ListTables", 400, "AccessDeniedException", "not authorized: redshift-data:ListTables");
        var lines = check(url() + "&metadataSource=api").toString().lines().toList();
        assertThat(lines.get(0))
                .startsWith("ok         settings       ")
                .contains(" s  jdbc:redshift-data://127.0.0.1:");
        assertThat(lines.get(10)).startsWith("FAILED     metadata       ").contains("not authorized");
        assertThat(check("jdbc:redshift-data://x:eu-west-1/dev?nope=1").toString())
                .contains("\nnot tried  region\n")
                .contains("\nnot tried  database user\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:redshift-data://x:eu-west-1/dev?nope=1 | has an unknown key 'nope'",
                "jdbc:other://x | come two slashes",
                "jdbc:redshift-data://x:eu-west-1/dev?profile=p | Requests can be signed in one way only",
                "jdbc:redshift-data://x:eu-west-1/dev?trustStore=/none/such | the trustStore '/none/such' cannot be read",
            })
    void wrongSettingsAreTheFirstStage(String url, String said) {
        assertThat(assertFailedAt(check(url), Stage.SETTINGS).found()).contains(said);
    }

    @Test
    void aMissingRegionIsAStageOfItsOwn() {
        var result = assertFailedAt(check("jdbc:redshift-data://sales/dev"), Stage.REGION, Outcome.OK);
        assertThat(result.found()).contains("No region is given.").contains("AWS_REGION");
    }

    @Test
    void aMissingRegionHidesNoOtherMistake() {
        assertThat(assertFailedAt(check("jdbc:redshift-data://sales"), Stage.SETTINGS)
                        .found())
                .isNotEmpty();
    }

    @Test
    void whoSaysTheRegionIsTold() {
        ofTheEnvironment = new EnvironmentRegion.Found("eu-wset-1", "AWS_REGION");
        var check = check("jdbc:redshift-data://sales/dev");
        assertThat(assertStage(check, Stage.REGION, Outcome.OK).found()).isEqualTo("eu-wset-1, by AWS_REGION");
        assertThat(assertFailedAt(check, Stage.NAME, Outcome.OK).found())
                .isEqualTo("the name redshift-data.eu-wset-1.amazonaws.com is not known here");
        assertThat(check.of(Stage.NAME).whatToDo())
                .isEqualTo("Check the region: this driver knows none of the name 'eu-wset-1'.");
    }

    @Test
    void aNameOfTheSettingsThatIsNotKnownIsToldWithItsProperty() {
        var check =
                check("jdbc:redshift-data:///dev?workgroupName=w&region=eu-west-1&endpoint=https://nothing.invalid");
        assertThat(assertFailedAt(check, Stage.NAME, Outcome.OK).whatToDo()).startsWith("Check endpoint");
        properties.setProperty("proxyHost", "nothing.invalid");
        properties.setProperty("proxyPort", "8080");
        var byProxy = check("jdbc:redshift-data://sales:eu-west-1/dev");
        assertThat(assertFailedAt(byProxy, Stage.NAME, Outcome.OK).whatToDo()).startsWith("Check proxyHost");
    }

    @Test
    void nothingThereIsAFailureOfTheWay() throws IOException {
        int port;
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = listener.getLocalPort();
        }
        var result = assertFailedAt(check("jdbc:redshift-data://127.0.0.1:" + port + "/dev"), Stage.TLS, Outcome.OK);
        assertThat(result.found()).startsWith("127.0.0.1 takes no connection: ");
        assertThat(result.whatToDo()).contains("HTTPS to this host must be open");
    }

    @Test
    void aProxyThatAsksForAPasswordIsToldWithTheProperties() throws IOException {
        try (var proxy =
                new RefusingProxy("407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"")) {
            properties.setProperty("proxyHost", "127.0.0.1");
            properties.setProperty("proxyPort", String.valueOf(proxy.port()));
            var check = check("jdbc:redshift-data://sales:eu-west-1/dev");
            assertThat(check.of(Stage.NAME).found())
                    .isEqualTo("the proxy 127.0.0.1 is 127.0.0.1; it looks up redshift-data.eu-west-1.amazonaws.com");
            var result = assertFailedAt(check, Stage.TLS, Outcome.OK);
            assertThat(result.found()).isEqualTo("the proxy on the way asks for a user and a password");
            assertThat(result.whatToDo()).startsWith("Set proxyUser and proxyPassword; if");
        }
    }

    @Test
    void anAnswerThatIsNotOfAwsIsNoProofOfTheWay() throws IOException {
        var portal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        portal.createContext("/", exchange -> {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        portal.start();
        try {
            properties.setProperty("loginTimeout", "2");
            var check = check(
                    "jdbc:redshift-data://127.0.0.1:" + portal.getAddress().getPort() + "/dev");
            assertThat(assertStage(check, Stage.TLS, Outcome.UNKNOWN).found())
                    .isEqualTo("HTTP 403 came, but not as AWS answers");
            // Its own clock says nothing.
            assertStage(check, Stage.CLOCK, Outcome.UNKNOWN);
            assertThat(check.isOk()).isFalse();
        } finally {
            portal.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-3600, 1 h 0 min behind that",
        "3600, 1 h 0 min ahead of that",
        "3700, 1 h 1 min ahead of that",
        "-900, 15 min behind that"
    })
    void aClockThatIsOffIsToldAndTheRestIsTried(int seconds, String said) {
        clockIsOff = Duration.ofSeconds(seconds).minusMillis(seconds < 0 ? 1500 : -1500);
        var check = check(url());
        var result = assertStage(check, Stage.CLOCK, Outcome.FAILED);
        assertThat(result.found()).startsWith("the clock of this machine is " + said);
        assertThat(result.whatToDo()).startsWith("Set it right");
        assertStage(check, Stage.METADATA, Outcome.OK);
        assertThat(check.isOk()).isFalse();
    }

    @Test
    void aClockThatIsOffByAMinuteIsRight() {
        clockIsOff = Duration.ofMinutes(1);
        assertStage(check(url()), Stage.CLOCK, Outcome.OK);
    }

    @Test
    void thatStsCannotBeReachedSaysNothingOfTheCredentials() {
        sts.close();
        var check = check(url());
        assertThat(assertStage(check, Stage.CREDENTIALS, Outcome.UNKNOWN).found())
                .startsWith("from the given keys; whose they are is not known: STS gave no answer (");
        assertStage(check, Stage.METADATA, Outcome.OK);
        assertThat(check.isOk()).isTrue();
    }

    @Test
    void thatStsMayNotBeAskedSaysNothingOfTheCredentials() {
        sts.refuses("GetCallerIdentity", 403, "AccessDenied", "by an endpoint policy");
        var check = check(url());
        assertThat(assertStage(check, Stage.CREDENTIALS, Outcome.UNKNOWN).found())
                .contains("STS did not say (AccessDenied: by an endpoint policy)");
        assertThat(check.isOk()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ExpiredToken, They have expired",
        "InvalidClientTokenId, Check the keys",
        "SignatureDoesNotMatch, Check the keys",
    })
    void credentialsThatAwsRefusesAreNone(String code, String advice) {
        sts.refuses("GetCallerIdentity", 403, code, "no");
        var result = assertFailedAt(check(url()), Stage.CREDENTIALS, Outcome.OK, Outcome.OK);
        assertThat(result.found()).contains("AWS refuses them (" + code + ": no)");
        assertThat(result.whatToDo()).startsWith(advice);
        assertThat(warehouse.operations).isEmpty();
    }

    @Test
    void anEmulatorIsNotAskedWhoSigns() {
        properties.remove("stsEndpoint");
        var check = check(url());
        assertThat(assertStage(check, Stage.CREDENTIALS, Outcome.OK).found())
                .isEqualTo("from the given keys; an endpoint of plain HTTP takes any");
        assertThat(sts.requests).isEmpty();
    }

    @Test
    void aProfileThatIsMissingIsNoCredentials() {
        properties.remove("accessKeyId");
        properties.remove("secretAccessKey");
        properties.setProperty("profile", "no-such-profile");
        assertThat(assertFailedAt(check(url()), Stage.CREDENTIALS, Outcome.OK).found())
                .startsWith("no AWS credentials from profile no-such-profile");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ValidationException | Redshift endpoint doesn't exist in this region. | TARGET",
                "UnrecognizedClientException | The security token is invalid. | CREDENTIALS",
                "AccessDeniedException | not authorized to perform: redshift-data:ExecuteStatement | STATEMENT",
                "AccessDeniedException | not authorized to perform: redshift:GetClusterCredentialsWithIAM | DATABASE_USER",
                "AccessDeniedException | not authorized to perform: redshift-serverless:GetCredentials | DATABASE_USER",
                "AccessDeniedException | not authorized to perform: secretsmanager:GetSecretValue | DATABASE_USER",
                "ActiveSessionsExceededException | Too many sessions | SESSION",
                "ActiveStatementsExceededException | Too many statements | STATEMENT",
                "InternalServerException | no | STATEMENT",
            })
    void aRefusalOfTheServiceIsThatOfItsStage(String code, String message, Stage stage) {
        properties.setProperty("loginTimeout", "1");
        warehouse.refuses("ExecuteStatement", 400, code, message);
        warehouse.refuses("BatchExecuteStatement", 400, code, message);
        var check = check(url());
        var result = assertFailedAt(check, stage);
        assertThat(result.found()).contains(message);
        assertThat(result.whatToDo()).isNotEmpty();
        // Nothing was answered about the warehouse.
        for (var before : Arrays.asList(Stage.TARGET, Stage.DATABASE_USER, Stage.STATEMENT)) {
            if (before.compareTo(stage) < 0) {
                assertStage(check, before, Outcome.UNKNOWN);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FATAL: user \\\"IAM:me\\\" does not exist | DATABASE_USER",
                "FATAL: password authentication failed for user \\\"me\\\" | DATABASE_USER",
                "FATAL: database \\\"dev\\\" does not exist | TARGET",
                "ERROR: unrecognized configuration parameter \\\"nope\\\" | STATEMENT",
            })
    void anErrorOfTheDatabaseIsThatOfItsStageAndProvesTheOnesBefore(String error, Stage stage) {
        warehouse.fails(1, error);
        var check = check(url());
        var result = assertFailedAt(check, stage);
        assertThat(result.found()).contains(error.replace("\\", ""));
        for (var before : Arrays.asList(Stage.TARGET, Stage.DATABASE_USER)) {
            if (before.compareTo(stage) < 0) {
                assertStage(check, before, Outcome.OK);
            }
        }
    }

    /** What a tool shows after "Test connection" is the sentence of the stage that fails. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ExpiredTokenException | The security token included in the request is expired | CREDENTIALS",
                "UnrecognizedClientException | The security token included in the request is invalid. | CREDENTIALS",
                "ValidationException | Redshift endpoint doesn't exist in this region. | TARGET",
                "AccessDeniedException | not authorized to perform: redshift:GetClusterCredentialsWithIAM | DATABASE_USER",
                "AccessDeniedException | not authorized to perform: redshift-data:ExecuteStatement | STATEMENT",
                " | FATAL: database \\\"dev\\\" does not exist | TARGET",
                " | FATAL: user \\\"IAM:me\\\" does not exist | DATABASE_USER",
            })
    void theExceptionOfConnectIsTheSentenceOfTheStage(@Nullable String code, String said, Stage stage) {
        properties.setProperty("loginTimeout", "1");
        properties.remove("stsEndpoint");
        if (code == null) {
            warehouse.fails(1, said);
        } else {
            warehouse.refuses("ExecuteStatement", 400, code, said);
            warehouse.refuses("BatchExecuteStatement", 400, code, said);
        }
        var found = assertFailedAt(check(url()), stage).found();
        assertThat(messageOfConnect(url())).isEqualTo(withoutIds(found)).contains(said.replace("\\", ""));
    }

    /** The way is looked at in parts by the check alone; but the exception names the same host and cause. */
    @Test
    void theExceptionOfConnectNamesTheHostThatTheStagesOfTheWayName() throws IOException {
        properties.setProperty("loginTimeout", "1");
        var wrong = "jdbc:redshift-data:///dev?workgroupName=w&region=eu-west-1&endpoint=https://nothing.invalid";
        assertThat(assertFailedAt(check(wrong), Stage.NAME, Outcome.OK).found()).contains("nothing.invalid");
        assertThat(messageOfConnect(wrong)).contains("cannot connect to https://nothing.invalid", "nothing.invalid: ");
        int port;
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = listener.getLocalPort();
        }
        var closed = "jdbc:redshift-data://127.0.0.1:" + port + "/dev";
        var cause = assertFailedAt(check(closed), Stage.TLS, Outcome.OK)
                .found()
                .replaceFirst(".* takes no connection: ", "");
        assertThat(messageOfConnect(closed)).contains("cannot connect to http://127.0.0.1:" + port, cause);
    }

    private static String withoutIds(@Nullable String message) {
        return String.valueOf(message).replaceAll("statement id [-0-9]+", "statement id …");
    }

    private String messageOfConnect(String url) {
        var failed = catchThrowableOfType(SQLException.class, () -> new RedshiftDataDriver().connect(url, properties));
        return withoutIds(failed.getMessage());
    }

    @Test
    void aSessionThatCannotKeepATransactionIsToldByItself() {
        warehouse.fails(2, "ERROR: no transactions today");
        assertThat(assertFailedAt(check(url()), Stage.SESSION, Outcome.OK, Outcome.OK, Outcome.OK)
                        .found())
                .contains("no transactions today");
    }

    @Test
    void aMissingPermissionOfTheCatalogIsTheLastStage() {
        warehouse.refuses("DescribeTable", 400, "AccessDeniedException", "not authorized");
        assertThat(assertFailedAt(check(url() + "&metadataSource=api"), Stage.METADATA, Outcome.OK, Outcome.OK)
                        .found())
                .contains("DescribeTable was refused")
                .contains("metadataSource=sql");
    }

    @Test
    void aLazyConnectionIsCheckedWithAStatement() {
        var check = check(url() + "&lazyConnect=true");
        assertThat(assertStage(check, Stage.DATABASE_USER, Outcome.OK).found()).isEqualTo("IAMR:Reader");
    }

    @Test
    void whoIsInterruptedIsToldWhatWasNotTried() {
        Thread.currentThread().interrupt();
        var check = check(url());
        assertThat(Thread.interrupted()).isTrue();
        assertStage(check, Stage.METADATA, Outcome.NOT_TRIED);
        assertThat(check.isOk()).isFalse();
    }
}
