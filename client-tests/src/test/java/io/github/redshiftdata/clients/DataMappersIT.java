package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.persistence.jpa.JpaEntityManager;
import org.eclipse.persistence.platform.database.PostgreSQLPlatform;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.orm.jpa.JpaVendorAdapter;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.EclipseLinkJpaVendorAdapter;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import schemacrawler.schema.Column;
import schemacrawler.schemacrawler.LimitOptionsBuilder;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.datasource.DatabaseConnectionSources;

/** Frameworks that map rows to objects, and tools that read the catalog. */
@ExtendWith(ToolTable.class)
class DataMappersIT {

    private static final String AS_POSTGRESQL = "databaseProductName=PostgreSQL";
    private static final LocalDateTime AT = LocalDateTime.of(2024, 2, 29, 23, 59, 59, 123_456_000);

    private Warehouse warehouse;

    @TempDir
    private Path directory;

    @BeforeEach
    void create() throws SQLException {
        warehouse = new Warehouse();
        warehouse.execute(
                "CREATE TABLE visitor (id VARCHAR(36) NOT NULL PRIMARY KEY, name VARCHAR(40), price DECIMAL(10,2),"
                        + " at TIMESTAMP)",
                "CREATE TABLE visit (id INT IDENTITY(1,1), visitor_id VARCHAR(36) NOT NULL REFERENCES visitor (id),"
                        + " data SUPER, lasted INTERVAL DAY TO SECOND, since TIMETZ, sketch HLLSKETCH, PRIMARY KEY (id))");
    }

    // ---------------------------------------------------------------- Spring Data JDBC

    /** A row, for Spring Data JDBC. */
    @Table("visitor")
    record Visitor(@Id String id, String name, BigDecimal price, LocalDateTime at) {}

    /** What an application without Spring Boot declares. */
    static class SpringDataJdbc extends AbstractJdbcConfiguration {

        static DataSource dataSource;

        @Bean
        NamedParameterJdbcTemplate operations() {
            return new NamedParameterJdbcTemplate(dataSource);
        }

        @Bean
        PlatformTransactionManager transactions() {
            return new DataSourceTransactionManager(dataSource);
        }
    }

    @Test
    @Tool(
            value = "Spring Data JDBC",
            of = JdbcAggregateTemplate.class,
            setting = "`databaseProductName=PostgreSQL`",
            without = "ids that the database makes: Redshift does not tell them")
    void springDataJdbc() {
        SpringDataJdbc.dataSource = warehouse.dataSource();
        assertThatThrownBy(() -> new AnnotationConfigApplicationContext(SpringDataJdbc.class))
                .hasStackTraceContaining("Cannot determine a dialect");
        SpringDataJdbc.dataSource = warehouse.dataSource(AS_POSTGRESQL);
        try (var context = new AnnotationConfigApplicationContext(SpringDataJdbc.class)) {
            var rows = context.getBean(JdbcAggregateTemplate.class);
            rows.insertAll(List.of(
                    new Visitor("a", "it's", new BigDecimal("1.50"), AT),
                    new Visitor("b", "two", null, null),
                    new Visitor("c", null, null, null)));
            assertThat(rows.findById("a", Visitor.class))
                    .isEqualTo(new Visitor("a", "it's", new BigDecimal("1.50"), AT));
            rows.update(new Visitor("b", "TWO", null, AT));
            assertThat(rows.findAll(Query.empty().with(PageRequest.of(1, 1, Sort.by("id"))), Visitor.class))
                    .extracting(Visitor::name)
                    .containsExactly("TWO");
            assertThat(rows.findAll(Query.query(Criteria.where("name").like("it%")), Visitor.class))
                    .hasSize(1);
            rows.deleteById("c", Visitor.class);
            assertThat(rows.count(Visitor.class)).isEqualTo(2);
        }
    }

    // ---------------------------------------------------------------- JPA

