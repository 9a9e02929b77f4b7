package io.github.redshiftdata.jdbc.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.error.Doubt;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frameworks and pools go by the class of an error: its number among several statements must not change it. */
class NumberedErrorsTest {

    static Stream<SQLException> errors() {
        return Stream.of(
                new SQLException("why", "XX000", 4),
                new SQLTimeoutException("why", "57014", 4),
                new SQLTransactionRollbackException("why", "40001", 4),
                new SQLTransientConnectionException("why", "08001", 4),
                new SQLTransientException("why", "53000", 4),
                new SQLDataException("why", "22012", 4),
                new SQLSyntaxErrorException("why", "42601", 4),
                new SQLIntegrityConstraintViolationException("why", "23502", 4),
                new SQLInvalidAuthorizationSpecException("why", "28000", 4),
                new SQLNonTransientConnectionException("why", "08006", 4),
                new SQLFeatureNotSupportedException("why", "0AR00", 4),
                new SQLNonTransientException("why", "58000", 4));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void theNumberedErrorIsOfTheSameClassStateAndCode(SQLException error) {
        var numbered = NumberedErrors.of(error, 2, 3);
        assertThat((Throwable) numbered).isExactlyInstanceOf(error.getClass()).hasMessage("Statement 2 of 3: why");
        assertThat(numbered.getSQLState()).isEqualTo(error.getSQLState());
        assertThat(numbered.getErrorCode()).isEqualTo(4);
        assertThat(numbered.getCause()).isSameAs(error);
        assertThat(numbered.getStackTrace()).isEqualTo(error.getStackTrace());
    }

    @ParameterizedTest
    @MethodSource("errors")
    void theErrorOfAnOnlyStatementNeedsNoNumber(SQLException error) {
        assertThat((Throwable) NumberedErrors.of(error, 1, 1)).isSameAs(error);
    }

    @Test
    void doubtStaysDoubt() {
        assertThat(Doubt.isIn(NumberedErrors.of(Doubt.ofTimedOut("why", null), 1, 2)))
                .isTrue();
    }
}
