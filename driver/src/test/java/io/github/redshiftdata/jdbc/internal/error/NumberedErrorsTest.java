package io.github.redshiftdata.jdbc.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The number of its statement changes nothing of an error but its message: programs decide by its class. */
class NumberedErrorsTest {

    static Stream<SQLException> errors() {
        var cause = new IllegalStateException("why");
        return Stream.of(
                new SQLTransientConnectionException("m", "58000", 3, cause),
                new SQLNonTransientConnectionException("m", "08001", 3, cause),
                new SQLTransientException("m", "53400", 3, cause),
                new SQLNonTransientException("m", "54000", 3, cause),
                new SQLTimeoutException("m", "57014", 3, cause),
                new SQLTransactionRollbackException("m", "40001", 3, cause),
                new SQLDataException("m", "22012", 3, cause),
                new SQLSyntaxErrorException("m", "42601", 3, cause),
                new SQLIntegrityConstraintViolationException("m", "23505", 3, cause),
                new SQLInvalidAuthorizationSpecException("m", "28000", 3, cause),
                new SQLFeatureNotSupportedException("m", "0AR00", 3, cause),
                new SQLException("m", "HY000", 3, cause));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void classStateCodeAndCauseStay(SQLException error) {
        var numbered = NumberedErrors.of(error, 2, 3);
        assertThat(numbered.getClass()).isEqualTo(error.getClass());
        assertThat(numbered.getMessage()).isEqualTo("Statement 2 of 3: m");
        assertThat(numbered.getSQLState()).isEqualTo(error.getSQLState());
        assertThat(numbered.getErrorCode()).isEqualTo(3);
        assertThat(numbered.getCause()).isSameAs(error);
        assertThat(numbered.getStackTrace()).isEqualTo(error.getStackTrace());
    }

    @Test
    void theOnlyStatementNeedsNoNumber() {
        var error = new SQLException("m");
        assertThat((Throwable) NumberedErrors.of(error, 1, 1)).isSameAs(error);
    }

    @Test
    void doubtStaysDoubt() {
        assertThat(Doubt.isIn(NumberedErrors.of(Doubt.ofTimedOut("why", null), 1, 2)))
                .isTrue();
    }
}
