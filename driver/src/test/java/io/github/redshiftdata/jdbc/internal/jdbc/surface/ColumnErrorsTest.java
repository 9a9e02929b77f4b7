package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.types.ConversionException;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "seven, 4, 22P02", // INTEGER
        "99999999999, 4, 22003",
        "no day, 91, 22007", // DATE
        "seven, 2003, 22018", // ARRAY
    })
    void aConversionThatFailsHasTheStateOfItsReason(String text, int sqlType, String state) {
        var failure = catchThrowableOfType(ConversionException.class, () -> ParameterValue.of(text, sqlType));
        var error = ColumnErrors.translate(failure, "column 2 (price)");
        assertThat(error.getSQLState()).isEqualTo(state);
        assertThat(error.getMessage()).startsWith(failure.getMessage()).endsWith("This concerns column 2 (price).");
        assertThat(error.getCause() == failure).isTrue();
    }
}
