package io.github.redshiftdata.shell.output;

/**
 * How a result is written.
 *
 * @param nullText what stands for NULL, except in JSON
 * @param rowsOnly whether names of columns and numbers of rows are left out
 * @param width the columns of the screen that a table must fit into, else it is written in the vertical form; 0 for no limit
 */
public record Look(String nullText, boolean rowsOnly, int width) {}
