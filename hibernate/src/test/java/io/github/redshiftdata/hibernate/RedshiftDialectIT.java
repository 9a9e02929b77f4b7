package io.github.redshiftdata.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.emulator.Emulator;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An application on Hibernate that names no dialect: tables are made from entities, rows written, asked for, changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedshiftDialectIT {

    private static final LocalDateTime AT = LocalDateTime.of(2024, 2, 29, 23, 59, 59, 123_456_000);
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private Emulator emulator;
    private SessionFactory sessions;

    enum Size {
        SMALL,
        LARGE
    }

    /** A column of each kind. */
    @Entity(name = "Thing")
    @Table(name = "things", indexes = @Index(columnList = "name"))
    static class Thing {
        @Id
        UUID id;

        @Version
        int version;

        @Column(unique = true)
        String name;

        boolean active;
        byte tiny;
        short small;
        long big;
        float real;
        double twice;

        @Column(precision = 20, scale = 4)
        BigDecimal price;

        LocalDate day;
        LocalTime time;
        LocalDateTime at;
        Instant instant;
        OffsetDateTime shifted;
        Duration lasts;

        @Enumerated(EnumType.STRING)
        Size size;

        @Enumerated
        Size ordinal;

        @Column(length = 16)
        byte[] bytes;

        @Lob
        String text;

        @Lob
        byte[] file;

        UUID other;

        @ElementCollection
        List<String> tags = new ArrayList<>();
    }

    /** Whose id Hibernate counts. */
    @Entity(name = "Counted")
    static class Counted {
        @Id
        @GeneratedValue
        long id;

        String name;

        @ManyToOne
        Thing thing;
    }

    /** Whose id Hibernate counts in a table of generators. */
    @Entity(name = "Tabled")
    static class Tabled {
        @Id
        @GeneratedValue(strategy = GenerationType.TABLE)
        long id;
    }

    /** A parent in a table of its own. */
    @Entity(name = "Animal")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Animal {
        @Id
        int id;

        String name;
    }

    /** A child in a table of its own. */
    @Entity(name = "Dog")
    static class Dog extends Animal {
        int barks;
    }

    /** What Redshift cannot serve. */
    @Entity(name = "Identified")
    static class Identified {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        long id;
    }

    @BeforeAll
    void start() throws Exception {
        emulator = Emulator.start();
        sessions = factory(Thing.class, Counted.class, Tabled.class, Animal.class, Dog.class);
    }

    @AfterAll
    void stop() throws Exception {
        sessions.close();
        emulator.close();
    }

    private Configuration configuration(Class<?>... entities) {
        var schema = "hibernate" + SCHEMAS.incrementAndGet();
        var configuration = new Configuration()
                .setProperty("hibernate.connection.url", emulator.jdbcUrl())
                .setProperty("hibernate.default_schema", schema)
                .setProperty("hibernate.hbm2ddl.create_namespaces", "true")
                .setProperty("hibernate.hbm2ddl.auto", "create")
                .setProperty("hibernate.hbm2ddl.halt_on_error", "true");
        for (var entity : entities) {
            configuration.addAnnotatedClass(entity);
        }
        return configuration;
    }

    private SessionFactory factory(Class<?>... entities) {
        return configuration(entities).buildSessionFactory();
    }

    private static Thing thing(String name) {
        var thing = new Thing();
        thing.id = UUID.randomUUID();
        thing.name = name;
        thing.active = true;
        thing.tiny = 1;
        thing.small = 2;
        thing.big = 3;
        thing.real = 1.5f;
        thing.twice = 2.5;
        thing.price = new BigDecimal("12345.6789");
        thing.day = AT.toLocalDate();
        thing.time = LocalTime.of(1, 2, 3);
        thing.at = AT;
        thing.instant = AT.toInstant(ZoneOffset.UTC);
        thing.shifted = AT.atOffset(ZoneOffset.UTC);
        thing.lasts = Duration.ofMinutes(90);
        thing.size = Size.LARGE;
        thing.ordinal = Size.LARGE;
        thing.bytes = new byte[] {0, 1, -1};
        thing.text = "a long text";
        thing.file = new byte[] {1, 2, 3};
        thing.other = UUID.randomUUID();
        thing.tags.add("one");
        thing.tags.add("two");
        return thing;
    }

    private Thing persisted(String name) {
        var thing = thing(name);
        sessions.inTransaction(session -> session.persist(thing));
        return thing;
    }

    @Test
    void theVersionIsThatOfTheRun() {
        assertThat(org.hibernate.Version.getVersionString()).isEqualTo(System.getProperty("hibernate.version"));
    }

    @Test
    void theDialectIsFoundByItself() {
        assertThat(((SessionFactoryImplementor) sessions).getJdbcServices().getDialect())
                .isInstanceOf(RedshiftDialect.class);
    }

    @Test
    void everyKindOfColumnIsWrittenAndReadBack() {
        var written = persisted("all kinds");
        sessions.inTransaction(session -> {
            var read = session.find(Thing.class, written.id);
            assertThat(read).usingRecursiveComparison().ignoringFields("tags").isEqualTo(written);
            assertThat(read.tags).containsExactlyInAnyOrder("one", "two");
        });
    }

    @Test
    void nullIsWrittenAndReadBack() {
        var empty = new Thing();
        empty.id = UUID.randomUUID();
        sessions.inTransaction(session -> session.persist(empty));
        sessions.inTransaction(session -> assertThat(session.find(Thing.class, empty.id))
                .usingRecursiveComparison()
                .ignoringFields("tags")
                .isEqualTo(empty));
    }

    @Test
    void idsAreCountedInATable() {
        var made = sessions.fromTransaction(session -> {
            var counted = new ArrayList<Long>();
            for (var i = 0; i < 120; i++) {
                var row = new Counted();
                row.name = "n" + i;
                session.persist(row);
                counted.add(row.id);
            }
            session.persist(new Tabled());
            return counted;
        });
        assertThat(made).hasSize(120).doesNotHaveDuplicates();
        assertThat(count("select count(*) from Counted where name like 'n%'")).isEqualTo(120);
        assertThat(count("select count(*) from Tabled")).isEqualTo(1);
    }

    private long count(String query) {
        return sessions.fromTransaction(
                session -> session.createQuery(query, Long.class).getSingleResult());
    }

    @Test
    void idsThatRedshiftWouldMakeAreRefusedAtTheStart() {
        assertThatThrownBy(() -> factory(Identified.class).close()).hasMessageContaining("does not support identity");
    }

    private void persistAnimals() {
        sessions.inTransaction(session -> {
            session.createMutationQuery("delete from Animal").executeUpdate();
            for (var i = 0; i < 10; i++) {
                var dog = new Dog();
                dog.id = i;
                dog.name = "dog" + i;
                dog.barks = i * 10;
                session.persist(dog);
            }
        });
    }

    @Test
    void pagesAreLimitedByLimitAndOffset() {
        persistAnimals();
        sessions.inTransaction(session -> {
            assertThat(session.createQuery("select a.id from Animal a order by a.id", Integer.class)
                            .setFirstResult(3)
                            .setMaxResults(2)
                            .getResultList())
                    .containsExactly(3, 4);
            assertThat(session.createQuery("select a.id from Animal a order by a.id limit 2 offset 1", Integer.class)
                            .getResultList())
                    .containsExactly(1, 2);
            assertThat(session.createQuery(
                                    "select a.id from Animal a order by a.id desc fetch first 20 percent rows only",
                                    Integer.class)
                            .getResultList())
                    .containsExactly(9, 8);
            assertThat(session.createQuery(
                                    "select d.name from Dog d where d.id in (select x.id from Dog x order by x.barks desc limit 1)",
                                    String.class)
                            .getResultList())
                    .containsExactly("dog9");
        });
    }

    @Test
    void rowsOfSeveralTablesAreChangedAndDeletedByOneQuery() {
        persistAnimals();
        sessions.inTransaction(session -> {
            assertThat(session.createMutationQuery(
                                    "update Dog d set d.name = upper(d.name), d.barks = 1 where d.id < 4")
                            .executeUpdate())
                    .isEqualTo(4);
            assertThat(session.createMutationQuery("delete from Dog d where d.barks = 1")
                            .executeUpdate())
                    .isEqualTo(4);
        });
        assertThat(count("select count(*) from Animal")).isEqualTo(6);
    }

    @Test
    void rowsOfOneTableAreChangedAndDeletedByOneQuery() {
        persisted("to be changed");
        sessions.inTransaction(session -> {
            assertThat(session.createMutationQuery(
                                    "update Thing t set t.big = t.big + 1 where t.name = 'to be changed' and exists (select 1 from Thing u where u.id = t.id)")
                            .executeUpdate())
                    .isEqualTo(1);
            assertThat(session.createMutationQuery("delete from Counted c where c.thing.name = 'nowhere'")
                            .executeUpdate())
                    .isZero();
        });
        assertThat(count("select count(*) from Thing where name = 'to be changed' and big = 4"))
                .isEqualTo(1);
    }

    @Test
    void aConcurrentChangeIsNoticedByTheVersion() {
        var thing = persisted("versioned");
        assertThatThrownBy(() -> sessions.inTransaction(outer -> {
                    var mine = outer.find(Thing.class, thing.id);
                    sessions.inTransaction(inner -> inner.find(Thing.class, thing.id).big = 100);
                    mine.big = 200;
                }))
                .isInstanceOfAny(
                        jakarta.persistence.OptimisticLockException.class,
                        org.hibernate.StaleStateException.class,
                        jakarta.persistence.RollbackException.class,
                        jakarta.persistence.PersistenceException.class);
        assertThat(count("select big from Thing where name = 'versioned'")).isEqualTo(100);
    }

    @Test
    void aLockOfRowsIsRefusedWithWhatToDo() {
        var thing = persisted("to be locked");
        for (var mode : List.of(LockMode.PESSIMISTIC_WRITE, LockMode.PESSIMISTIC_READ)) {
            sessions.inTransaction(session -> {
                assertThatThrownBy(() -> session.createQuery("from Thing where name = 'to be locked'", Thing.class)
                                .setHibernateLockMode(mode)
                                .getResultList())
                        .hasStackTraceContaining("Redshift has no locks of rows")
                        .hasStackTraceContaining("@Version");
                assertThatThrownBy(() -> session.find(Thing.class, thing.id, jpa(mode)))
                        .hasStackTraceContaining("Redshift has no locks of rows");
                var loaded = session.find(Thing.class, thing.id);
                assertThatThrownBy(() -> session.lock(loaded, jpa(mode)))
                        .hasStackTraceContaining("Redshift has no locks of rows");
            });
        }
    }

    private static jakarta.persistence.LockModeType jpa(LockMode mode) {
        return jakarta.persistence.LockModeType.valueOf(mode.name());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            timestampdiff(day, t.day, date 2024-03-31)            | 31
            timestampdiff(month, t.at, datetime 2024-03-29 00:00:00) | 0
            timestampdiff(month, t.at, datetime 2024-04-30 00:00:00) | 2
            timestampdiff(year, t.at, datetime 2026-02-28 00:00:00)  | 1
            timestampdiff(hour, t.at, datetime 2024-03-01 01:59:58)  | 1
            timestampdiff(second, t.at, datetime 2024-03-01 00:00:00)| 0.876544
            extract(day of week from t.day)                       | 5
            extract(year from t.day)                              | 2024
            cast(t.big + 1 as String)                             | 4
            concat(t.name, '-', t.size)                           | functions-LARGE
            length('four')                                        | 4
            locate('c', 'abc')                                    | 3
            locate('c', 'abcabc', 4)                              | 6
            trunc(t.at, month)                                    | 2024-02-01T00:00
            trunc(12.345, 1)                                      | 12.3
            case when rand() < 1 then 'less' end                  | less
            substring('abcdef', 2, 3)                             | bcd
            lpad('7', 3, '0')                                     | 007
            trim(both 'x' from 'xxabxx')                          | ab
            replace('banana', 'na', 'NA')                         | baNANA
            bitxor(6, 3)                                          | 5
            mod(7, 3)                                             | 1
            coalesce(nullif('a', 'a'), 'b')                       | b
            case when t.active then 1 else 0 end                  | 1
            log10(1000.0)                                         | 3.0
            year(t.at + 1 year)                                   | 2025
            day(t.at + 1 day)                                     | 1
            format(t.at as 'yyyy-MM-dd HH:mm')                    | 2024-02-29 23:59
            """)
    void functionsAndArithmeticGiveWhatHqlPromises(String expression, String expected) {
        if (count("select count(*) from Thing where name = 'functions'") == 0) {
            persisted("functions");
        }
        var value = sessions.fromTransaction(session -> session.createQuery(
                        "select " + expression + " from Thing t where t.name = 'functions'", Object.class)
                .getSingleResult());
        assertThat(String.valueOf(value).strip()).isEqualTo(expected);
    }

    @Test
    void aBackslashIsOneBackslash() {
        persisted("functions\\path");
        sessions.inTransaction(session -> assertThat(
                        session.createQuery("select t.name from Thing t where t.name = 'functions\\path'", String.class)
                                .getResultList())
                .containsExactly("functions\\path"));
    }

    @Test
    void aggregatesGroupsAndWindowsRun() {
        persistAnimals();
        sessions.inTransaction(session -> {
            assertThat(rows(session, "select d.id % 2, count(*), sum(d.barks) from Dog d group by d.id % 2 order by 1"))
                    .containsExactly(List.of(0, 5L, 200L), List.of(1, 5L, 250L));
            assertThat(session.createQuery(
                                    "select listagg(d.name, ',') within group (order by d.id) from Dog d where d.id < 3",
                                    String.class)
                            .getSingleResult())
                    .isEqualTo("dog0,dog1,dog2");
            assertThat(session.createQuery(
                                    "select rank() over (order by d.barks desc) from Dog d where d.id > 7 order by 1",
                                    Long.class)
                            .getResultList())
                    .containsExactly(1L, 2L);
            assertThat(session.createQuery("select d.id from Dog d where d.name ilike 'DOG1%'", Integer.class)
                            .getResultList())
                    .containsExactly(1);
            assertThat(session.createQuery(
                                    "with low as (select d.id as id from Dog d where d.barks < 20) select count(*) from low",
                                    Long.class)
                            .getSingleResult())
                    .isEqualTo(2L);
        });
    }

    private static List<List<Object>> rows(Session session, String query) {
        return session.createQuery(query, Object[].class).getResultList().stream()
                .map(List::of)
                .toList();
    }

    @Test
    void theTimesOfTheDatabaseAreGiven() {
        persisted("clock");
        sessions.inTransaction(session -> {
            var now = session.createQuery(
                            "select current_timestamp, local datetime, current_date, offset datetime from Thing where name = 'clock'",
                            Object[].class)
                    .getSingleResult();
            assertThat(now).hasSize(4).doesNotContainNull();
        });
    }
}
