package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connection.getSchema and setSchema, and who the server says we are. */
class CurrentSchemaTest {

    private static final String IDENTITY = "SELECT current_user, current_database(), current_schema(), version()";
    private static final String SCHEMA = "SELECT current_schema()";

    private PlayedConnection played;
    private Connection connection;
    private BooleanSupplier resultIsForgotten = () -> false;

    @BeforeEach
    void open() throws SQLException {
        connect("");
    }

    private void connect(String parameters) throws SQLException {
        played = new PlayedConnection(parameters);
        connection = played.connection;
        givesIdentity(IDENTITY, "\"stringValue\":\"public\"");
        givesSchema("\"stringValue\":\"sales\"");
    }

    private void givesIdentity(String query, String schema) {
        played.gives(
                query,
                1,
                page(
                        4,
                        "{\"stringValue\":\"me\"},{\"stringValue\":\"dev\"},{" + schema
                                + "},{\"stringValue\":\"PostgreSQL 8.0.2\"}"));
    }

    private void givesSchema(String schema) {
        played.gives(SCHEMA, 1, page(1, "{" + schema + "}"));
    }

    private static String page(int columns, String row) {
        var metadata = String.join(
                ",", Collections.nCopies(columns, "{\"name\":\"c\",\"label\":\"c\",\"typeName\":\"varchar\"}"));
        return "{\"ColumnMetadata\":[" + metadata + "],\"Records\":[[" + row + "]]}";
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            assertThat(statement.execute(sql)).isFalse();
        }
    }

    private List<String> asked() {
        return played.api.submitted.stream()
                .filter(sql -> sql.startsWith("SELECT current"))
                .toList();
    }

    // ---------------------------------------------------------------- asking

    @Test
    void theServerIsAskedOnce() throws SQLException {
        assertThat(connection.getSchema()).isEqualTo("public");
        assertThat(connection.getSchema()).isEqualTo("public");
        assertThat(connection.getMetaData().getUserName()).isEqualTo("me");
        assertThat(asked()).containsExactly(IDENTITY);
    }

    private void connectAtOnce(String parameters, String query) throws SQLException {
        played = new PlayedConnection("&lazyConnect=false" + parameters, api -> {
            ((FakeDataApi) api).courses.put(query, Course.gives(true, 1));
            return forgetting(api);
        });
        connection = played.connection;
    }

    private DataApi forgetting(DataApi api) {
        return (DataApi) Proxy.newProxyInstance(
                DataApi.class.getClassLoader(), new Class<?>[] {DataApi.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getStatementResult") && resultIsForgotten.getAsBoolean()) {
                        throw new DataApiException(
                                new ServiceFailure(
                                        Kind.NOT_FOUND, "ResourceNotFoundException", "Query does not exist.", 400, "r"),
                                null);
                    }
                    try {
                        return method.invoke(api, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void whatTheConnectingStatementSaysIsReadWhenItIsWanted() throws SQLException {
        connectAtOnce("", IDENTITY);
        assertThat(played.api.operations()).containsExactly("Execute");
        givesIdentity(IDENTITY, "\"stringValue\":\"public\"");
        connection.setAutoCommit(false);
        assertThat(connection.getSchema()).isEqualTo("public");
        assertThat(connection.getMetaData().getUserName()).isEqualTo("me");
        assertThat(played.api.operations())
                .as("no statement, so no transaction")
                .containsExactly("Execute", "GetResult");
    }

    @Test
    void theTimeOfTheLoginIsNotThatOfReadingLater() throws SQLException {
        connectAtOnce("&loginTimeout=5", IDENTITY);
        givesIdentity(IDENTITY, "\"stringValue\":\"public\"");
        played.time.pass(Duration.ofHours(1));
        assertThat(connection.getSchema()).isEqualTo("public");
    }

    @Test
    void aResultThatTheServiceHasForgottenIsAskedForAnew() throws SQLException {
        connectAtOnce("", IDENTITY);
        givesIdentity(IDENTITY, "\"stringValue\":\"public\"");
        resultIsForgotten = () -> asked().size() == 1;
        assertThat(connection.getSchema()).isEqualTo("public");
        assertThat(asked()).containsExactly(IDENTITY, IDENTITY);
    }

    @Test
    void aResultThatCannotBeReadNowIsReadLater() throws SQLException {
        connectAtOnce("", IDENTITY);
        givesIdentity(IDENTITY, "\"stringValue\":\"public\"");
        played.api.failNext("GetResult", Kind.REJECTED, "Not now.");
        assertThat((Throwable) catchThrowableOfType(SQLException.class, () -> connection.getSchema()))
                .hasMessageContaining("Not now.");
        assertThat(connection.getSchema()).isEqualTo("public");
        assertThat(asked()).containsExactly(IDENTITY);
    }

    @Test
    void aFirstStatementWithoutRowsIsNoConnection() {
        var error = catchThrowableOfType(SQLException.class, () -> new PlayedConnection("&lazyConnect=false"));
        assertThat((Throwable) error).hasMessageContaining("the answer to its first statement is none");
        assertThat(error.getSQLState()).isEqualTo("08001");
    }

    @Test
    void noSchemaIsAnAnswerToo() throws SQLException {
        givesIdentity(IDENTITY, "\"isNull\":true");
        assertThat(connection.getSchema()).isNull();
        assertThat(connection.getSchema()).isNull();
        assertThat(asked()).containsExactly(IDENTITY);
    }

    @Test
    void afterAChangeOfTheSearchPathItIsAskedAgain() throws SQLException {
        assertThat(connection.getSchema()).isEqualTo("public");
        run("set search_path to sales");
        assertThat(connection.getSchema()).isEqualTo("sales");
        assertThat(connection.getSchema()).isEqualTo("sales");
        assertThat(asked()).containsExactly(IDENTITY, SCHEMA);
    }

    @Test
    void otherStatementsDoNotChangeIt() throws SQLException {
        assertThat(connection.getSchema()).isEqualTo("public");
        run("delete from t");
        assertThat(connection.getSchema()).isEqualTo("public");
        assertThat(asked()).containsExactly(IDENTITY);
    }

    @Test
    void aFailureOfTheFirstQuestionIsThrown() {
        played.api.fail("Execute", Kind.UNAUTHORIZED, "AccessDeniedException");
        assertThat(catchThrowableOfType(SQLException.class, () -> connection.getSchema())
                        .getSQLState())
                .isEqualTo("28000");
    }

    @Test
    void anAnswerThatIsNoneIsAnError() {
        played.gives(IDENTITY, 1, page(1, "{\"stringValue\":\"me\"}"));
        var error = catchThrowableOfType(SQLException.class, () -> connection.getSchema());
        assertThat(error.getSQLState()).isEqualTo("58000");
        assertThat((Throwable) error).hasMessageContaining("with 1 rows of 1 values instead of 1 of 4");
        played.gives(IDENTITY, 0, page(4, "").replace("[[]]", "[]"));
        var none = catchThrowableOfType(SQLException.class, () -> connection.getSchema());
        assertThat((Throwable) none).hasMessageContaining("with 0 rows instead of 1 of 4");
    }

    // ---------------------------------------------------------------- setting

    @Test
    void whatIsSetIsAskedForSinceTheServerFoldsNames() throws SQLException {
        connection.setSchema("Sales");
        assertThat(connection.getSchema()).isEqualTo("sales");
        assertThat(asked()).containsExactly(SCHEMA);
        assertThat(String.join(";", played.api.calls)).contains("\"Sales\"");
    }

    @Test
    void theCurrentSchemaIsNotSetAgain() throws SQLException {
        assertThat(connection.getSchema()).isEqualTo("public");
        connection.setSchema("public");
        assertThat(played.api.calls)
                .filteredOn(call -> call.contains("search_path"))
                .isEmpty();
        connection.setSchema("sales");
        var after = played.api.calls.size();
        connection.setSchema("sales");
        assertThat(played.api.calls).hasSize(after);
    }

    @Test
    void nullIsTheDefaultOfTheUser() throws SQLException {
        connection.setSchema("sales");
        connection.setSchema(null);
        assertThat(connection.getSchema()).isEqualTo("sales");
        assertThat(String.join(";", played.api.calls)).contains("DEFAULT");
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        for (var name : List.of("", "a\0b")) {
            var error = catchThrowableOfType(SQLException.class, () -> connection.setSchema(name));
            assertThat(error.getSQLState()).isEqualTo("22023");
            assertThat((Throwable) error).hasMessageStartingWith("setSchema: ");
        }
        assertThat(played.api.calls).isEmpty();
    }

    @Test
    void whereTheServerCannotBeAskedWhatWasSetIsTold() throws SQLException {
        connection.setSchema("sales");
        played.api.courses.put(SCHEMA, Course.fails("ERROR: permission denied"));
        assertThat(connection.getSchema()).isEqualTo("sales");
        run("set search_path to other");
        assertThat(catchThrowableOfType(SQLException.class, () -> connection.getSchema())
                        .getSQLState())
                .isEqualTo("42501");
    }

    @Test
    void toAskWouldBeginATransactionSoWhatWasSetIsTold() throws SQLException {
        connection.setSchema("Sales");
        connection.setAutoCommit(false);
        assertThat(connection.getSchema()).isEqualTo("Sales");
        assertThat(asked()).isEmpty();
        run("delete from t");
        assertThat(connection.getSchema()).isEqualTo("sales");
        assertThat(asked()).containsExactly(SCHEMA);
    }

    @Test
    void anInterruptedThreadIsToldWhatWasSet() throws SQLException {
        connection.setSchema("Sales");
        Thread.currentThread().interrupt();
        try {
            assertThat(connection.getSchema()).isEqualTo("Sales");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(asked()).isEmpty();
    }

    @Test
    void whatWasSetInATransactionMayBeTakenBackWithIt() throws SQLException {
        connection.setAutoCommit(false);
        run("delete from t");
        connection.setSchema("sales");
        assertThat(connection.getSchema()).isEqualTo("sales");
        connection.rollback();
        givesSchema("\"stringValue\":\"public\"");
        assertThat(connection.getSchema()).isEqualTo("public");
        assertThat(asked()).containsExactly(SCHEMA, SCHEMA);
    }

    @Test
    void whatWasSetOutsideOfItOutlivesATransaction() throws SQLException {
        connection.setSchema("sales");
        assertThat(connection.getSchema()).isEqualTo("sales");
        connection.setAutoCommit(false);
        run("delete from t");
        connection.rollback();
        assertThat(connection.getSchema()).isEqualTo("sales");
        assertThat(asked()).containsExactly(SCHEMA);
    }

    @Test
    void theEndOfATransactionInTheTextTakesItBackToo() throws SQLException {
        connection.setAutoCommit(false);
        run("delete from t");
        run("set search_path to sales");
        assertThat(connection.getSchema()).isEqualTo("sales");
        givesSchema("\"stringValue\":\"public\"");
        run("rollback");
        run("delete from t");
        assertThat(connection.getSchema()).isEqualTo("public");
    }

    // ---------------------------------------------------------------- currentSchema=

    @Test
    void theSchemaOfTheUrlIsSetWithTheFirstStatement() throws SQLException {
        connect("&currentSchema=sales");
        var query = IDENTITY + ", (SELECT count(*) FROM pg_namespace WHERE lower(nspname) = lower('sales'))";
        played.gives(
                query,
                1,
                page(
                        5,
                        "{\"stringValue\":\"me\"},{\"stringValue\":\"dev\"},{\"stringValue\":\"sales\"},"
                                + "{\"stringValue\":\"PostgreSQL\"},{\"longValue\":1}"));
        assertThat(played.api.calls).isEmpty();
        assertThat(connection.getSchema()).isEqualTo("sales");
        assertThat(played.api.calls).anyMatch(call -> call.contains("search_path"));
        assertThat(asked()).containsExactly(query);
    }

    @Test
    void severalSchemasAreNotOne() throws SQLException {
        connect("&currentSchema=sales,public&metadataCacheSeconds=0");
        connection.setAutoCommit(false);
        played.gives(
                IDENTITY + ", (SELECT count(*) FROM pg_namespace WHERE lower(nspname) = lower('sales'))"
                        + ", (SELECT count(*) FROM pg_namespace WHERE lower(nspname) = lower('public'))",
                1,
                page(
                        6,
                        "{\"stringValue\":\"me\"},{\"stringValue\":\"dev\"},{\"stringValue\":\"public\"},"
                                + "{\"stringValue\":\"PostgreSQL\"},{\"longValue\":0},{\"longValue\":1}"));
        assertThat(connection.getSchema()).isEqualTo("public");
    }

    @Test
    void aListThatIsNoneIsRefused() {
        var error = catchThrowableOfType(SQLException.class, () -> connect("&currentSchema=%22sales"));
        assertThat(error.getSQLState()).isEqualTo("22023");
        assertThat((Throwable) error).hasMessageStartingWith("currentSchema=");
    }

    @Test
    void whereSettingFailedNothingIsKnownAnyMore() throws SQLException {
        assertThat(connection.getSchema()).isEqualTo("public");
        played.api.courses.put("SET search_path TO \"sales\"", Course.fails("ERROR: permission denied"));
        assertThat(catchThrowableOfType(SQLException.class, () -> connection.setSchema("sales"))
                        .getSQLState())
                .isNotEmpty();
        assertThat(connection.getSchema()).isEqualTo("sales");
        assertThat(asked()).containsExactly(IDENTITY, SCHEMA);
    }

    @Test
    void aFailedTransactionIsToldAsThatThoughSomethingWasSet() throws SQLException {
        connection.setSchema("sales");
        connection.setAutoCommit(false);
        run("delete from t");
        played.api.courses.put("delete from u", Course.fails("ERROR: relation \"u\" does not exist"));
        assertThat(catchThrowableOfType(SQLException.class, () -> run("delete from u"))
                        .getSQLState())
                .isEqualTo("42P01");
        assertThat(catchThrowableOfType(SQLException.class, () -> connection.getSchema())
                        .getSQLState())
                .isEqualTo("25P02");
    }

    @Test
    void theFirstQuestionMayBeginATransactionWhereNothingWasSet() throws SQLException {
        connection.setAutoCommit(false);
        assertThat(connection.getSchema()).isEqualTo("public");
        assertThat(asked()).containsExactly(IDENTITY);
    }
}
