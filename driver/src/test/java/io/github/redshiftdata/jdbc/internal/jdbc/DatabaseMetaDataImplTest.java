package io.github.redshiftdata.jdbc.internal.jdbc;

import static io.github.redshiftdata.jdbc.internal.meta.PlayedCatalog.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.TableEntry;
import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverVersion;
import io.github.redshiftdata.jdbc.internal.config.EmbeddedEndpoint;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.meta.Metadata;
import io.github.redshiftdata.jdbc.internal.meta.MetadataResult;
import io.github.redshiftdata.jdbc.internal.meta.PlayedCatalog;
import io.github.redshiftdata.jdbc.internal.result.Cursor;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseMetaDataImplTest {

    private static final String URL = "jdbc:redshift-data://reports:eu-west-1/dev?serverless=true";

    private final PlayedCatalog played = new PlayedCatalog();
    private DriverConfig config = config();
    private boolean closed;
    private int reads;
    private Connection connection;
    private DatabaseMetaData metadata;

    private static DriverConfig config() {
        try {
            return ConfigReader.read(URL, new Properties(), 0, EmbeddedEndpoint.onTheClassPath());
        } catch (ConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    private final class Owner implements MetadataOwner {

        @Override
        public Connection connection() {
            return connection;
        }

        @Override
        public DriverConfig config() {
            return config;
        }

        @Override
        public void checkOpen() throws SQLException {
            if (closed) {
                throw Errors.closed("connection");
            }
        }

        @Override
        public String user() {
            return "me";
        }

        @Override
        public Cursor whileOpen(String method, CatalogRead read) throws SQLException {
            reads++;
            return read.read();
        }
    }

    @BeforeEach
    void open() throws SQLException {
        connection = new PlayedConnection().connection;
        metadata = new DatabaseMetaDataImpl(new Owner(), new Metadata(config, played, played, () -> 0));
        played.schemas.add("public");
        played.tables.add(new TableEntry("public", "t", "TABLE"));
        played.columns.add(new ColumnMetadata("id", "id", "int8", 19, 0, 0, 0, true, false, false, "public", "t", ""));
        played.gives(
                "pg_constraint",
                row("public", "t", "t_pk", "p  ff", "id", "1", "{1}", null, null, null),
                row("public", "u", "u_fk", "faaff", "t_id", "1", "{1}", "{1}", null, null),
                row("public", "u", "u_fk", "faaff", "id", "1", "{1}", "{1}", "public", "t"));
        played.gives("relacl", row("public", "t", "me", null));
        played.gives("pg_type", row("23", "int4"));
        played.gives(
                "pg_proc_info",
                row("public", "p", "1", "p", "f", "0", "23", null, null, "{a}", null),
                row("public", "f", "2", "f", "f", "23", "23", null, null, "{b}", null));
    }

    /** The values of a column. */
    private static List<String> values(ResultSet opened, String column) throws SQLException {
        try (var rows = opened) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(column));
            }
            return values;
        }
    }

    // ---------------------------------------------------------------- the catalog

    @Test
    void schemasTablesAndColumnsAreThoseOfTheCatalog() throws SQLException {
        assertThat(values(metadata.getCatalogs(), "TABLE_CAT")).containsExactly("dev");
        assertThat(values(metadata.getSchemas(), "TABLE_SCHEM")).containsExactly("public");
        assertThat(values(metadata.getSchemas(null, "p%"), "TABLE_CATALOG")).containsExactly("dev");
        assertThat(values(metadata.getTableTypes(), "TABLE_TYPE")).contains("TABLE", "VIEW");
        assertThat(values(metadata.getTables(null, null, "%", null), "TABLE_NAME"))
                .containsExactly("t");
        assertThat(values(metadata.getTables(null, null, "%", new String[] {"VIEW"}), "TABLE_NAME"))
                .isEmpty();
        assertThat(values(metadata.getTables(null, null, "%", new String[] {null, "TABLE"}), "TABLE_NAME"))
                .containsExactly("t");
        assertThat(values(metadata.getColumns(null, null, "t", "%"), "COLUMN_NAME"))
                .containsExactly("id");
        assertThat(reads).as("each keeps the client open").isEqualTo(8);
    }

    @Test
    void keysAreThoseOfTheCatalog() throws SQLException {
        assertThat(values(metadata.getPrimaryKeys(null, "public", "t"), "PK_NAME"))
                .containsExactly("t_pk");
        assertThat(values(metadata.getPrimaryKeys("dev", "public", "u"), "PK_NAME"))
                .isEmpty();
        assertThat(values(metadata.getImportedKeys(null, "public", "u"), "FK_NAME"))
                .containsExactly("u_fk");
        assertThat(values(metadata.getImportedKeys(null, "public", "t"), "FK_NAME"))
                .isEmpty();
        assertThat(values(metadata.getExportedKeys(null, "public", "t"), "FK_NAME"))
                .containsExactly("u_fk");
        assertThat(values(metadata.getExportedKeys(null, "public", "u"), "FK_NAME"))
                .isEmpty();
        assertThat(values(metadata.getCrossReference(null, "public", "t", null, "public", "u"), "PK_NAME"))
                .containsExactly("t_pk");
        assertThat(values(metadata.getCrossReference(null, "public", "u", null, "public", "t"), "PK_NAME"))
                .isEmpty();
        assertThat(values(
                        metadata.getBestRowIdentifier(null, "public", "t", DatabaseMetaData.bestRowSession, true),
                        "COLUMN_NAME"))
                .containsExactly("id");
    }

    @Test
    void routinesAreThoseOfTheCatalog() throws SQLException {
        assertThat(values(metadata.getProcedures(null, null, "%"), "PROCEDURE_NAME"))
                .containsExactly("p");
        assertThat(values(metadata.getProcedureColumns(null, null, "%", "%"), "COLUMN_NAME"))
                .containsExactly("a");
        assertThat(values(metadata.getFunctions(null, null, "%"), "FUNCTION_NAME"))
                .containsExactly("f");
        assertThat(values(metadata.getFunctionColumns(null, null, "%", "b"), "COLUMN_NAME"))
                .containsExactly("b");
    }

    @Test
    void privilegesAreThoseOfTheCatalog() throws SQLException {
        assertThat(values(metadata.getTablePrivileges(null, null, "t"), "PRIVILEGE"))
                .containsExactly("DELETE", "INSERT", "REFERENCES", "SELECT", "UPDATE");
        assertThat(values(metadata.getColumnPrivileges(null, "public", "t", "id"), "COLUMN_NAME"))
                .hasSize(5);
    }

    @Test
    void whatDoesNotDependOnTheCatalogIsNotAskedFor() throws SQLException {
        assertThat(values(metadata.getTypeInfo(), "TYPE_NAME")).contains("int4");
        assertThat(values(metadata.getClientInfoProperties(), "NAME")).containsExactly("ApplicationName", "QueryGroup");
        try (var rows = metadata.getClientInfoProperties()) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("MAX_LEN")).isPositive();
            assertThat(rows.getString("DEFAULT_VALUE")).isNull();
            assertThat(rows.getString("DESCRIPTION")).contains("application");
            assertThat(rows.getStatement()).isNull();
        }
        try (var none = metadata.getIndexInfo(null, "public", "t", false, false)) {
            assertThat(none.next()).isFalse();
            assertThat(none.getMetaData().getColumnCount())
                    .isEqualTo(MetadataResult.INDEX_INFO.columns().size());
            assertThat(none.getMetaData().getCatalogName(1)).isEmpty();
        }
        assertThat(played.asked).isEmpty();
    }

    @Test
    void aClosedConnectionHasNone() {
        closed = true;
        assertThat(catchThrowableOfType(SQLException.class, () -> metadata.getSchemas())
                        .getSQLState())
                .isEqualTo("08003");
        assertThat(catchThrowableOfType(SQLException.class, () -> metadata.getUserName())
                        .getSQLState())
                .isEqualTo("08003");
        assertThat(played.asked).isEmpty();
    }

    @Test
    void anAnswerThatCannotBeTakenApartIsAnErrorOfTheService() {
        played.gives("pg_constraint", row("public", "t"));
        var error = catchThrowableOfType(SQLException.class, () -> metadata.getPrimaryKeys(null, "public", "t"));
        assertThat(error.getSQLState()).isEqualTo("58000");
        assertThat((Throwable) error).hasMessageContaining("is not what was asked for");
    }

    // ---------------------------------------------------------------- who and where

    @Test
    void theProductIsTheOneThatToolsKnow() throws SQLException {
        assertThat(metadata.getDatabaseProductName()).isEqualTo("Redshift");
        assertThat(metadata.getDatabaseProductVersion()).isEqualTo("8.0.2");
        assertThat(metadata.getDatabaseMajorVersion()).isEqualTo(8);
        assertThat(metadata.getDatabaseMinorVersion()).isZero();
        assertThat(metadata.getDriverName()).isEqualTo("redshift-data-jdbc");
        assertThat(metadata.getDriverVersion()).isNotBlank().isEqualTo(DriverVersion.text());
        assertThat(metadata.getDriverMajorVersion()).isEqualTo(DriverVersion.major());
        assertThat(metadata.getDriverMinorVersion()).isEqualTo(DriverVersion.minor());
    }

    @Test
    void theNameOfTheProductIsTheOneThatIsSetAndNothingElseChanges() throws Exception {
        var asked = new Properties();
        asked.setProperty("databaseProductName", "PostgreSQL");
        config = ConfigReader.read("jdbc:redshift-data://reports:eu-west-1/dev", asked, 0, () -> null);

        assertThat(metadata.getDatabaseProductName()).isEqualTo("PostgreSQL");
        assertThat(metadata.getDatabaseProductVersion()).isEqualTo("8.0.2");
        assertThat(metadata.getDatabaseMajorVersion()).isEqualTo(8);
        assertThat(metadata.getDriverName()).isEqualTo("redshift-data-jdbc");
        assertThat(metadata.getURL()).contains("databaseProductName=PostgreSQL");
    }

    @Test
    void theConnectionIsTheOneThatWasAsked() throws SQLException {
        assertThat(metadata.getConnection() == connection).isTrue();
        assertThat(metadata.getUserName()).isEqualTo("me");
        assertThat(metadata.getURL()).startsWith("jdbc:redshift-data:").contains("reports");
        assertThat(metadata.isReadOnly()).isFalse();
        connection.setReadOnly(true);
        assertThat(metadata.isReadOnly()).isTrue();
        assertThat(metadata.getMaxStatementLength()).isEqualTo(config.maxStatementBytes());
    }

    // ---------------------------------------------------------------- words and limits

    @Test
    void theWordsAreThoseOfRedshift() throws SQLException {
        assertThat(metadata.getSQLKeywords()).contains("ENCODE").doesNotContain(",SELECT,");
        assertThat(metadata.getNumericFunctions()).contains("ABS");
        assertThat(metadata.getStringFunctions()).contains("UCASE");
        assertThat(metadata.getSystemFunctions()).contains("USER");
        assertThat(metadata.getTimeDateFunctions()).contains("NOW");
    }

    @ParameterizedTest
    @CsvSource({
        "VARCHAR, VARCHAR, true",
        "VARCHAR, INTEGER, true",
        "VARCHAR, DATE, true",
        "VARCHAR, VARBINARY, false",
        "INTEGER, NUMERIC, true",
        "INTEGER, CHAR, true",
        "INTEGER, DATE, false",
        "DATE, TIMESTAMP, true",
        "DATE, VARCHAR, true",
        "DATE, INTEGER, false",
        "VARBINARY, VARCHAR, false",
        "VARBINARY, INTEGER, false",
        "VARBINARY, DATE, false",
    })
    void typesAreConvertedAsRedshiftCastsThem(String from, String to, boolean convertible) throws SQLException {
        assertThat(metadata.supportsConvert(
                        JDBCType.valueOf(from).getVendorTypeNumber(),
                        JDBCType.valueOf(to).getVendorTypeNumber()))
                .isEqualTo(convertible);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.TYPE_SCROLL_SENSITIVE})
    void resultsAreForwardOrInsensitiveAndReadOnly(int type) throws SQLException {
        var supported = type != ResultSet.TYPE_SCROLL_SENSITIVE;
        assertThat(metadata.supportsResultSetType(type)).isEqualTo(supported);
        assertThat(metadata.supportsResultSetConcurrency(type, ResultSet.CONCUR_READ_ONLY))
                .isEqualTo(supported);
        assertThat(metadata.supportsResultSetConcurrency(type, ResultSet.CONCUR_UPDATABLE))
                .isFalse();
    }

    @Test
    void theTypesOfTheResultsAreThoseOfTheJavadoc() throws SQLException {
        try (var rows = metadata.getColumns(null, null, "t", "%")) {
            assertThat(rows.getMetaData().getColumnType(rows.findColumn("DATA_TYPE")))
                    .isEqualTo(Types.INTEGER);
            assertThat(rows.getMetaData().getColumnType(rows.findColumn("SOURCE_DATA_TYPE")))
                    .isEqualTo(Types.SMALLINT);
            assertThat(rows.getMetaData().getColumnType(rows.findColumn("COLUMN_NAME")))
                    .isEqualTo(Types.VARCHAR);
        }
    }
}
