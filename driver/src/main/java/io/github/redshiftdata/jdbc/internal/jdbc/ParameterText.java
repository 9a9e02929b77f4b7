package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.sql.Literals;
import io.github.redshiftdata.jdbc.internal.sql.MarkerPlace;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue;
import java.sql.SQLException;
import java.util.HexFormat;

/** Writes values as SQL text, each in the form that its place takes. */
final class ParameterText {

    private ParameterText() {}

    /** The value as a literal, with its type where the place does not give one. */
    static String literal(ParameterValue value, MarkerPlace place) throws SQLException {
        return switch (place) {
            case EXPRESSION -> value instanceof ParameterValue.Null none ? none.typedSql() : typed(value);
            case CAST_OPERAND -> typed(value);
            case TYPED_ELSEWHERE -> value instanceof ParameterValue.Literal literal ? literal.sql() : typed(value);
            case CONSTANT -> constant(value);
            case STRING -> value.text() == null ? Literals.NULL : string(value.text());
        };
    }

    /** Appends what {@link #literal} gives. A plain text, which may be long, is not copied before. */
    static void appendLiteral(StringBuilder to, ParameterValue value, MarkerPlace place) throws SQLException {
        if (value instanceof ParameterValue.Text text && text.cast() == null && place != MarkerPlace.CONSTANT) {
            UserSql.requireSendable(text.text(), "A parameter");
            Literals.appendString(to, text.text());
        } else {
            to.append(literal(value, place));
        }
    }

    private static String typed(ParameterValue value) throws SQLException {
        if (value instanceof ParameterValue.Text text) {
            return cast(string(text.text()), text);
        }
        if (value instanceof ParameterValue.Literal literal) {
            return literal.typedSql();
        }
        return value instanceof ParameterValue.Bytes bytes
                ? Literals.bytes(HexFormat.of().parseHex(bytes.hex()))
                : Literals.NULL;
    }

    /** The value as a bare constant, where the grammar takes neither casts nor parentheses. */
    private static String constant(ParameterValue value) throws SQLException {
        if (value instanceof ParameterValue.Text text) {
            return text.isPlainNumber() ? text.text() : string(text.text());
        }
        if (value instanceof ParameterValue.Literal literal) {
            return literal.isQuoted() ? string(literal.text()) : literal.text();
        }
        return typed(value);
    }

    /** Casts an expression to the type of a text value, if that has one. */
    static String cast(String expression, ParameterValue.Text text) {
        return text.cast() == null
                ? expression
                : "CAST(" + expression + " AS " + text.cast().sqlName() + ")";
    }

    private static String string(String text) throws SQLException {
        UserSql.requireSendable(text, "A parameter");
        return Literals.string(text);
    }
}
