package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.command.CommandScope;
import liquibase.database.DatabaseConnection;
import liquibase.database.DatabaseFactory;
import liquibase.database.core.PostgresDatabase;
import liquibase.database.core.UnsupportedDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.CompositeResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Liquibase, which knows PostgreSQL only: by the name of the database, and by a class of the user. */
@ExtendWith(ToolTable.class)
class LiquibaseIT {

    private Warehouse warehouse;

    @TempDir
    private Path directory;

    @BeforeEach
    void create() throws SQLException {
        warehouse = new Warehouse();
    }

    @AfterEach
    void forgetTheClass() {
        DatabaseFactory.reset();
    }

    @Test
    @Tool(
            value = "Liquibase",
            of = Liquibase.class,
            setting =
                    "`databaseProductName=PostgreSQL`; or [a class](#liquibase), for `generateChangeLog` and `dropAll` too",
            without = "identity columns in a generated changelog: `SERIAL`, which Redshift has not")
    void byTheNameOfTheDatabase() throws Exception {
        try (var connection = DriverManager.getConnection(warehouse.url())) {
            assertThat(DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection)))
                    .as("as Redshift it is not known")
                    .isInstanceOf(UnsupportedDatabase.class);
        }
        try (var liquibase = open()) {
            assertThat(liquibase.getDatabase()).isInstanceOf(PostgresDatabase.class);
            liquibase.update(new Contexts());
        }
        assertThat(warehouse.value("SELECT note FROM made WHERE id = 1")).isEqualTo("it's a \\ backslash");
        assertThat(warehouse.value("SELECT count(*) FROM databasechangelog")).isEqualTo("2");
        try (var liquibase = open()) {
            liquibase.update(new Contexts());
            assertThat(liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()))
                    .isEmpty();
            liquibase.validate();
            liquibase.rollback(1, "");
        }
        assertThat(warehouse.value("SELECT count(*) FROM made")).isEqualTo("0");
        try (var liquibase = open()) {
            assertThatThrownBy(liquibase::dropAll)
                    .as("a query that only PostgreSQL knows fails, and with it the transaction")
                    .hasStackTraceContaining("because one of its statements had failed: ERROR: type \"json\"");
        }
        assertThat(warehouse.value("SELECT count(*) FROM made")).isEqualTo("0");
    }

    private Liquibase open() throws Exception {
        var connection = DriverManager.getConnection(warehouse.url("databaseProductName=PostgreSQL"));
        var database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        return new Liquibase("changes.sql", new ClassLoaderResourceAccessor(), database);
    }

    /** The class of the manual. Each statement commits by itself, so a query that fails takes no other with it. */
    public static class RedshiftDataDatabase extends PostgresDatabase {
        @Override
        public boolean isCorrectDatabaseImplementation(DatabaseConnection connection) {
            return connection.getURL().startsWith("jdbc:redshift-data:");
        }

        @Override
        public int getPriority() {
            return PRIORITY_DATABASE;
        }

        @Override
        public boolean supportsDDLInTransaction() {
            return false;
        }
    }

    @Test
    void byAClassASchemaIsReadWrittenElsewhereAndDropped() throws Exception {
        warehouse.execute(
                "CREATE TABLE item (id INT NOT NULL PRIMARY KEY, name VARCHAR(40))",
                "CREATE TABLE part (item_id INT NOT NULL REFERENCES item (id), weight DECIMAL(10,2), at TIMESTAMP)",
                "CREATE VIEW heavy AS SELECT item_id FROM part WHERE weight > 1");
        try (var liquibase = byClass(warehouse, "changes.sql")) {
            liquibase.update(new Contexts());
        }
        try (var liquibase = byClass(warehouse, "changes.sql")) {
            liquibase.rollback(1, "");
            assertThat(warehouse.value("SELECT count(*) FROM made")).isEqualTo("0");
            generateChangelog(liquibase, "made.xml");
        }
        var other = new Warehouse();
        try (var liquibase = byClass(other, "made.xml")) {
            liquibase.update(new Contexts());
        }
        other.execute("INSERT INTO item VALUES (1, 'it''s')", "INSERT INTO part VALUES (1, 1.5, '2024-02-29')");
        assertThat(other.value("SELECT item_id FROM heavy")).isEqualTo("1");
        try (var liquibase = byClass(other, "made.xml")) {
            liquibase.dropAll();
        }
        assertThat(other.value(
                        "SELECT count(*) FROM information_schema.tables WHERE table_schema = '" + other.schema() + "'"))
                .isEqualTo("0");
    }

    @Test
    void anIdentityColumnInAGeneratedChangelogIsOneOfPostgreSql() throws Exception {
        warehouse.execute("CREATE TABLE item (id INT IDENTITY(1,1))");
        try (var liquibase = byClass(warehouse, "changes.sql")) {
            generateChangelog(liquibase, "made.xml");
        }
        try (var liquibase = byClass(new Warehouse(), "made.xml")) {
            assertThatThrownBy(() -> liquibase.update(new Contexts())).hasStackTraceContaining("SERIAL");
        }
    }

    private void generateChangelog(Liquibase liquibase, String file) throws Exception {
        new CommandScope("generateChangelog")
                .addArgumentValue("database", liquibase.getDatabase())
                .addArgumentValue("changelogFile", directory.resolve(file).toString())
                .setOutput(OutputStream.nullOutputStream())
                .execute();
    }

    private Liquibase byClass(Warehouse of, String changes) throws Exception {
        var resources = new CompositeResourceAccessor(
                new DirectoryResourceAccessor(directory), new ClassLoaderResourceAccessor());
        var driver = "io.github.redshiftdata.jdbc.RedshiftDataDriver";
        var database = DatabaseFactory.getInstance()
                .openDatabase(
                        of.url(), null, null, driver, RedshiftDataDatabase.class.getName(), null, null, resources);
        assertThat(database).isInstanceOf(RedshiftDataDatabase.class);
        return new Liquibase(changes, resources, database);
    }
}
