package io.github.redshiftdata.tests.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Results of statements that were started elsewhere. */
class AttachIT {

    private static String run(TestEmulator emulator, String sql) throws SQLException {
        try (var connection = emulator.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
            return String.valueOf(statement.unwrap(RedshiftDataStatement.class).getStatementId());
        }
    }

    @Test
    void theRowsOfAnotherConnectionAreReadAgain() throws SQLException {
        try (var emulator = TestEmulator.own(300);
                var connection = emulator.connect()) {
            var id = run(emulator, "select n from generate_series(1, 100) as n order by n");
            for (var i = 0; i < 2; i++) {
                try (var attached =
                        connection.unwrap(RedshiftDataConnection.class).attach(id)) {
                    assertThat(attached.getStatementId()).isEqualTo(id);
                    var rows = attached.getResultSet();
                    for (var n = 1; n <= 100; n++) {
                        assertThat(rows.next()).isTrue();
                        assertThat(rows.getInt(1)).isEqualTo(n);
                    }
                    assertThat(rows.next()).isFalse();
                }
            }
        }
    }

    @Test
    void everyResultOfAScriptIsThere() throws SQLException {
        try (var emulator = TestEmulator.own();
                var connection = emulator.connect()) {
            var part = run(emulator, "select 1; create table " + emulator.newSchema() + ".t (a int); select 3");
            var whole = part.substring(0, part.indexOf(':'));
            try (var attached = connection.unwrap(RedshiftDataConnection.class).attach(whole)) {
                assertThat(attached.getResultSet().next()).isTrue();
                assertThat(attached.getMoreResults()).isFalse();
                assertThat(attached.getUpdateCount()).isZero();
                assertThat(attached.getMoreResults()).isTrue();
                var rows = attached.getResultSet();
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(3);
            }
        }
    }

    @Test
    void whatIsNotKeptAnyMoreSaysSo() throws SQLException {
        try (var emulator = TestEmulator.own();
                var connection = emulator.connect()) {
            var id = run(emulator, "select 1");
            emulator.emulator().expireResults();
            var own = connection.unwrap(RedshiftDataConnection.class);
            assertThatThrownBy(() -> own.attach(id))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining(id);
            assertThatThrownBy(() -> own.attach("nonsense")).isInstanceOf(SQLException.class);
        }
    }
}
