package io.github.redshiftdata.tests.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.hibernate.RedshiftDialect;
import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import io.github.redshiftdata.tests.support.TestEmulator;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.community.dialect.PostgreSQLLegacyDialect;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.jdbi.v3.core.Jdbi;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Libraries that map rows to objects: create, read, change, delete, batches, java.time and pages with each. */
public class MappersIT {

    private static final LocalDate DAY = LocalDate.of(2024, 2, 29);
    private static final LocalDateTime AT = LocalDateTime.of(2024, 2, 29, 23, 59, 59, 123_456_000);

    private String schema;
    private RedshiftDataDataSource dataSource;

    @BeforeEach
    void createTable() throws SQLException {
        schema = TestEmulator.shared().newSchema();
        dataSource = new RedshiftDataDataSource();
        dataSource.setUrl(TestEmulator.shared().url());
        dataSource.setCurrentSchema(schema);
        execute("CREATE TABLE item (id INT NOT NULL PRIMARY KEY, name VARCHAR(40), price DECIMAL(10,2),"
                + " sold DATE, at TIMESTAMP)");
    }

    @AfterEach
    void dropSchema() throws SQLException {
        execute("DROP SCHEMA " + schema + " CASCADE");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void jooq() {
        var create = DSL.using(dataSource, SQLDialect.POSTGRES, new Settings().withRenderSchema(false));
        var item = DSL.table("item");
        var id = DSL.field("id", Integer.class);
        var name = DSL.field("name", String.class);
        var sold = DSL.field("sold", LocalDate.class);
        var at = DSL.field("at", LocalDateTime.class);

        create.insertInto(item, id, name, sold, at).values(1, "one", DAY, AT).execute();
        create.batch(create.insertInto(item, id, name).values(0, ""))
                .bind(2, "two")
                .bind(3, null)
                .bind(4, "four")
                .execute();
        var first = create.select(id, name, sold, at).from(item).where(id.eq(1)).fetchSingle();
        assertThat(first.value2()).isEqualTo("one");
        assertThat(first.value3()).isEqualTo(DAY);
        assertThat(first.value4()).isEqualTo(AT);
        var ids = create.select(id).from(item).orderBy(id);
        assertThat(create.resultQuery("{0} LIMIT {1} OFFSET {2}", ids, DSL.val(2), DSL.val(1))
                        .fetchInto(Integer.class))
                .containsExactly(2, 3);
        assertThatThrownBy(() -> create.select(id).from(item).limit(2).fetch())
                .as("the dialect's own way to take some rows")
                .hasMessageContaining("syntax error at or near");
        create.transaction(inner ->
                inner.dsl().update(item).set(name, "ONE").where(id.eq(1)).execute());
        assertThat(create.select(name).from(item).where(id.eq(1)).fetchOne(name))
                .isEqualTo("ONE");
        assertThat(create.deleteFrom(item).where(id.gt(1)).execute()).isEqualTo(3);
        assertThat(create.fetchCount(item)).isEqualTo(1);
    }

    /** A row as Jdbi maps it. */
    public record Sale(int id, String name, BigDecimal price, LocalDate sold, LocalDateTime at) {}

    @Test
    void jdbi() {
        var jdbi = Jdbi.create(dataSource);
        var all = jdbi.inTransaction(handle -> {
            handle.createUpdate("INSERT INTO item VALUES (:id, :name, :price, :sold, :at)")
                    .bindMethods(new Sale(1, "one", new BigDecimal("9.99"), DAY, AT))
                    .execute();
            var batch = handle.prepareBatch("INSERT INTO item (id, name) VALUES (:id, :name)");
            for (var i = 2; i <= 5; i++) {
                batch.bind("id", i).bind("name", "n" + i).add();
            }
            assertThat(batch.execute()).hasSize(4);
            return handle.createQuery("SELECT id FROM item ORDER BY id LIMIT :most OFFSET :from")
                    .bind("most", 2)
                    .bind("from", 1)
                    .mapTo(Integer.class)
                    .list();
        });
        assertThat(all).containsExactly(2, 3);
        var one = jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM item WHERE id = 1")
                .map((row, context) -> new Sale(
                        row.getInt("id"),
                        row.getString("name"),
                        row.getBigDecimal("price"),
                        row.getObject("sold", LocalDate.class),
                        row.getObject("at", LocalDateTime.class)))
                .one());
        assertThat(one).isEqualTo(new Sale(1, "one", new BigDecimal("9.99"), DAY, AT));
        assertThat(jdbi.<Integer, RuntimeException>withHandle(handle -> handle.execute("DELETE FROM item")))
                .isEqualTo(5);
    }

    /** A mapper of MyBatis. */
    public interface ItemMapper {
        @Insert("INSERT INTO item (id, name, sold, at) VALUES (#{id}, #{name}, #{sold}, #{at})")
        int insert(Map<String, Object> item);

        @Select("SELECT * FROM item WHERE id = #{id}")
        Map<String, Object> find(int id);

        @Select("SELECT id FROM item ORDER BY id")
        List<Integer> ids(RowBounds page);

        @Update("UPDATE item SET name = upper(name)")
        int shout();

        @Delete("DELETE FROM item")
        int clear();
    }

