package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.api.SqlParameter;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.BoundStatement;
import io.github.redshiftdata.jdbc.internal.sql.Literals;
import io.github.redshiftdata.jdbc.internal.sql.SqlStatement;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in the places of the markers. What the service cannot bind (NULL, the empty string) and what is exact as a
 * literal (numbers, booleans, dates) becomes part of the text; the rest is bound by the server, unless all is rendered.
 */
final class ParameterBinder {

    /** Who puts text values into the statement. */
    enum Mode {
        BIND,
        LITERAL
    }

    private final Mode mode;

    ParameterBinder(Mode mode) {
        this.mode = mode;
    }

    /** Parameters are numbered through the whole script, since a batch shares them. */
    List<BoundStatement> bind(List<SqlStatement> script, List<@Nullable ParameterValue> values) throws SQLException {
        var bound = new ArrayList<BoundStatement>(script.size());
        var first = 0;
        for (var statement : script) {
            bound.add(bind(statement, values, first));
            first += statement.markerCount();
        }
        return bound;
    }

    private BoundStatement bind(SqlStatement statement, List<@Nullable ParameterValue> values, int first)
            throws SQLException {
        if (statement.markerCount() == 0) {
            return new BoundStatement(statement.text(), List.of(), statement.kind());
        }
        var parameters = new ArrayList<SqlParameter>();
        var replacements = new ArrayList<String>(statement.markerCount());
        for (var marker = 0; marker < statement.markerCount(); marker++) {
            var index = first + marker;
            var value = index < values.size() ? values.get(index) : null;
            if (value == null) {
                throw missing(index + 1);
            }
            replacements.add(replacement(value, index, parameters));
        }
        return new BoundStatement(statement.render(replacements::get), parameters, statement.kind(), statement.text());
    }

    private String replacement(ParameterValue value, int index, List<SqlParameter> parameters) throws SQLException {
        if (mode == Mode.LITERAL || !bindable(value)) {
            return literal(value);
        }
        var name = "p" + (index + 1);
        var text = (ParameterValue.Text) value;
        parameters.add(new SqlParameter(name, text.text()));
        return cast(":" + name, text);
    }

    /** The service cannot bind the empty string, nor NULL. */
    private static boolean bindable(ParameterValue value) {
        return value instanceof ParameterValue.Text text && !text.text().isEmpty();
    }

    /** The value as SQL text. */
    static String literal(ParameterValue value) throws SQLException {
        if (value instanceof ParameterValue.Text text) {
            return cast(string(text.text()), text);
        }
        if (value instanceof ParameterValue.Literal literal) {
            return literal.sql();
        }
        return value instanceof ParameterValue.Bytes bytes
                ? Literals.bytes(HexFormat.of().parseHex(bytes.hex()))
                : Literals.NULL;
    }

    /** A row of literals, for a batch. */
    static List<String> literals(List<@Nullable ParameterValue> row) throws SQLException {
        var literals = new ArrayList<String>(row.size());
        for (var i = 0; i < row.size(); i++) {
            var value = row.get(i);
            if (value == null) {
                throw missing(i + 1);
            }
            literals.add(literal(value));
        }
        return literals;
    }

    private static String cast(String expression, ParameterValue.Text text) {
        return text.cast() == null
                ? expression
                : "CAST(" + expression + " AS " + text.cast().sqlName() + ")";
    }

    private static String string(String text) throws SQLException {
        try {
            return Literals.string(text);
        } catch (IllegalArgumentException e) {
            throw Errors.of(SqlState.INVALID_PARAMETER_VALUE, "A parameter cannot be sent: " + e.getMessage(), e);
        }
    }

    static SQLException missing(int parameterIndex) {
        return Errors.of(
                SqlState.UNDEFINED_PARAMETER,
                "Parameter " + parameterIndex + " has no value. Set every ? before the statement is run.");
    }
}
