package io.github.redshiftdata.jdbc.internal.meta;

import java.sql.SQLException;
import java.util.List;

/** A source of the catalog. An answer may hold more than was asked for: the caller filters. */
interface CatalogSource {

    List<String> databases() throws SQLException;

    List<String> schemas(String database) throws SQLException;

    List<CatalogTable> tables(String database, NamePattern schema, NamePattern table) throws SQLException;

    /** The columns of tables, each table's columns together and in order. */
    List<CatalogColumn> columns(String database, NamePattern schema, NamePattern table) throws SQLException;
}
