package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening a connection signs in a person; nothing else does. */
class IdentityCenterConnectingTest {

    @TempDir
    Path folder;

    private final RedshiftDataDataSource source = new RedshiftDataDataSource();
    private FakePortal portal;
    private RecordingProxy service;

    @BeforeEach
    void start() throws Exception {
        portal = new FakePortal();
        service = new RecordingProxy("403 Forbidden");
        System.setProperty("aws.ssoCacheDirectory", folder.toString());
        source.setUrl("jdbc:redshift-data://localhost:" + service.port() + "/dev?workgroupName=wg");
        source.setSsoStartUrl("https://" + UUID.randomUUID() + ".example/start#/");
        source.setSsoRegion("eu-west-1");
        source.setSsoEndpoint(portal.address());
        source.setSsoOidcEndpoint(portal.address());
    }

    @AfterEach
    void stop() throws IOException {
        System.clearProperty("aws.ssoCacheDirectory");
        portal.close();
        service.close();
    }

    /** The service refuses every request: what counts is who signed it. */
    private void assertSigned() {
        assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
        assertThat(service.heads()).isNotEmpty().allSatisfy(head -> assertThat(head)
                .contains("Credential=ASIA111122223333Reader/"));
    }

    @Test
    void connectingSignsInOnceAndTheRequestsAreThoseOfTheRole() {
        var shown = new ArrayList<String>();
        source.setSsoFlow("device");
        source.setSsoPrompt((page, code) -> shown.add(page + " " + code));
        portal.pending = 0;
        assertSigned();
        assertSigned();
        assertThat(shown).containsExactly("https://device.example/?user_code=ABCD-EFGH ABCD-EFGH");
        assertThat(folder).isDirectoryContaining("glob:**.json");
    }

    @Test
    void aRoleOnTopSignsInFirst() {
        source.setSsoFlow("none");
        source.setRoleArn("arn:aws:iam::1:role/r");
        assertThatThrownBy(source::getConnection)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"))
                .hasMessageContaining("ssoFlow=none asks nobody");
    }

    @Test
    void whoDoesNotWaitLongEnoughIsToldWhereToSignIn() throws Exception {
        source.setSsoFlow("device");
        source.setLoginTimeout(2);
        assertThatThrownBy(source::getConnection)
                .isInstanceOf(SQLTimeoutException.class)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                .hasMessageContaining("https://device.example/?user_code=ABCD-EFGH (code ABCD-EFGH)")
                .hasMessageContaining("connect again");
        assertThat(service.heads()).isEmpty();
    }

    @Test
    void aLazyConnectionAsksNobody() throws SQLException {
        source.setLazyConnect(true);
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            assertThat(connection.isValid(5)).isFalse();
            assertThatThrownBy(() -> statement.execute("SELECT 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"))
                    .hasMessageContaining("nobody has signed in at https://")
                    .hasMessageContaining("Open a new connection to sign in, or use `aws sso login`");
        }
        assertThat(portal.requests).isEmpty();
    }

    @Test
    void aPoolAsksNobody() {
        var config = new HikariConfig();
        config.setDataSource(source);
        config.setMinimumIdle(0);
        // It opens one connection in this thread, and fails with the reason.
        config.setInitializationFailTimeout(1);
        assertThatThrownBy(() -> new HikariDataSource(config).close())
                .hasStackTraceContaining("a connection pool opens no browser by itself");
        assertThat(portal.requests).isEmpty();
    }

    @Test
    void theTokensOfTheCacheAreSecret() throws Exception {
        source.setSsoFlow("device");
        portal.pending = 0;
        assertSigned();
        try (var files = Files.list(folder)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
            }
        }
        assertThat(source.toString()).doesNotContain("token-");
    }
}
