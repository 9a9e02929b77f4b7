package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every object of the driver has in common with every other. */
class StatementFactoryTest {

    private static final int HOLDABILITY = ResultSet.HOLD_CURSORS_OVER_COMMIT;

    private final Statement plain = Defaults.of(Statement.class);
    private final PreparedStatement prepared = Defaults.of(PreparedStatement.class);
    private final CallableStatement call = Defaults.of(CallableStatement.class);
    private List<Object> asked = List.of();

    private final StatementFactory connection = Defaults.of(StatementFactory.class, (proxy, method, arguments) -> {
        if (method.getName().equals("getHoldability")) {
            return HOLDABILITY;
        }
        asked = List.of(arguments);
        return switch (method.getName()) {
            case "createStatement" -> plain;
            case "prepareStatement" -> prepared;
            default -> call;
        };
    });

    @Test
    @SuppressWarnings("MustBeClosedChecker") // dummies
    void withoutArgumentsAStatementIsReadOnlyAndForwardOnly() throws SQLException {
        assertThat(connection.createStatement() == plain).isTrue();
        assertThat(asked).containsExactly(1003, 1007, HOLDABILITY);
        assertThat(connection.prepareStatement("select 1") == prepared).isTrue();
        assertThat(asked).containsExactly("select 1", 1003, 1007, HOLDABILITY);
        assertThat(connection.prepareCall("call p()") == call).isTrue();
        assertThat(asked).containsExactly("call p()", 1003, 1007, HOLDABILITY);
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker") // dummies
    void theHoldabilityIsThatOfTheConnection() throws SQLException {
        assertThat(connection.createStatement(1004, 1008) == plain).isTrue();
        assertThat(asked).containsExactly(1004, 1008, HOLDABILITY);
        assertThat(connection.prepareStatement("select 1", 1004, 1008) == prepared)
                .isTrue();
        assertThat(asked).containsExactly("select 1", 1004, 1008, HOLDABILITY);
        assertThat(connection.prepareCall("call p()", 1004, 1008) == call).isTrue();
        assertThat(asked).containsExactly("call p()", 1004, 1008, HOLDABILITY);
    }

    @Test
    void anObjectIsUnwrappedToWhatItIs() throws SQLException {
        var wrapper = Defaults.of(JdbcWrapper.class);
        assertThat(wrapper.isWrapperFor(Wrapper.class)).isTrue();
        assertThat(wrapper.unwrap(Wrapper.class) == wrapper).isTrue();
        assertThat(wrapper.isWrapperFor(Statement.class)).isFalse();
        assertThatThrownBy(() -> wrapper.unwrap(Statement.class))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("does not wrap a java.sql.Statement");
    }

    @Test
    void nullIsNothingToUnwrapTo() {
        var wrapper = Defaults.of(JdbcWrapper.class);
        assertThatThrownBy(() -> wrapper.isWrapperFor(null))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("is null");
        assertThatThrownBy(() -> wrapper.unwrap(null)).isInstanceOf(SQLException.class);
    }
}
