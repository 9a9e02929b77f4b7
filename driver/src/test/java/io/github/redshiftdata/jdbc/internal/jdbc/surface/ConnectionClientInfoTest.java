package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.ClientInfoStatus;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ConnectionClientInfoTest {

    private final List<String> told = new ArrayList<>();
    private final ClientInfo info = new ClientInfo("reports", null, (name, value) -> told.add(name + "=" + value));
    private final List<String> warnings = new ArrayList<>();
    private boolean closed;
    private boolean fails;

    private final ConnectionClientInfo connection =
            Defaults.of(ConnectionClientInfo.class, (proxy, method, arguments) -> switch (method.getName()) {
                case "clientInfo" -> info;
                case "addWarning" -> {
                    warnings.add((String) arguments[0]);
                    yield null;
                }
                case "isClosed" -> {
                    if (fails) {
                        throw new SQLException("not known");
                    }
                    yield closed;
                }
                default -> throw new AssertionError(method.toString());
            });

    private static Properties properties(String... namesAndValues) {
        var properties = new Properties();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return properties;
    }

    private static SQLClientInfoException refused(ThrowingCallable call) {
        return catchThrowableOfType(SQLClientInfoException.class, call);
    }

    @Test
    void theNameOfTheApplicationIsReadAndSet() throws SQLException {
        assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("reports");
        assertThat(connection.getClientInfo()).isEqualTo(properties("ApplicationName", "reports"));
        connection.setClientInfo("ApplicationName", "nightly");
        assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("nightly");
        assertThat(info.statementName()).isEqualTo("nightly");
        assertThat(warnings).isEmpty();
    }

    @Test
    void nullAndAnEmptyTextTakeItAway() throws SQLException {
        connection.setClientInfo("ApplicationName", null);
        assertThat(connection.getClientInfo("ApplicationName")).isNull();
        assertThat(info.statementName()).isNull();
        connection.setClientInfo("ApplicationName", "a");
        connection.setClientInfo("ApplicationName", "");
        assertThat(connection.getClientInfo()).isEmpty();
    }

    @Test
    void theSessionIsToldOfEachChange() throws SQLException {
        connection.setClientInfo("ApplicationName", "nightly");
        connection.setClientInfo("QueryGroup", "etl");
        assertThat(connection.getClientInfo("QueryGroup")).isEqualTo("etl");
        connection.setClientInfo(properties("QueryGroup", "late"));
        assertThat(connection.getClientInfo()).isEqualTo(properties("QueryGroup", "late"));
        connection.setClientInfo(properties());
        connection.setClientInfo("QueryGroup", "");
        assertThat(told)
                .containsExactly(
                        "ApplicationName=nightly",
                        "QueryGroup=etl",
                        "ApplicationName=null",
                        "QueryGroup=late",
                        "QueryGroup=null");
        assertThat(warnings).isEmpty();
    }

    @Test
    void aGroupThatCannotBeSentChangesNothing() {
        var error = refused(() -> connection.setClientInfo(properties("ApplicationName", "a", "QueryGroup", "b\0")));
        assertThat(error.getFailedProperties()).isEqualTo(Map.of("QueryGroup", ClientInfoStatus.REASON_VALUE_INVALID));
        assertThat(told).isEmpty();
    }

    @Test
    void aNameThatIsNotKnownIsAWarningAndSetsNothing() throws SQLException {
        connection.setClientInfo("ClientUser", "me");
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("\"ClientUser\" is not known")
                .contains("Known: [App");
        assertThat(connection.getClientInfo("ClientUser")).isNull();
        assertThat(connection.getClientInfo(null)).isNull();
        assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("reports");
    }

    @Test
    void propertiesReplaceAllThatWasSet() throws SQLException {
        connection.setClientInfo(properties("ApplicationName", "nightly", "ClientUser", "me"));
        assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("nightly");
        assertThat(warnings).singleElement().asString().contains("ClientUser");
        connection.setClientInfo(properties());
        assertThat(connection.getClientInfo()).isEmpty();
    }

    @Test
    void propertiesThatAreNullAreRefused() {
        var error = refused(() -> connection.setClientInfo(null));
        assertThat(error.getSQLState()).isEqualTo("22023");
        assertThat(error.getFailedProperties()).isEqualTo(Map.of("ApplicationName", ClientInfoStatus.REASON_UNKNOWN));
        assertThat(info.statementName()).isEqualTo("reports");
    }

    @Test
    void aValueThatCannotBeSentIsRefused() {
        for (var error : List.of(
                refused(() -> connection.setClientInfo("ApplicationName", "a\0b")),
                refused(() -> connection.setClientInfo(properties("ApplicationName", "a\0b"))))) {
            assertThat(error.getSQLState()).isEqualTo("22021");
            assertThat(error.getFailedProperties())
                    .isEqualTo(Map.of("ApplicationName", ClientInfoStatus.REASON_VALUE_INVALID));
        }
        assertThat(info.statementName()).isEqualTo("reports");
    }

    private void assertClosed() {
        for (var error : List.of(
                refused(() -> connection.setClientInfo("ApplicationName", "a")),
                refused(() -> connection.setClientInfo(properties("ApplicationName", "a"))),
                refused(() -> connection.getClientInfo("ApplicationName")),
                refused(connection::getClientInfo))) {
            assertThat(error.getSQLState()).isEqualTo("08003");
            assertThat(error.getFailedProperties()).containsKey("ApplicationName");
        }
        assertThat(info.statementName()).isEqualTo("reports");
    }

    @Test
    void aClosedConnectionHasNoClientInfo() {
        closed = true;
        assertClosed();
    }

    @Test
    void neitherHasOneThatCannotTellWhetherItIsOpen() {
        fails = true;
        assertClosed();
    }
}
