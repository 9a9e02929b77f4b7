/**
 * The driver: what a program holds in its hands. A connection, statements, result sets and metadata, as the interfaces
 * of {@code java.sql} want them.
 *
 * <p>The classes here translate. They check what the program asks for, hand it to a room below, and give the answer the
 * form and the exceptions of JDBC. The methods that would be the same in any driver are in {@code surface}: default
 * methods, so that a class here shows only what it decides.
 *
 * <p>May use every room below it. Of the SDK's room it uses only the client that the connection leases.
 *
 * <p>Begin with {@code ConnectionFactory}, which makes a connection, and {@code StatementImpl.executeQuery}: it parses
 * the text ({@code UserSql}), runs it by {@code ConnectionStatements.execute} and opens the rows ({@code
 * ResultSetOpener}). {@code ColumnReader} reads a value: it looks the conversion up once per column.
 *
 * <p>A statement and its results belong to one thread. Other threads may cancel and close them, and close or abort the
 * connection; {@code ConnectionLife} and {@code OpenStatements} say how that ends what runs.
 */
@NullMarked
package io.github.redshiftdata.jdbc.internal.jdbc;

import org.jspecify.annotations.NullMarked;