    /** A row, for JPA. */
    @jakarta.persistence.Entity
    @jakarta.persistence.Table(name = "visitor")
    public static class Person {
        @jakarta.persistence.Id
        String id;

        String name;
        BigDecimal price;
        LocalDateTime at;

        /** For JPA. */
        public Person() {}

        Person(String id, String name) {
            this.id = id;
            this.name = name;
            this.at = AT;
        }

        String name() {
            return name;
        }
    }

    /** A repository of Spring Data JPA. */
    interface People extends JpaRepository<Person, String> {
        List<Person> findByNameStartingWithOrderById(String start);
    }

    private static EntityManagerFactory factory(DataSource source, JpaVendorAdapter adapter, Map<String, ?> settings) {
        var bean = new LocalContainerEntityManagerFactoryBean();
        bean.setDataSource(source);
        bean.setPackagesToScan(DataMappersIT.class.getPackageName());
        bean.setJpaVendorAdapter(adapter);
        bean.setJpaPropertyMap(settings);
        bean.afterPropertiesSet();
        return bean.getObject();
    }

    @Test
    @Tool(
            value = "Spring Data JPA (Hibernate)",
            of = JpaRepository.class,
            setting = "[`redshift-data-hibernate`](mappers.md#hibernate)",
            without = "`GenerationType.IDENTITY` and `SEQUENCE`, row locks: Redshift has none")
    void springDataJpa() {
        try (var factory = factory(warehouse.dataSource(), new HibernateJpaVendorAdapter(), Map.of());
                var manager = factory.createEntityManager()) {
            var people = new JpaRepositoryFactory(manager).getRepository(People.class);
            inTransaction(
                    manager,
                    () -> people.saveAll(
                            List.of(new Person("a", "anna"), new Person("b", "ben"), new Person("c", "bert"))));
            manager.clear();
            assertThat(people.findByNameStartingWithOrderById("be"))
                    .extracting(Person::name)
                    .containsExactly("ben", "bert");
            var page = people.findAll(PageRequest.of(1, 2, Sort.by("id")));
            assertThat(page.getTotalElements()).isEqualTo(3);
            assertThat(page.getContent()).extracting(Person::name).containsExactly("bert");
            inTransaction(manager, () -> people.deleteById("a"));
            assertThat(people.count()).isEqualTo(2);
        }
    }

    @Test
    @Tool(
            value = "EclipseLink",
            of = PostgreSQLPlatform.class,
            setting = "`databaseProductName=PostgreSQL`; `eclipselink.weaving=false` without an agent",
            without = "`GenerationType.IDENTITY` and `SEQUENCE`, row locks: Redshift has none")
    void eclipseLink() {
        try (var factory = factory(
                        warehouse.dataSource(AS_POSTGRESQL),
                        new EclipseLinkJpaVendorAdapter(),
                        Map.of("eclipselink.weaving", "false"));
                var manager = factory.createEntityManager()) {
            assertThat(manager.unwrap(JpaEntityManager.class).getServerSession().getPlatform())
                    .isInstanceOf(PostgreSQLPlatform.class);
            inTransaction(manager, () -> {
                manager.persist(new Person("a", "anna"));
                manager.persist(new Person("b", "ben"));
                manager.persist(new Person("c", null));
            });
            manager.clear();
            var found = manager.createQuery("select p from DataMappersIT$Person p order by p.id", Person.class)
                    .setFirstResult(1)
                    .setMaxResults(1)
                    .getResultList();
            assertThat(found).extracting(Person::name).containsExactly("ben");
            assertThat(found.get(0).at).isEqualTo(AT);
            inTransaction(manager, () -> found.get(0).name = "BEN");
            assertThat(manager.createQuery(
                                    "select count(p) from DataMappersIT$Person p where p.name = 'BEN'", Long.class)
                            .getSingleResult())
                    .isEqualTo(1);
        }
    }

    private static void inTransaction(EntityManager manager, Runnable work) {
        manager.getTransaction().begin();
        work.run();
        manager.getTransaction().commit();
    }

