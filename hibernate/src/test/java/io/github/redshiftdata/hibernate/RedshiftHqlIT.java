package io.github.redshiftdata.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.emulator.Emulator;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HQL that inserts rows of a query, that reckons with fractions of seconds, and that aggregates ordered rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedshiftHqlIT {

    private static final String SCHEMA = "hql";

    private Emulator emulator;
    private SessionFactory sessions;

    /** Where the rows come from. */
    @Entity(name = "Visit")
    static class Visit {
        @Id
        int id;

        String visitor;
        LocalTime time;
        LocalDateTime at;
    }

    /** Whose id Hibernate counts. */
    @Entity(name = "Counted")
    static class Counted {
        @Id
        @GeneratedValue
        long id;

        String name;
    }

    /** A parent in a table of its own, whose id Hibernate counts. */
    @Entity(name = "Animal")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Animal {
        @Id
        @GeneratedValue
        long id;

        String name;
    }

    /** A child in a table of its own. */
    @Entity(name = "Dog")
    static class Dog extends Animal {
        int barks;
    }

    @BeforeAll
    void start() throws Exception {
        emulator = Emulator.start();
        var configuration = new Configuration()
                .setProperty("hibernate.connection.url", emulator.jdbcUrl())
                .setProperty("hibernate.default_schema", SCHEMA)
                .setProperty("hibernate.hbm2ddl.create_namespaces", "true")
                .setProperty("hibernate.hbm2ddl.auto", "create")
                .setProperty("hibernate.hbm2ddl.halt_on_error", "true");
        for (var entity : List.<Class<?>>of(Visit.class, Counted.class, Animal.class, Dog.class)) {
            configuration.addAnnotatedClass(entity);
        }
        sessions = configuration.buildSessionFactory();
        sessions.inTransaction(session -> {
            for (var id = 1; id <= 4; id++) {
                var visit = new Visit();
                visit.id = id;
                visit.visitor = "v" + id;
                visit.time = LocalTime.of(1, 2, 3);
                visit.at = LocalDateTime.of(2024, 2, 29, 23, 59, 59, 123_456_000);
                session.persist(visit);
            }
        });
    }

    @AfterAll
    void stop() throws Exception {
        sessions.close();
        emulator.close();
    }

    @BeforeEach
    void empty() {
        change("delete from Counted");
        change("delete from Dog");
    }

    private int change(String hql) {
        return sessions.fromTransaction(
                session -> session.createMutationQuery(hql).executeUpdate());
    }

    private List<String> read(String hql) {
        return sessions.fromTransaction(session -> session.createQuery(hql, Object.class).getResultList().stream()
                .map(String::valueOf)
                .toList());
    }

    @Test
    void rowsOfAQueryAreInsertedWithCountedIds() {
        assertThat(change("insert into Counted (name) select v.visitor from Visit v"))
                .isEqualTo(4);
        assertThat(change("insert into Counted (name) values ('one'), ('two')")).isEqualTo(2);
        assertThat(read("select c.name from Counted c order by c.name"))
                .containsExactly("one", "two", "v1", "v2", "v3", "v4");
        assertThat(read("select distinct c.id from Counted c")).hasSize(6);
    }

    @Test
    void rowsOfAQueryAreInsertedIntoAnEntityOfTwoTablesAgainAndAgain() {
        for (var round = 0; round < 2; round++) {
            assertThat(change("insert into Dog (name, barks) select v.visitor, v.id from Visit v"))
                    .isEqualTo(4);
        }
        assertThat(change("insert into Dog (name, barks) values ('Rex', 7), ('Bo', 8)"))
                .isEqualTo(2);
        assertThat(
                        read(
                                "select d.name || ' ' || cast(d.barks as String) from Dog d where d.barks > 3 order by d.barks, d.id"))
                .containsExactly("v4 4", "v4 4", "Rex 7", "Bo 8");
        assertThat(read("select distinct d.id from Dog d")).hasSize(10);
    }

    /** Rows are inserted by one transaction: what fails leaves none, and no temporary table in the way. */
    @Test
    void anInsertThatFailsLeavesNothing() {
        assertThatThrownBy(() -> change(
                        "insert into Dog (name, barks) select v.visitor, cast(v.visitor as Integer) from Visit v"))
                .hasStackTraceContaining("invalid");
        assertThat(read("select d.id from Dog d")).isEmpty();
        assertThat(change("insert into Dog (name, barks) select v.visitor, v.id from Visit v"))
                .isEqualTo(4);
    }

    /** Without the clause a row would be there twice, since Redshift enforces no keys. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into Visit (id, visitor) values (1, 'again') on conflict do nothing",
                "insert into Visit (id, visitor) select v.id, 'again' from Visit v on conflict do nothing"
            })
    void onConflictIsRefusedAndNotLeftOut(String hql) {
        assertThatThrownBy(() -> change(hql))
                .hasStackTraceContaining("Redshift has no ON CONFLICT")
                .hasStackTraceContaining("MERGE");
        assertThat(read("select v.id from Visit v")).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            v.time + 1.5 second                         | 01:02:04.500
            v.time - 1.5 second                         | 01:02:01.500
            v.time + 1 second                           | 01:02:04
            v.time + 0.5 hour                           | 01:32:03
            v.time + (v.time - time 01:00:00)           | 01:04:06
            v.at + 1.5 second                           | 2024-03-01T00:00:00.623456
            v.at - 0.000001 second                      | 2024-02-29T23:59:59.123455
            v.at + 1.5 minute                           | 2024-03-01T00:01:29.123456
            v.at + 0.25 hour                            | 2024-03-01T00:14:59.123456
            v.at + v.id second                          | 2024-03-01T00:00:00.123456
            v.at + 3000000000 second                    | 2119-03-26T05:19:59.123456
            v.at + (1 day + 1.5 second)                 | 2024-03-02T00:00:00.623456
            v.at + (v.at - datetime 2024-02-29 23:59:58) | 2024-03-01T00:00:00.246912
            extract(second from v.time)                 | 3.0
            second(v.at)                                | 59.123455
            extract(nanosecond from v.at)               | 59123456000
            """)
    void secondsHaveFractions(String expression, String expected) {
        assertThat(read("select " + expression + " from Visit v where v.id = 1"))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            percentile_cont(0.5) within group (order by v.id)               | 2.5
            percentile_cont(0.25) within group (order by v.id desc)         | 3.25
            listagg(v.visitor, '-') within group (order by v.id desc)       | v4-v3-v2-v1
            median(v.id)                                                    | 2.5
            """)
    void orderedRowsAreAggregated(String expression, String expected) {
        assertThat(read("select " + expression + " from Visit v")).containsExactly(expected);
    }

    @Test
    void aPercentileOfAWindowIsThatOfItsPartition() {
        assertThat(
                        read(
                                "select percentile_disc(0.5) within group (order by v.id) over (partition by v.id % 2) from Visit v order by v.id"))
                .containsExactly("1", "2", "1", "2");
    }
}
