package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Getters that are others: by label those by index, of output parameters those of the row that holds them. */
class LabelledResultSetTest {

    static Stream<Method> byLabel() {
        return getters(ResultSet.class, String.class);
    }

    static Stream<Method> ofOutputs() {
        return getters(CallableStatement.class, int.class).filter(method -> !isTyped(method));
    }

    private static Stream<Method> getters(Class<?> of, Class<?> first) {
        return Defaults.methods(of)
                .filter(method -> method.getName().startsWith("get")
                        && method.getParameterCount() > 0
                        && method.getParameterTypes()[0] == first);
    }

    /** Whether the type that was registered decides what it gives. */
    private static boolean isTyped(Method method) {
        return method.getName().equals("getObject")
                && (method.getParameterCount() == 1 || method.getParameterTypes()[1] == Map.class);
    }

    @ParameterizedTest
    @MethodSource("byLabel")
    void aGetterByLabelGivesWhatTheGetterByIndexGives(Method method) throws SQLException {
        for (var value : Defaults.samples(method.getReturnType())) {
            var rows = Defaults.of(LabelledResultSet.class, (proxy, called, arguments) -> {
                if (called.getName().equals("findColumn")) {
                    assertThat(arguments).containsExactly("price");
                    return 7;
                }
                assertSame(called, method, 7, arguments);
                return value;
            });
            assertThat(Defaults.call(rows, method, arguments(method, "price"))).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @MethodSource("ofOutputs")
    void aGetterOfAnOutputGivesWhatTheColumnOfItsRowHas(Method method) throws SQLException {
        for (var value : Defaults.samples(method.getReturnType())) {
            var row = Defaults.of(ResultSet.class, (proxy, called, arguments) -> {
                assertSame(called, method, 2, arguments);
                return value;
            });
            var call = Defaults.of(OutputParameterGetters.class, (proxy, called, arguments) -> {
                assertThat(arguments).containsExactly(5);
                return called.getName().equals("outputs") ? row : 2;
            });
            assertThat(Defaults.call(call, method, arguments(method, 5))).isEqualTo(value);
        }
    }

    private static Object[] arguments(Method method, Object first) {
        var arguments = Defaults.arguments(method);
        arguments[0] = first;
        return arguments;
    }

    /** The same getter is called, of a column and with the other arguments as they were. */
    private static void assertSame(Method called, Method asked, int column, Object[] arguments) {
        assertThat(called.getName()).isEqualTo(asked.getName());
        assertThat(called.getParameterCount()).isEqualTo(asked.getParameterCount());
        assertThat(called.getParameterTypes()[0]).isEqualTo(int.class);
        var expected = arguments(asked, column);
        assertThat(Arrays.asList(arguments)).isEqualTo(Arrays.asList(expected));
    }
}
