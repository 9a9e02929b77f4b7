package io.github.redshiftdata.jdbc.internal.sql;

/** What may stand where a parameter marker stands, and so how its value is written there. */
public enum MarkerPlace {
    /** Any expression: a value has its own type here, which decides about operators and overloads. */
    EXPRESSION,
    /** The operand of a cast: an expression whose NULL has a type already. */
    CAST_OPERAND,
    /** A whole value of a VALUES row of an INSERT, of SET column = …, or of an IN list: something else gives the type. */
    TYPED_ELSEWHERE,
    /** Only a constant: LIMIT, ordinal positions, lengths of types, settings, options of definitions and loads. */
    CONSTANT,
    /** Only a string in quotes: behind the name of a type, as in {@code date '2024-01-31'}. */
    STRING;

    /** Whether the service may be given the value apart from the text, so that a parameter of its own stands here. */
    public boolean takesParameters() {
        return this == EXPRESSION || this == CAST_OPERAND || this == TYPED_ELSEWHERE;
    }
}
