package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Redshift does not have is refused by every method that would need it, and by no other. */
class UnsupportedTest {

    private static final Set<String> OF_LOCATORS = Set.of(
            "createArrayOf",
            "createBlob",
            "createClob",
            "createNClob",
            "createSQLXML",
            "createStruct",
            "setSavepoint",
            "releaseSavepoint");
    private static final Set<String> OF_CHANGES =
            Set.of("cancelRowUpdates", "deleteRow", "insertRow", "moveToCurrentRow", "moveToInsertRow", "refreshRow");
    private static final Set<String> OF_TYPES =
            Set.of("getArray", "getBlob", "getClob", "getNClob", "getRef", "getRowId", "getSQLXML", "getURL");

    private static boolean isByName(Method method) {
        return method.getParameterCount() > 0 && method.getParameterTypes()[0] == String.class;
    }

    /** A result that is open, and has no other methods than those of the interface. */
    private static <T extends ResultSet> T open(Class<T> type) {
        return Defaults.of(type, (proxy, method, arguments) -> {
            assertThat(method.getName()).isEqualTo("checkOpen");
            return null;
        });
    }

    static Stream<Method> parametersByName() {
        return Defaults.methods(CallableStatement.class).filter(UnsupportedTest::isByName);
    }

    @ParameterizedTest
    @MethodSource("parametersByName")
    void aParameterHasNoName(Method method) {
        Defaults.assertUnsupported(Defaults.of(UnsupportedNamedParameters.class), method);
    }

    static Stream<Method> changesOfRows() {
        return Defaults.methods(ResultSet.class)
                .filter(method -> method.getName().startsWith("update") || OF_CHANGES.contains(method.getName()));
    }

    @ParameterizedTest
    @MethodSource("changesOfRows")
    void noRowIsChangedThroughAResult(Method method) {
        Defaults.assertUnsupported(Defaults.of(ReadOnlyResultSet.class), method);
    }

    @Test
    void aReadOnlyResultShowsNoChanges() throws SQLException {
        var rows = open(ReadOnlyResultSet.class);
        assertThat(rows.rowUpdated()).isFalse();
        assertThat(rows.rowInserted()).isFalse();
        assertThat(rows.rowDeleted()).isFalse();
        assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
    }

    static Stream<Method> gettersOfTypes() {
        return Defaults.methods(ResultSet.class)
                .filter(method -> OF_TYPES.contains(method.getName()) && !isByName(method));
    }

    @ParameterizedTest
    @MethodSource("gettersOfTypes")
    void whatIsNoTypeOfRedshiftIsNotRead(Method method) {
        Defaults.assertUnsupported(Defaults.of(UnsupportedGetters.class), method);
    }

    static Stream<Method> settersOfTypes() {
        return Defaults.methods(PreparedStatement.class)
                .filter(method -> Set.of("setArray", "setRef", "setRowId", "setSQLXML", "setUnicodeStream")
                        .contains(method.getName()));
    }

    @ParameterizedTest
    @MethodSource("settersOfTypes")
    void whatIsNoTypeOfRedshiftIsNotSet(Method method) {
        Defaults.assertUnsupported(Defaults.of(UnsupportedSetters.class), method);
    }

    static Stream<Method> locatorsAndSavepoints() {
        return Defaults.methods(Connection.class)
                .filter(method -> OF_LOCATORS.contains(method.getName())
                        || (method.getName().equals("rollback") && method.getParameterCount() == 1));
    }

    @ParameterizedTest
    @MethodSource("locatorsAndSavepoints")
    void aConnectionMakesNoLocatorsAndNoSavepoints(Method method) {
        Defaults.assertUnsupported(Defaults.of(UnsupportedConnection.class), method);
    }

    static Stream<Method> movesOtherThanForward() {
        return Defaults.methods(ResultSet.class).filter(method -> Set.of(
                        "absolute", "afterLast", "beforeFirst", "first", "last", "previous", "relative")
                .contains(method.getName()));
    }

    @ParameterizedTest
    @MethodSource("movesOtherThanForward")
    void aForwardOnlyResultRefusesEveryOtherMove(Method method) {
        var rows = open(ForwardOnlyResultSet.class);
        assertThatThrownBy(() -> Defaults.call(rows, method, Defaults.arguments(method)))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith(method.getName() + "()")
                .hasMessageContaining("TYPE_SCROLL_INSENSITIVE")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("24000");
    }

    @Test
    void aForwardOnlyResultSaysThatItIsOne() throws SQLException {
        assertThat(open(ForwardOnlyResultSet.class).getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
    }
}
