/**
 * The Redshift types, their Java forms, and the one table of conversions between them. No other room.
 *
 * <p>{@code Conversions} is the table: source type and target class to a function. {@code jdbc.ColumnReader} asks it
 * once for each column and class. {@code ParameterEncoding} is the way back: a Java object to what the service binds or
 * to a literal. {@code RedshiftType} knows the types' names, sizes and JDBC codes.
 *
 * <p>{@code TemporalParser} and {@code Temporals} read dates and times with years before Christ, infinity and 24:00;
 * {@code TemporalEncoding} writes them. {@code Decimals} and {@code FloatingText} do the same for numbers.
 *
 * <p>A conversion that would lose something throws {@code ConversionException} with what is allowed instead.
 *
 * <p>Begin with {@code Conversions}; a new type needs a line in {@code RedshiftType}, its rows in the table and a
 * column in {@code TypeComparisonIT}, which compares with the PostgreSQL driver.
 */
@NullMarked
package io.github.redshiftdata.jdbc.internal.types;

import org.jspecify.annotations.NullMarked;
