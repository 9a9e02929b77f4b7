package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.OwnThread;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class StatementUseTest {

    private final StatementUse use = new StatementUse();

    private int elsewhere(StatementUse.Work<Integer> work) {
        return OwnThread.supply(() -> {
                    try {
                        return use.alone(work);
                    } catch (SQLException e) {
                        throw new CompletionException(e);
                    }
                })
                .join();
    }

    @Test
    void aSecondThreadIsToldOfTheFirst() throws SQLException {
        assertThat((int) use.alone(() -> {
                    assertThatThrownBy(() -> elsewhere(() -> 2))
                            .cause()
                            .hasMessageContaining("Another thread")
                            .extracting(e -> ((SQLException) e).getSQLState())
                            .isEqualTo("55006");
                    return 1;
                }))
                .isEqualTo(1);
        assertThat(elsewhere(() -> 2)).isEqualTo(2);
    }

    @Test
    void theSameThreadMayComeAgainAndLeavesAlsoByAFailure() throws SQLException {
        assertThatThrownBy(() -> use.alone(() -> use.alone(() -> {
                    throw new SQLException("broken");
                })))
                .hasMessage("broken");
        assertThat(elsewhere(() -> 2)).isEqualTo(2);
    }
}
