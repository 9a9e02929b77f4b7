/**
 * {@code DatabaseMetaData}: the catalog of the warehouse, in the rows and the order that {@code java.sql} asks for.
 *
 * <p>Two sources tell what there is: the operations ListDatabases, ListSchemas, ListTables and DescribeTable ({@code
 * ApiCatalog}), and SQL on the system views ({@code SqlCatalog}, {@code Keys}, {@code Routines}, {@code Privileges})
 * for what no operation gives. {@code Catalog} chooses between them, reads ahead where a tool walks through tables one
 * by one, and keeps answers for a short time ({@code CatalogCache}).
 *
 * <p>Each result is declared in {@code MetadataResult}: its columns with their types, and the columns it is ordered by.
 * {@code Metadata}, {@code KeyMetadata} and {@code RoutineMetadata} fill the rows.
 *
 * <p>May use {@code result}, {@code api}, {@code sql}, {@code types}, {@code config}, {@code error} and {@code log}.
 * SQL is run through {@code CatalogSession}, which the connection implements; this room does not know sessions.
 *
 * <p>Begin with {@code Metadata.tables}. The operations are limited to a few a second for a whole account, so a method
 * that sends one request for each table is a defect.
 */
@NullMarked
package io.github.redshiftdata.jdbc.internal.meta;

import org.jspecify.annotations.NullMarked;
