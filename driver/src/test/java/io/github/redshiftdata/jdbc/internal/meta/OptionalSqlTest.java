package io.github.redshiftdata.jdbc.internal.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionalSqlTest {

    private long now;
    private int asked;

    private OptionalSql failing(SQLException failure) {
        return new OptionalSql(
                text -> {
                    asked++;
                    throw failure;
                },
                new CatalogCache(Duration.ofSeconds(30), () -> now));
    }

    @Test
    void theRowsOfAQueryAreItsRows() throws SQLException {
        var sql = new OptionalSql(text -> List.of(List.of(text)), new CatalogCache(Duration.ZERO, () -> now));
        assertThat(sql.query("view", "SELECT 1")).contains(List.of(List.of("SELECT 1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"42P01", "42883", "42501", "XX000", "HY000"})
    void aViewThatCannotBeReadTellsNothing(String state) throws SQLException {
        assertThat(failing(new SQLSyntaxErrorException("no", state)).query("view", "SELECT 1"))
                .isEmpty();
    }

    @Test
    void itIsTriedAgainWhenTheCacheHasForgottenIt() throws SQLException {
        var sql = failing(new SQLSyntaxErrorException("no", "42P01"));
        sql.query("view", "SELECT 1");
        sql.query("view", "SELECT 2");
        assertThat(asked).isEqualTo(1);
        now += Duration.ofSeconds(30).toNanos();
        sql.query("view", "SELECT 1");
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void whatIsNotTheFaultOfTheViewIsReported() {
        for (var failure : List.of(
                new SQLTimeoutException("late", "57014"),
                new SQLNonTransientConnectionException("gone", "08006"),
                new SQLRecoverableException("lost", "XX000"),
                new SQLTransientConnectionException("lost", "XX000"),
                new SQLNonTransientConnectionException("lost", "XX000"),
                new SQLTimeoutException("late", "XX000"),
                new SQLException("closed", "08003"),
                new SQLException("refused", "28000"),
                new SQLException("full", "53300"),
                new SQLException("aborted", "25P02"),
                new SQLException("a page was cut", "58000"),
                new SQLNonTransientException("nobody knows", "XX000", Doubt.VENDOR_CODE),
                new SQLException("busy", "55006"),
                new SQLException("conflict", "40001"),
                new SQLException(
                        "no such result",
                        "42704",
                        new DataApiException(
                                new ServiceFailure(
                                        ServiceFailure.Kind.NOT_FOUND, "ResourceNotFoundException", "no", 400, null),
                                new IllegalStateException("no"))),
                new SQLException("cancelled", "57014"))) {
            assertThatThrownBy(() -> failing(failure).query("view", "SELECT 1")).isSameAs(failure);
        }
    }

    @Test
    void aFailureWithoutAStateIsOneOfTheQuery() throws SQLException {
        assertThat(failing(new SQLException("no")).query("view", "SELECT 1")).isEmpty();
    }

    @Test
    void anotherViewIsTriedAllTheSame() throws SQLException {
        var sql = failing(new SQLSyntaxErrorException("no", "42P01"));
        assertThat(sql.query("view", "SELECT 1")).isEmpty();
        assertThat(sql.query("other", "SELECT 1")).isEmpty();
        assertThat(asked).isEqualTo(2);
    }
}
