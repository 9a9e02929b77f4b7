/**
 * Rows, without {@code java.sql.ResultSet}: pages, reading ahead, memory, cursors.
 *
 * <p>{@code PagedCursor} goes forward through the pages of a {@code PageSource} and lets the next page be fetched while
 * the program reads this one. {@code ScrollCursor} keeps the tokens of pages it has passed and fetches a page again
 * when the program goes back. {@code ListCursor} serves rows that are in memory already, as those of metadata.
 *
 * <p>{@code MemoryBudget} is one for the whole JVM: each result reserves what its pages take, except the page that is
 * read. If the budget is used up, it does without the page ahead, or without keeping pages. {@code BudgetShare} gives
 * the reservation back even if a program forgets to close the result. {@code PageTrail} compares the rows with
 * TotalNumRows: a result that was cut short is an error.
 *
 * <p>May use {@code api}, {@code types} and {@code error}.
 *
 * <p>Begin with {@code PagedCursor.next}. A cursor belongs to the thread that reads it; only the page that is fetched
 * ahead crosses threads, as a future.
 */
@NullMarked
package io.github.redshiftdata.jdbc.internal.result;

import org.jspecify.annotations.NullMarked;
