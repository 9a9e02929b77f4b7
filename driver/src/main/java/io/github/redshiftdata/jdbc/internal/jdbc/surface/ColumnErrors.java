package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.types.ConversionException;
import java.sql.SQLException;

/** Turns failed conversions into the exceptions of JDBC. */
public final class ColumnErrors {

    private ColumnErrors() {}

    /**
     * The exception for a conversion that failed.
     *
     * @param where what was being converted, as the end of a sentence: "column 2 (price)"
     */
    public static SQLException translate(ConversionException e, String where) {
        return Errors.of(state(e.category()), Shown.oneLine(e.getMessage() + " This concerns " + where + "."), e);
    }

    private static SqlState state(ConversionException.Category category) {
        return switch (category) {
            case OUT_OF_RANGE -> SqlState.NUMERIC_OUT_OF_RANGE;
            case BAD_TEMPORAL -> SqlState.INVALID_DATETIME_FORMAT;
            case BAD_TEXT -> SqlState.INVALID_TEXT_REPRESENTATION;
            case CANNOT_COERCE, UNSUPPORTED -> SqlState.CANNOT_COERCE;
        };
    }
}
