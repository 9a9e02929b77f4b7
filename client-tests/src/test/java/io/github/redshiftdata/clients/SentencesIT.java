package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import liquibase.Liquibase;
import liquibase.command.core.DropAllCommandStep;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.jdbc.JdbcIO;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.apache.flink.connector.jdbc.core.database.JdbcFactoryLoader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The sentences of tools that the page of troubles quotes are those that the tools say, in these versions. */
class SentencesIT {

    private static final Path PAGE = Path.of(System.getProperty("docs"), "troubleshooting.md");

    private Warehouse warehouse;

    @BeforeEach
    void create() throws Exception {
        warehouse = new Warehouse();
    }

    /** That the page has a quotation, and that a tool says so; `…` in it stands for anything. */
    private static void quoted(String quotation, String said) throws IOException {
        assertThat(Files.readString(PAGE)).contains("`" + quotation + "`");
        var pattern =
                Arrays.stream(quotation.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        assertThat(Pattern.compile(pattern, Pattern.DOTALL).matcher(said).find())
                .as("%s in what was said: %s", quotation, said)
                .isTrue();
    }

    private static String said(ThrowingCallable work) {
        var error = catchThrowable(work);
        assertThat(error).isNotNull();
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Where a tool only logs a sentence: the texts that its class has. */
    private static String texts(Class<?> type) throws IOException {
        try (var bytes = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** Nobody listens there. */
    private static RedshiftDataDataSource unreachable() {
        var source = new RedshiftDataDataSource();
        source.setUrl("jdbc:redshift-data://localhost:1/dev?loginTimeout=1");
        return source;
    }

    private static HikariDataSource pool(javax.sql.DataSource source) {
        var config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        return new HikariDataSource(config);
    }

    @Test
    void ofHikari() throws Exception {
        quoted("Failed to initialize pool: …", said(() -> pool(unreachable()).close()));
        try (var pool = pool(warehouse.dataSource());
                var connection = pool.getConnection()) {
            assertThat(connection.isValid(5)).isTrue();
            quoted("Connection is not available, request timed out after …ms", said(() -> pool.getConnection()
                    .close()));
        }
        var texts = texts(Class.forName("com.zaxxer.hikari.pool.PoolBase"))
                + texts(Class.forName("com.zaxxer.hikari.pool.ProxyConnection"));
        quoted("Failed to validate connection … Possibly consider using a shorter maxLifetime value.", texts);
        quoted("marked as broken because of SQLSTATE(…)", texts);
    }

    @Test
    void ofSpring() throws Exception {
        var nowhere = said(() -> new JdbcTemplate(unreachable()).queryForList("SELECT 1"));
        quoted(CannotGetJdbcConnectionException.class.getSimpleName(), nowhere);
        quoted("Failed to obtain JDBC Connection", nowhere);
        var transaction = said(() -> new TransactionTemplate(new DataSourceTransactionManager(unreachable()))
                .executeWithoutResult(status -> {}));
        assertThat(transaction).contains(CannotCreateTransactionException.class.getSimpleName());
        quoted("Could not open JDBC Connection for transaction", transaction);
        quoted(BadSqlGrammarException.class.getSimpleName(), said(() -> new JdbcTemplate(warehouse.dataSource())
                .queryForList("SELECT * FROM nothing")));
    }

    /** A lambda has neither the type of its rows nor a name. */
    @Test
    @SuppressWarnings("deprecation") // withCoder, which the first sentence names
    void ofBeam() throws Exception {
        var read = JdbcIO.<Long, Long>readWithPartitions(TypeDescriptors.longs())
                .withDataSourceConfiguration(JdbcIO.DataSourceConfiguration.create(
                        "io.github.redshiftdata.jdbc.RedshiftDataDriver", warehouse.url()))
                .withTable("t")
                .withPartitionColumn("id")
                .withRowMapper(row -> row.getLong(1));
        quoted("Unable to infer a coder for JdbcIO.readAll() transform.", said(() -> Pipeline.create()
                .apply(read)));
        quoted("Input display value cannot be null", said(() -> {
            var pipeline = Pipeline.create();
            pipeline.apply(read.withCoder(VarLongCoder.of()));
            pipeline.run();
        }));
    }

    @Test
    void ofFlink() throws Exception {
        quoted(
                "Could not find any jdbc factory that can handle url '…' that implements …",
                said(() -> JdbcFactoryLoader.loadDialect(
                        "jdbc:redshift-unknown://reports/dev", SentencesIT.class.getClassLoader(), null)));
    }

    @Test
    void ofEbean() throws Exception {
        var name = Class.forName("io.ebeaninternal.server.core.DatabasePlatformFactory");
        assertThat(Files.readString(PAGE))
                .contains("Unable to determine the appropriate ebean platform given database product name [redshift]");
        assertThat(texts(name))
                .contains("Unable to determine the appropriate ebean platform given database product name");
    }

    @Test
    void ofLiquibase() throws Exception {
        assertThat(Files.readString(PAGE)).contains("`Unknown database: Redshift`");
        assertThat(texts(DatabaseFactory.class)).contains("Unknown database: ");
        var connection = DriverManager.getConnection(warehouse.url("databaseProductName=PostgreSQL"));
        var database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        try (var liquibase = new Liquibase("changes.sql", new ClassLoaderResourceAccessor(), database)) {
            liquibase.update("");
            var error = said(liquibase::dropAll);
            quoted("Error occurred during dropAll: …", texts(DropAllCommandStep.class));
            quoted("… because one of its statements had failed: ERROR: type \"json\" …", error);
        }
    }
}