    // ---------------------------------------------------------------- readers of the catalog

    @Test
    @Tool(
            value = "jOOQ code generator",
            of = GenerationTool.class,
            setting =
                    "`org.jooq.meta.jdbc.JDBCDatabase`, the schema as `inputSchema`, and [forced types](mappers.md#jooq)")
    void jooqCodegen() throws Exception {
        var configuration = new Configuration()
                .withJdbc(new org.jooq.meta.jaxb.Jdbc()
                        .withDriver("io.github.redshiftdata.jdbc.RedshiftDataDriver")
                        .withUrl(warehouse.url()))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withName("org.jooq.meta.jdbc.JDBCDatabase")
                                .withInputSchema(warehouse.schema())
                                .withForcedTypes(
                                        forced("SMALLINT", "int2"),
                                        forced("INTEGER", "int4"),
                                        forced("BIGINT", "int8"),
                                        forced("REAL", "float4"),
                                        forced("DOUBLE", "float8"),
                                        forced("BOOLEAN", "bool"),
                                        forced("CHAR", "bpchar"),
                                        forced("TIMESTAMPWITHTIMEZONE", "timestamptz"),
                                        forced("TIMEWITHTIMEZONE", "timetz"),
                                        forced("VARBINARY", "varbyte"),
                                        forced("VARCHAR", "super|intervaly2m|intervald2s|hllsketch")))
                        .withTarget(new Target().withPackageName("made").withDirectory(directory.toString())));
        GenerationTool.generate(configuration);
        try (var files = Files.walk(directory)) {
            var visitor = Files.readString(files.filter(file -> file.endsWith("tables/Visitor.java"))
                    .findFirst()
                    .orElseThrow());
            assertThat(visitor)
                    .contains("TableField<VisitorRecord, String> NAME")
                    .contains("SQLDataType.VARCHAR(40)")
                    .contains("TableField<VisitorRecord, BigDecimal> PRICE")
                    .contains("TableField<VisitorRecord, LocalDateTime> AT");
        }
        try (var files = Files.walk(directory)) {
            var visit = Files.readString(files.filter(file -> file.endsWith("tables/Visit.java"))
                    .findFirst()
                    .orElseThrow());
            assertThat(visit)
                    .contains("TableField<VisitRecord, Integer> ID")
                    .contains("TableField<VisitRecord, String> DATA")
                    .contains("TableField<VisitRecord, OffsetTime> SINCE")
                    .doesNotContain("TableField<VisitRecord, Object>");
        }
    }

    private static ForcedType forced(String name, String types) {
        return new ForcedType().withName(name).withIncludeTypes(types);
    }

    @Test
    @Tool(value = "SchemaCrawler", of = SchemaCrawlerUtility.class)
    void schemaCrawler() throws Exception {
        var options = SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
                .withLimitOptions(LimitOptionsBuilder.builder()
                        .includeSchemas(name -> name.endsWith(warehouse.schema()))
                        .toOptions())
                .withLoadOptions(LoadOptionsBuilder.builder()
                        .withSchemaInfoLevel(SchemaInfoLevelBuilder.standard())
                        .toOptions());
        try (var source = DatabaseConnectionSources.fromDataSource(warehouse.dataSource())) {
            var catalog = SchemaCrawlerUtility.getCatalog(source, options);
            assertThat(catalog.getTables()).extracting(table -> table.getName()).contains("visitor", "visit");
            var visit = catalog.getTables().stream()
                    .filter(table -> table.getName().equals("visit"))
                    .findFirst()
                    .orElseThrow();
            assertThat(visit.getPrimaryKey().getConstrainedColumns()).hasSize(1);
            assertThat(visit.getImportedForeignKeys()).hasSize(1);
            assertThat(visit.getColumns())
                    .extracting(Column::getColumnDataType)
                    .extracting(type -> type.getName())
                    .contains("int4", "varchar", "super");
        }
    }
}
