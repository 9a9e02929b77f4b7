package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.api.SqlParameter;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.sql.SqlStatement;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in the places of the markers. A value becomes part of the text if the service cannot bind it (NULL, the
 * empty string, anything where no expression is allowed), or if a literal is exact (numbers, booleans, dates). The
 * server binds the rest, unless all values are to be literals. They are literals too if the text has words that the
 * service could take for parameters.
 */
final class ParameterBinder {

    /** Whether the server binds text values, or the driver writes them as literals. */
    enum Mode {
        BIND,
        LITERAL
    }

    private final Mode mode;

    ParameterBinder(Mode mode) {
        this.mode = mode;
    }

    /** Binds the values of a script. Parameters are numbered through the whole script, since a batch shares them. */
    List<BoundStatement> bind(List<SqlStatement> script, List<@Nullable ParameterValue> values) throws SQLException {
        var bound = new ArrayList<BoundStatement>(script.size());
        var mayBind = mode == Mode.BIND && script.stream().noneMatch(SqlStatement::resemblesParameters);
        var first = 0;
        for (var statement : script) {
            bound.add(bind(statement, values, first, mayBind));
            first += statement.markerCount();
        }
        return bound;
    }

    private BoundStatement bind(
            SqlStatement statement, List<@Nullable ParameterValue> values, int first, boolean mayBind)
            throws SQLException {
        if (statement.markerCount() == 0) {
            return BoundStatement.of(statement);
        }
        var parameters = new ArrayList<SqlParameter>();
        var replacements = new ArrayList<String>(statement.markerCount());
        for (var marker = 0; marker < statement.markerCount(); marker++) {
            var index = first + marker;
            var value = index < values.size() ? values.get(index) : null;
            if (value == null) {
                throw missing(index + 1);
            }
            var place = statement.markerPlaces().get(marker);
            replacements.add(
                    mayBind && statement.kind().takesParameters() && place.takesParameters() && isBindable(value)
                            ? parameter((ParameterValue.Text) value, index, parameters)
                            : ParameterText.literal(value, place));
        }
        return new BoundStatement(statement.render(replacements::get), parameters, statement.facts(), statement.text());
    }

    private static String parameter(ParameterValue.Text value, int index, List<SqlParameter> parameters) {
        var name = "p" + (index + 1);
        parameters.add(new SqlParameter(name, value.text()));
        return ParameterText.cast(":" + name, value);
    }

    /** Whether the service can bind the value: not the empty string, nor NULL. */
    private static boolean isBindable(ParameterValue value) {
        return value instanceof ParameterValue.Text text && !text.text().isEmpty();
    }

    /** Appends a value of a row of a batch as a literal. */
    static void appendLiteral(
            StringBuilder text, SqlStatement statement, List<@Nullable ParameterValue> row, int marker)
            throws SQLException {
        var value = row.get(marker);
        if (value == null) {
            throw missing(marker + 1);
        }
        ParameterText.appendLiteral(text, value, statement.markerPlaces().get(marker));
    }

    static SQLException missing(int parameterIndex) {
        return Errors.of(
                SqlState.UNDEFINED_PARAMETER,
                "Parameter " + parameterIndex + " has no value. Set every ? before the statement is run.");
    }
}
