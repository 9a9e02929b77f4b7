package io.github.redshiftdata.jdbc.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLNonTransientConnectionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "connection | 08003 | The connection is closed. Open a new one.",
                "statement | 24000 | The statement is closed. Open a new one.",
                "result set | 24000 | The result set is closed. Run the query again."
            })
    void whatIsClosedIsToldByItsStateAndWithWhatToDo(String what, String state, String message) {
        var error = Errors.closed(what);
        assertThat(error.getSQLState()).isEqualTo(state);
        assertThat(error.getMessage()).isEqualTo(message);
        // Pools throw a connection away by the class of the exception.
        assertThat(error instanceof SQLNonTransientConnectionException).isEqualTo(what.equals("connection"));
    }
}
