/**
 * The breadth of {@code java.sql}: methods that do not differ from driver to driver, as default methods of small
 * interfaces. Read this room once and forget it.
 *
 * <p>Three kinds of interfaces stand here. Some refuse what Redshift does not have, as {@code UnsupportedGetters} or
 * {@code ReadOnlyResultSet}. Some reduce many methods to one that the implementing class has, as {@code
 * LabelledResultSet}, which finds the number of a column by its label, or {@code ParameterSetters}. Some state facts,
 * as {@code SqlCapabilities} and {@code ServerLimits}.
 *
 * <p>A method belongs here if it can be written without knowing how a statement runs. An interface of this room holds
 * no state and sends no request.
 *
 * <p>May use {@code error}, {@code types} and {@code sql}; from {@code meta} the declarations of empty results, from
 * {@code exec.statement} the limit of a statement's name.
 */
@NullMarked
package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import org.jspecify.annotations.NullMarked;
