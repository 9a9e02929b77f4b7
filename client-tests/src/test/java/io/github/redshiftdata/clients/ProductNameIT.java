package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.ddlutils.PlatformFactory;
import org.eclipse.persistence.jpa.JpaEntityManager;
import org.eclipse.persistence.platform.database.DatabasePlatform;
import org.eclipse.persistence.platform.database.PostgreSQLPlatform;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.classloading.internal.ClassLoaderServiceImpl;
import org.hibernate.cfg.Configuration;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolver;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.EclipseLinkJpaVendorAdapter;

/** What the name of the database does to tools that choose their SQL by it, where no other test shows both sides. */
class ProductNameIT {

    private static final String AS_POSTGRESQL = "databaseProductName=PostgreSQL";

    private Warehouse warehouse;

    /** A row. */
    @Entity(name = "Guest")
    @Table(name = "guest")
    public static class Guest {
        @Id
        int id;

        String name;
    }

    @BeforeEach
    void create() throws SQLException {
        warehouse = new Warehouse();
        warehouse.execute(
                "CREATE TABLE guest (id INT, name VARCHAR(40))",
                "INSERT INTO guest VALUES (1, 'anna'), (2, 'ben'), (3, 'cleo')");
    }

    // ---------------------------------------------------------------- EclipseLink

    private DatabasePlatform eclipseLink(String... parameters) {
        var bean = new LocalContainerEntityManagerFactoryBean();
        bean.setDataSource(warehouse.dataSource(parameters));
        bean.setPackagesToScan(ProductNameIT.class.getPackageName());
        bean.setJpaVendorAdapter(new EclipseLinkJpaVendorAdapter());
        bean.setJpaPropertyMap(Map.of("eclipselink.weaving", "false"));
        bean.afterPropertiesSet();
        try (var manager = bean.getObject().createEntityManager()) {
            var page = manager.createQuery("select g from Guest g order by g.id", Guest.class)
                    .setFirstResult(1)
                    .setMaxResults(1)
                    .getResultList();
            assertThat(page).extracting(guest -> guest.name).containsExactly("ben");
            return manager.unwrap(JpaEntityManager.class).getServerSession().getPlatform();
        } finally {
            bean.destroy();
        }
    }

    /** It says nothing, and reads pages by skipping rows instead of by LIMIT and OFFSET. */
    @Test
    void eclipseLinkTakesTheSqlOfNoDatabaseUnlessItKnowsTheName() {
        assertThat(eclipseLink().getClass()).isEqualTo(DatabasePlatform.class);
        assertThat(eclipseLink(AS_POSTGRESQL)).isInstanceOf(PostgreSQLPlatform.class);
    }

    // ---------------------------------------------------------------- Hibernate without redshift-data-hibernate

    private SessionFactory hibernate(String... parameters) {
        var withoutTheDialect = new ClassLoaderServiceImpl() {
            @Override
            public <S> Collection<S> loadJavaServices(Class<S> contract) {
                return contract == DialectResolver.class ? List.of() : super.loadJavaServices(contract);
            }
        };
        return new Configuration(new BootstrapServiceRegistryBuilder()
                        .applyClassLoaderService(withoutTheDialect)
                        .build())
                .setProperty("hibernate.connection.url", warehouse.url(parameters))
                .addAnnotatedClass(Guest.class)
                .buildSessionFactory();
    }

    @Test
    void hibernateStartsWithoutADialectIfItKnowsTheName() {
        assertThatThrownBy(() -> hibernate().close())
                .hasStackTraceContaining("Unable to determine Dialect without JDBC metadata");
        try (var sessions = hibernate(AS_POSTGRESQL)) {
            assertThat(((SessionFactoryImplementor) sessions).getJdbcServices().getDialect())
                    .isInstanceOf(PostgreSQLDialect.class);
            sessions.inTransaction(session -> {
                var guest = new Guest();
                guest.id = 4;
                guest.name = "dora";
                session.persist(guest);
            });
            assertThat(sessions.<Long>fromTransaction(
                            session -> session.createQuery("select count(*) from Guest", Long.class)
                                    .getSingleResult()))
                    .isEqualTo(4);
            assertThatThrownBy(() -> sessions.inTransaction(session -> session.createQuery("from Guest", Guest.class)
                            .setMaxResults(1)
                            .getResultList()))
                    .as("its pages are not Redshift's")
                    .hasStackTraceContaining("fetch first ? rows only");
        }
    }

    // ---------------------------------------------------------------- DdlUtils

    @Test
    void ddlUtilsLooksAtTheDriverWhateverTheNameSays() {
        for (var parameters : List.of(new String[0], new String[] {AS_POSTGRESQL})) {
            var source = warehouse.dataSource(parameters);
            assertThatThrownBy(() ->
                            PlatformFactory.createNewPlatformInstance(source).readModelFromDatabase("model"))
                    .isInstanceOf(NullPointerException.class);
        }
    }
}
