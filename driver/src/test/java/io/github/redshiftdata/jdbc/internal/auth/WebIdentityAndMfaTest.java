package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in with the token of an OpenID provider, and with the code of an MFA device. */
class WebIdentityAndMfaTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/Reader";

    @TempDir
    Path folder;

    private final RedshiftDataDataSource source = new RedshiftDataDataSource();
    private FakeSts sts;
    private RecordingProxy service;

    @BeforeEach
    void start() throws IOException {
        sts = new FakeSts();
        service = new RecordingProxy("403 Forbidden");
        source.setUrl("jdbc:redshift-data://localhost:" + service.port() + "/dev?workgroupName=wg");
        source.setStsEndpoint(sts.address());
    }

    @AfterEach
    void stop() throws IOException {
        sts.close();
        service.close();
    }

    /** The service refuses every request: what counts is who signed it. */
    private void assertSignedBy(String key) {
        assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
        assertThat(service.heads()).isNotEmpty().allSatisfy(head -> assertThat(head)
                .contains("Credential=" + key));
    }

    private void assertRefused(String... said) {
        assertThatThrownBy(source::getConnection)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"))
                .satisfies(e -> assertThat(e.getMessage()).contains(said));
        assertThat(service.heads()).isEmpty();
    }

    // ---------------------------------------------------------------- web identity

    @Test
    void theRoleIsAssumedWithATokenThatIsHandedIn() {
        source.setRoleArn(ROLE);
        source.setRoleSessionName("portal");
        source.setWebIdentityToken("a.b.c");
        assertSignedBy("ASIAAssumeRoleWithWebIdentity1/");
        assertThat(sts.requests.get(0))
                .containsEntry("Action", "AssumeRoleWithWebIdentity")
                .containsEntry("RoleArn", ROLE)
                .containsEntry("RoleSessionName", "portal")
                .containsEntry("WebIdentityToken", "a.b.c");
        assertThat(sts.authorizations).containsExactly("null");
    }

    @Test
    void theFileOfATokenIsReadEachTime() throws IOException {
        var file = Files.writeString(folder.resolve("token"), "first\n");
        source.setRoleArn(ROLE);
        source.setWebIdentityTokenFile(file.toString());
        assertSignedBy("ASIAAssumeRoleWithWebIdentity1/");
        Files.writeString(file, "second\n");
        assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
        assertThat(sts.requests)
                .extracting(request -> request.get("WebIdentityToken"))
                .containsExactly("first", "second");
        assertThat(sts.requests.get(0)).containsEntry("RoleSessionName", "redshift-data-jdbc");
    }

    @Test
    void aFileThatIsNotThereOrIsEmptyIsNamed() throws IOException {
        source.setRoleArn(ROLE);
        source.setWebIdentityTokenFile(folder.resolve("none").toString());
        assertRefused(
                "no AWS credentials from the web identity for role " + ROLE,
                "the file of webIdentityTokenFile, '" + folder.resolve("none")
                        + "', cannot be read (NoSuchFileException)");
        source.setWebIdentityTokenFile(
                Files.writeString(folder.resolve("empty"), " \n").toString());
        assertRefused("', is empty");
        assertThat(sts.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | ExpiredTokenException | the web identity token has expired: connect with a fresh one",
                "400 | InvalidIdentityToken | AWS does not take the web identity token: its issuer and audience",
                "403 | IDPRejectedClaim | AWS does not take the web identity token: its issuer and audience",
                "403 | AccessDenied | AWS does not give the role for the web identity token; its trust policy decides",
                "407 | x | the proxy on the way asks for a user and a password. Set proxyUser and proxyPassword",
            })
    void aRefusalIsASentence(int status, String code, String sentence) {
        source.setRoleArn(ROLE);
        source.setWebIdentityToken("a.b.c");
        sts.refuses("AssumeRoleWithWebIdentity", status, code, "no good");
        assertRefused(sentence);
    }

    @Test
    void anAnswerWithoutCredentialsIsASentence() {
        source.setRoleArn(ROLE);
        source.setWebIdentityToken("a.b.c");
        sts.nonsense = "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult/>"
                + "</AssumeRoleWithWebIdentityResponse>";
        assertRefused("the answer holds no credentials; is stsEndpoint the address of AWS STS");
    }

    // ---------------------------------------------------------------- MFA

    private String device() {
        var device = "arn:aws:iam::123456789012:mfa/" + UUID.randomUUID();
        source.setAccessKeyId("AKIDEXAMPLE");
        source.setSecretAccessKey("hush");
        source.setMfaSerial(device);
        return device;
    }

    @Test
    void aCodeOpensASessionThatServesAllConnectionsOfThisJvm() {
        var device = device();
        source.setMfaCode("123456");
        assertSignedBy("ASIAGetSessionToken1/");
        assertThat(sts.requests.get(0))
                .containsEntry("Action", "GetSessionToken")
                .containsEntry("SerialNumber", device)
                .containsEntry("TokenCode", "123456");
        assertThat(sts.authorizations.get(0)).contains("Credential=AKIDEXAMPLE/");
        // A code counts once: neither it nor another one is needed again.
        assertSignedBy("ASIAGetSessionToken1/");
        source.setMfaCode("654321");
        assertSignedBy("ASIAGetSessionToken1/");
        assertThat(sts.actions()).containsExactly("GetSessionToken");
    }

    @Test
    void theSessionOfOneKeyIsNoneOfAnother() {
        device();
        source.setMfaCode("123456");
        assertSignedBy("ASIAGetSessionToken1/");
        source.setSecretAccessKey("other");
        assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
        assertThat(sts.actions()).containsExactly("GetSessionToken", "GetSessionToken");
    }

    @Test
    void aRoleIsAssumedWithTheSession() {
        device();
        source.setRoleArn(ROLE);
        source.setRoleExternalId("partner");
        source.setMfaCode("123456");
        assertSignedBy("ASIAAssumeRole2/");
        assertThat(sts.actions()).containsExactly("GetSessionToken", "AssumeRole");
        assertThat(sts.authorizations.get(1)).contains("Credential=ASIAGetSessionToken1/");
        assertThat(sts.requests.get(1)).containsEntry("ExternalId", "partner").doesNotContainKey("TokenCode");
    }

    @Test
    void aWrongCodeIsNotSentAgainButAnotherOneIs() {
        device();
        source.setMfaCode("111111");
        sts.refuses(
                "GetSessionToken",
                403,
                "AccessDenied",
                "MultiFactorAuthentication failed with invalid MFA one time pass code.");
        assertRefused("AWS does not take the code: a code counts once, for about half a minute, and for its device");
        assertRefused("it is not tried again before");
        assertThat(sts.requests).hasSize(1);
        sts.takesAgain("GetSessionToken");
        source.setMfaCode("222222");
        assertSignedBy("ASIAGetSessionToken2/");
    }

    @Test
    void aProxyThatAsksForAPasswordIsToldWithTheProperties() {
        device();
        source.setMfaCode("111111");
        sts.refuses("GetSessionToken", 407, "x", "no");
        assertRefused("the proxy on the way asks for a user and a password. Set proxyUser and proxyPassword");
    }

    @Test
    void aRefusalThatIsNotOfTheCodeIsToldSo() {
        device();
        source.setMfaCode("111111");
        sts.refuses("GetSessionToken", 403, "InvalidClientTokenId", "no such key");
        assertRefused("AWS gives no session to this user (InvalidClientTokenId: no such key)");
    }

    @Test
    void aProgramAsksThePersonAndMayAskAgain() {
        var device = device();
        var asked = new ArrayList<String>();
        var codes = new ArrayDeque<>(List.of("000000", "123456"));
        sts.refuses(
                "GetSessionToken",
                403,
                "AccessDenied",
                "MultiFactorAuthentication failed with invalid MFA one time pass code.");
        source.setMfaPrompt(serial -> {
            asked.add(serial);
            if (asked.size() == 2) {
                sts.takesAgain("GetSessionToken");
            }
            return codes.poll();
        });
        assertSignedBy("ASIAGetSessionToken2/");
        assertThat(asked).containsExactly(device, device);
    }

    @Test
    void whoGivesNoCodeIsNotAskedAgainForAMinute() {
        device();
        var asked = new ArrayList<String>();
        source.setMfaPrompt(serial -> {
            asked.add(serial);
            return null;
        });
        assertRefused("failed: no code was given");
        assertRefused("it is not tried again before");
        assertThat(asked).hasSize(1);
    }

    @Test
    void aStatementAsksNobody() throws SQLException {
        device();
        var asked = new ArrayList<String>();
        source.setMfaPrompt(serial -> {
            asked.add(serial);
            return "123456";
        });
        source.setLazyConnect(true);
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SELECT 1"))
                    .hasMessageContaining("Open a new connection with the code that the device shows now");
        }
        assertThat(asked).isEmpty();
        assertThat(sts.requests).isEmpty();
    }

    @Test
    void aSessionThatHasEndedNeedsAnotherCode() {
        device();
        sts.expiration = "2020-01-01T00:00:00Z";
        source.setMfaCode("123456");
        assertRefused("no code of the MFA device", "or its session has ended");
    }

    @Test
    void noCodeAndNoTokenIsShown() {
        device();
        source.setMfaCode("987654");
        sts.refuses("GetSessionToken", 403, "AccessDenied", "no");
        assertThatThrownBy(source::getConnection)
                .satisfies(e -> assertThat(String.valueOf(e)).doesNotContain("987654"));
        assertThat(source.toString()).doesNotContain("987654");
    }
}
