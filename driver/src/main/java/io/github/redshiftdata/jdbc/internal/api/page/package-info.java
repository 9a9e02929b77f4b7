/**
 * The bytes of an answer of GetStatementResult, as cells.
 *
 * <p>{@code PageReader} reads the members of an answer. {@code JsonPageDecoder} reads its records by Jackson; {@code
 * CompactRecords} reads the usual form of records several times faster and leaves everything else to Jackson. {@code
 * CsvDecoder} reads the CSV form. All of them put the text of the cells into one array ({@code CellBuffer}); a string
 * is made only when a program asks for it.
 *
 * <p>UTF-8 is checked strictly: an answer that was cut or damaged on its way is refused, not repaired.
 *
 * <p>May use {@code api} and {@code types}. Of the whole driver only this package and {@code api.sdk} know Jackson.
 *
 * <p>Begin with {@code JsonPageDecoder.decode}.
 */
@NullMarked
package io.github.redshiftdata.jdbc.internal.api.page;

import org.jspecify.annotations.NullMarked;
