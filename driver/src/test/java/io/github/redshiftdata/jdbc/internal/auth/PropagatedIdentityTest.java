package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person of IAM Identity Center reaches the database, and not only a role (trusted identity propagation). */
class PropagatedIdentityTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/Analyst";
    private static final String PROVIDER = "arn:aws:iam::aws:contextProvider/IdentityCenter";

    @TempDir
    Path folder;

    private final RedshiftDataDataSource source = new RedshiftDataDataSource();
    private FakePortal portal;
    private FakeSts sts;
    private RecordingProxy service;

    @BeforeEach
    void start() throws IOException {
        portal = new FakePortal();
        sts = new FakeSts();
        service = new RecordingProxy("403 Forbidden");
        System.setProperty("aws.ssoCacheDirectory", folder.toString());
        source.setUrl("jdbc:redshift-data://localhost:" + service.port() + "/dev?workgroupName=wg");
        source.setSsoRegion("eu-west-1");
        source.setSsoEndpoint(portal.address());
        source.setSsoOidcEndpoint(portal.address());
        source.setStsEndpoint(sts.address());
        source.setRoleArn(ROLE);
        source.setSsoApplicationArn(FakePortal.APPLICATION);
    }

    @AfterEach
    void stop() throws IOException {
        System.clearProperty("aws.ssoCacheDirectory");
        portal.close();
        sts.close();
        service.close();
    }

    private void signInByIdentityCenter() {
        source.setSsoStartUrl("https://" + UUID.randomUUID() + ".example/start");
        source.setSsoFlow("device");
        portal.pending = 0;
    }

    private void withATokenOfAnotherProvider(String token) {
        source.setAccessKeyId("AKIDEXAMPLE");
        source.setSecretAccessKey("hush");
        source.setWebIdentityToken(token);
        portal.trusted.add(token);
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

    @Test
    void theSignInOfThePersonIsExchangedAndTheRoleCarriesThePerson() {
        signInByIdentityCenter();
        source.setRoleSessionName("ann");
        source.setRoleExternalId("partner");
        assertSignedBy("ASIAAssumeRole1/");
        assertThat(portal.requests).endsWith("iam token-exchange");
        assertThat(portal.signers).singleElement().asString().contains("Credential=ASIA111122223333Reader/");
        assertThat(sts.authorizations).singleElement().asString().contains("Credential=ASIA111122223333Reader/");
        assertThat(sts.requests).singleElement().satisfies(request -> assertThat(request)
                .containsEntry("Action", "AssumeRole")
                .containsEntry("RoleArn", ROLE)
                .containsEntry("RoleSessionName", "ann")
                .containsEntry("ExternalId", "partner")
                .containsEntry("ProvidedContexts.member.1.ProviderArn", PROVIDER)
                .containsEntry("ProvidedContexts.member.1.ContextAssertion", "context-of-ann"));
    }

    @Test
    void aTokenOfAnotherProviderIsHandedToTheApplicationAndTheGivenKeysSign() {
        withATokenOfAnotherProvider("a.b.c");
        assertSignedBy("ASIAAssumeRole1/");
        assertThat(portal.requests).containsExactly("iam jwt-bearer");
        assertThat(portal.signers).singleElement().asString().contains("Credential=AKIDEXAMPLE/");
        assertThat(sts.requests.get(0)).containsEntry("RoleSessionName", "redshift-data-jdbc");
    }

    @Test
    void theFileOfATokenIsReadAnewAndOneRoleServesAllConnections() throws IOException {
        var file = Files.writeString(folder.resolve(UUID.randomUUID() + ".token"), "first\n");
        portal.trusted.add("first");
        source.setAccessKeyId("AKIDEXAMPLE");
        source.setSecretAccessKey("hush");
        source.setWebIdentityTokenFile(file.toString());
        assertSignedBy("ASIAAssumeRole1/");
        assertSignedBy("ASIAAssumeRole1/");
        assertThat(sts.requests).hasSize(1);
    }

    @Test
    void aRoleThatEndsIsRenewedWithoutAWord() throws IOException {
        signInByIdentityCenter();
        sts.expiration = "2020-01-01T00:00:00Z";
        assertRefused("the role of the person has ended already; is the clock of this machine right?");
        sts.expiration = "2100-01-01T00:00:00Z";
        source.setSsoFlow("none");
        assertSignedBy("ASIAAssumeRole2/");
        assertThat(portal.count("device")).isEqualTo(1);
    }

    @Test
    void theContextMayStandInTheTokenAboutThePerson() {
        var claims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        "{\"sub\":\"ann\",\"sts:identity_context\":\"of the claim\"}".getBytes(StandardCharsets.UTF_8));
        portal.person = "{\"accessToken\":\"t\",\"idToken\":\"e30." + claims + ".sig\"}";
        withATokenOfAnotherProvider("a.b.c");
        assertSignedBy("ASIAAssumeRole1/");
        assertThat(sts.requests.get(0)).containsEntry("ProvidedContexts.member.1.ContextAssertion", "of the claim");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"awsAdditionalDetails\":{}}",
                "{\"idToken\":\"no token\"}",
                "{\"idToken\":\"a.%%%.c\"}",
                "{\"idToken\":\"a.e30.c\"}",
                "{\"idToken\":\"a.eyJzdHM6aWRlbnRpdHlfY29udGV4dCI6N30.c\"}"
            })
    void anAnswerThatSaysNobodyIsASentence(String answer) {
        portal.person = answer;
        withATokenOfAnotherProvider("a.b.c");
        assertRefused(
                "the answer of IAM Identity Center does not say who the person is; the application needs the scope"
                        + " sts:identity_context");
        assertThat(sts.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "InvalidGrantException | IAM Identity Center does not take the web identity token: it must not have expired",
                "ExpiredTokenException | IAM Identity Center does not take the web identity token: it must not have expired",
                "UnsupportedGrantTypeException | does not allow what is asked of it: it needs the grant for JWT bearer",
                "UnauthorizedClientException | does not allow what is asked of it: it needs the grant for JWT bearer",
                "InvalidClientException | IAM Identity Center in eu-west-1 does not know the application",
                "AccessDeniedException | may not ask for the person: allow it sso-oauth:CreateTokenWithIAM",
                "InvalidScopeException | who the person is (InvalidScopeException: refused)",
            })
    void aRefusalIsASentence(String code, String sentence) {
        portal.personError = code;
        withATokenOfAnotherProvider("a.b.c");
        assertRefused(
                "no AWS credentials from role " + ROLE + " for a person of IAM Identity Center",
                "passing on the person's identity failed: ",
                sentence);
        assertThat(sts.requests).isEmpty();
    }

    @Test
    void aRegionThatIsNotThatOfIdentityCenterIsNamed() {
        portal.personError = "InvalidRequestRegionException";
        portal.errorMembers = ",\"region\":\"eu-central-1\"";
        withATokenOfAnotherProvider("a.b.c");
        assertRefused("ssoRegion must be 'eu-central-1', where IAM Identity Center is");
    }

    @Test
    void aSignInThatIsNotExchangedSaysWhatToDo() {
        signInByIdentityCenter();
        portal.personError = "InvalidGrantException";
        assertRefused(
                "IAM Identity Center does not exchange the token of your sign-in",
                "Else set webIdentityTokenFile instead of ssoStartUrl");
    }

    @Test
    void aTokenThatWasEndedElsewhereIsRenewedOnce() {
        signInByIdentityCenter();
        assertSignedBy("ASIAAssumeRole1/");
        portal.valid.clear();
        // Another role of the same person: its keys are not there yet.
        source.setRoleArn(ROLE + "2");
        assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
        assertThat(sts.requests).hasSize(2);
        assertThat(portal.requests).contains("refresh_token");
        assertThat(portal.count("device")).isEqualTo(1);
    }

    @Test
    void aRoleThatIsNotGivenIsASentenceAndIsNotAskedForAgain() {
        signInByIdentityCenter();
        sts.refuses("AssumeRole", 403, "AccessDenied", "not authorized to perform: sts:SetContext");
        assertRefused(
                "AWS does not give the role " + ROLE + " with the person's identity; its trust policy must allow"
                        + " sts:AssumeRole and sts:SetContext",
                "AccessDenied: not authorized to perform: sts:SetContext");
        assertRefused("it is not tried again before");
        assertThat(sts.requests).hasSize(1);
        assertThat(portal.count("iam token-exchange")).isEqualTo(1);
    }

    /** Neither the application nor STS is reached: what to do is about the proxy, not about the sign-in. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aProxyThatAsksForAPasswordIsToldWithTheProperties(boolean ofSts) {
        withATokenOfAnotherProvider("a.b.c");
        if (ofSts) {
            sts.refuses("AssumeRole", 407, "x", "no");
        } else {
            portal.status = 407;
        }
        assertRefused("the proxy on the way asks for a user and a password. Set proxyUser and proxyPassword");
        assertThatThrownBy(source::getConnection).hasMessageNotContaining("sign in again");
    }

    @Test
    void theAdviceStandsOnce() {
        source.setProfile("absent");
        source.setWebIdentityToken("a.b.c");
        assertThatThrownBy(source::getConnection)
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()).split("sign in again", -1))
                        .hasSize(2));
    }

    @Test
    void anStsThatCannotBeReachedIsToldWithItsProperty() {
        withATokenOfAnotherProvider("a.b.c");
        sts.close();
        assertThatThrownBy(source::getConnection)
                .hasMessageContaining(": 127.0.0.1 takes no connection: ")
                .hasMessageContaining("Check stsEndpoint, proxy and firewall")
                .hasMessageNotContaining("sign in again")
                .hasMessageNotContaining("Check the AWS credentials")
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
    }

    @Test
    void aLazyConnectionAsksNobody() throws SQLException {
        signInByIdentityCenter();
        source.setLazyConnect(true);
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SELECT 1"))
                    .hasMessageContaining("nobody has signed in at https://")
                    .hasMessageContaining("Open a new connection to sign in");
        }
        assertThat(portal.requests).isEmpty();
    }

    @Test
    void noTokenAndNoContextIsShown() {
        withATokenOfAnotherProvider("very.hush.token");
        sts.refuses("AssumeRole", 403, "AccessDenied", "no");
        assertThatThrownBy(source::getConnection)
                .hasStackTraceContaining("its trust policy must allow")
                .satisfies(e -> assertThat(String.valueOf(e)).doesNotContain("very.hush", "context-of-ann"));
        assertThat(source.toString()).doesNotContain("very.hush");
    }
}
