/**
 * SQL as text: one lexer, and what stands on it. No input or output, no other room.
 *
 * <p>{@code SqlLexer} makes tokens. {@code SqlScript} splits a text into statements, {@code StatementClassifier} finds
 * the kind of each, and {@code StatementFacts} says what else the driver needs to know of it: whether it may run
 * without a session, may make temporary things, may change the search path, gives rows. The facts are made once, when
 * the text is parsed, and travel with the statement; no other room looks into SQL text.
 *
 * <p>{@code EscapeTranslator} translates {@code {fn …}} and the other escapes of JDBC. {@code MarkerPlaces} finds
 * {@code ?} and says which cannot be bound. {@code Literals} and {@code Identifiers} write values and names: Redshift
 * takes the backslash in a literal for an escape.
 *
 * <p>Begin with {@code SqlScript.parse}. Text that this room does not understand is passed on as it is: the server has
 * the last word on SQL.
 */
@NullMarked
package io.github.redshiftdata.jdbc.internal.sql;

import org.jspecify.annotations.NullMarked;
