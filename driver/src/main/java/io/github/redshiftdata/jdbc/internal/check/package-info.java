/**
 * The check that tells which stage of a connection fails: from the URL over the network, the credentials and the warehouse to
 * the catalog.
 *
 * <p>{@code StageCheck} goes through the stages in their order and stops at the first that lets nothing behind it work.
 * It uses what a connection uses (the same settings, client, sign-in and statements), so that it says what a connection
 * meets. {@code Blame} finds the stage behind the exception of a connection. {@code CheckMain} is the program of the self-contained
 * jar.
 *
 * <p>Stands above {@code jdbc}: it opens a connection and uses it as a program does.
 *
 * <p>Begin with {@code StageCheck.of}.
 */
@NullMarked
package io.github.redshiftdata.jdbc.internal.check;

import org.jspecify.annotations.NullMarked;