    private static Map<String, Object> item(int id) {
        return Map.of("id", id, "name", "n" + id, "sold", DAY, "at", AT);
    }

    @Test
    void myBatis() {
        var configuration = new org.apache.ibatis.session.Configuration(
                new Environment("test", new JdbcTransactionFactory(), dataSource));
        configuration.addMapper(ItemMapper.class);
        var factory = new SqlSessionFactoryBuilder().build(configuration);
        try (var session = factory.openSession(ExecutorType.BATCH)) {
            var items = session.getMapper(ItemMapper.class);
            for (var i = 1; i <= 5; i++) {
                items.insert(item(i));
            }
            session.flushStatements();
            session.commit();
        }
        try (var session = factory.openSession()) {
            var items = session.getMapper(ItemMapper.class);
            assertThat(items.find(3)).containsEntry("name", "n3").containsEntry("sold", java.sql.Date.valueOf(DAY));
            assertThat(items.ids(new RowBounds(1, 2))).containsExactly(2, 3);
            assertThat(items.shout()).isEqualTo(5);
            session.rollback();
            assertThat(items.find(3)).containsEntry("name", "n3");
            assertThat(items.clear()).isEqualTo(5);
            session.commit();
        }
    }

    /** A mapper of MyBatis for columns that are read as bytes. */
    public interface ShapeMapper {
        @Select("SELECT * FROM shape")
        Map<String, Object> find();
    }

    /** MyBatis reads what is VARBINARY by getBytes, and what is LONGVARBINARY as a Blob. */
    @Test
    void myBatisReadsBytes() throws SQLException {
        var point = "0101000000000000000000f03f0000000000000040";
        execute("CREATE TABLE shape (at GEOMETRY, place GEOGRAPHY, data VARBYTE(8))");
        execute("INSERT INTO shape VALUES ('" + point + "', '" + point + "', TO_VARBYTE('ab', 'hex'))");
        var configuration = new org.apache.ibatis.session.Configuration(
                new Environment("test", new JdbcTransactionFactory(), dataSource));
        configuration.addMapper(ShapeMapper.class);
        try (var session = new SqlSessionFactoryBuilder().build(configuration).openSession()) {
            var bytes = HexFormat.of().parseHex(point);
            assertThat(session.getMapper(ShapeMapper.class).find())
                    .containsEntry("at", bytes)
                    .containsEntry("place", bytes)
                    .containsEntry("data", new byte[] {(byte) 0xab});
        }
    }

    /** An entity of Hibernate. */
    @Entity(name = "item")
    public static class Item {
        @Id
        int id;

        String name;
        BigDecimal price;
        LocalDate sold;
        LocalDateTime at;
    }

    private static Item entity(int id) {
        var item = new Item();
        item.id = id;
        item.name = "n" + id;
        item.price = new BigDecimal("1.50");
        item.sold = DAY;
        item.at = AT;
        return item;
    }

    private SessionFactory sessions(Class<? extends Dialect> dialect) {
        var configuration = new Configuration()
                .addAnnotatedClass(Item.class)
                .setProperty("hibernate.dialect", dialect.getName())
                .setProperty("hibernate.jdbc.batch_size", "50");
        configuration.getProperties().put("hibernate.connection.datasource", dataSource);
        return configuration.buildSessionFactory();
    }

    private static List<Integer> secondAndThird(Session session) {
        return session.createQuery("select i.id from item i order by i.id", Integer.class)
                .setFirstResult(1)
                .setMaxResults(2)
                .getResultList();
    }

    @ParameterizedTest
    @ValueSource(classes = {RedshiftDialect.class, PostgreSQLDialect.class, PostgreSQLLegacyDialect.class})
    void hibernate(Class<? extends Dialect> dialect) {
        try (var factory = sessions(dialect)) {
            factory.inTransaction(session -> {
                for (var i = 1; i <= 5; i++) {
                    session.persist(entity(i));
                }
            });
            factory.inTransaction(session -> {
                var found = session.find(Item.class, 3);
                assertThat(found.price).isEqualByComparingTo("1.50");
                assertThat(found.sold).isEqualTo(DAY);
                assertThat(found.at).isEqualTo(AT);
                found.name = null;
                session.remove(session.find(Item.class, 5));
            });
            var left = factory.fromTransaction(
                    session -> session.createQuery("select count(i) from item i where i.name is not null", Long.class)
                            .getSingleResult());
            assertThat(left).isEqualTo(3L);
        }
    }

    /** Redshift has LIMIT and OFFSET only: the dialect of today's PostgreSQL writes FETCH FIRST. */
    @Test
    void hibernatesPagesNeedTheLegacyDialect() {
        try (var factory = sessions(PostgreSQLLegacyDialect.class)) {
            factory.inTransaction(session -> {
                for (var i = 1; i <= 5; i++) {
                    session.persist(entity(i));
                }
            });
            assertThat(factory.fromTransaction(MappersIT::secondAndThird)).containsExactly(2, 3);
        }
        try (var factory = sessions(PostgreSQLDialect.class)) {
            assertThatThrownBy(() -> factory.fromTransaction(MappersIT::secondAndThird))
                    .hasMessageContaining("syntax error at or near");
        }
    }
}
