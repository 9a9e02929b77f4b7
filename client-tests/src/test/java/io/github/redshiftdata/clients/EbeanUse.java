package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.ebean.Database;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;

/** What an application does with Ebean. */
public class EbeanUse {

    private static final LocalDateTime AT = LocalDateTime.of(2024, 2, 29, 23, 59, 59, 123_456_000);

    private static EbeanVisitor visitor(String id, String name) {
        return new EbeanVisitor(id, name, new BigDecimal("1.50"), AT);
    }

    public static void run(Database database) {
        database.insert(visitor("a", "it's"));
        try (var transaction = database.beginTransaction()) {
            transaction.setBatchMode(true);
            database.insertAll(List.of(visitor("b", "ben"), visitor("c", "bert"), visitor("d", null)));
            transaction.commit();
        }
        var found = database.find(EbeanVisitor.class, "a");
        assertThat(found.name()).isEqualTo("it's");
        assertThat(found.price()).isEqualByComparingTo("1.50");
        assertThat(found.at()).isEqualTo(AT);
        found.rename("IT'S");
        database.update(found);
        assertThat(database.find(EbeanVisitor.class)
                        .where()
                        .startsWith("name", "be")
                        .orderBy("id")
                        .setFirstRow(1)
                        .setMaxRows(1)
                        .findList())
                .singleElement()
                .satisfies(visitor -> assertThat(visitor.id()).isEqualTo("c"));
        assertThat(database.find(EbeanVisitor.class).where().eq("name", "IT'S").findCount())
                .isEqualTo(1);
        assertThat(database.find(EbeanVisitor.class)
                        .where()
                        .in("id", "a", "b", "c")
                        .findCount())
                .isEqualTo(3);
        database.delete(EbeanVisitor.class, "d");
        assertThat(database.find(EbeanVisitor.class).findCount()).isEqualTo(3);
    }
}
