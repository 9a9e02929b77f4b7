package io.github.redshiftdata.jdbc.internal.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.OwnThread;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private static final List<String> SCHEMAS = List.of("s_1", "s_2", "s_3", "s_4");

    /** Schemas of 100 tables; notes what it is asked. */
    private static final class FakeSource implements CatalogSource {

        final List<String> asked = new ArrayList<>();
        int columnsOfAll;
        Runnable whileAsked = () -> {};

        @Override
        public List<String> databases() {
            asked.add("databases");
            return List.of("dev");
        }

        @Override
        public List<String> schemas(String database) {
            asked.add("schemas");
            return SCHEMAS;
        }

        @Override
        public List<CatalogTable> tables(String database, NamePattern schema, NamePattern table) {
            asked.add("tables " + schema.text() + " " + table.text());
            whileAsked.run();
            var tables = new ArrayList<CatalogTable>();
            for (var in : SCHEMAS) {
                for (var i = 0; i < 100; i++) {
                    var name = "t_" + i;
                    if (schema.matches(in) && table.matches(name)) {
                        tables.add(new CatalogTable(in, name, "TABLE", null));
                    }
                }
            }
            return tables;
        }

        @Override
        public List<CatalogColumn> columns(String database, NamePattern schema, NamePattern table) {
            asked.add("columns " + schema.text() + " " + table.text());
            if (table.matchesAll() && columnsOfAll > 0) {
                return Collections.nCopies(
                        columnsOfAll, new CatalogColumn("s_3", "t_2", "a", 1, "int4", 10, 0, 1, null, null, false));
            }
            var columns = new ArrayList<CatalogColumn>();
            for (var found : found(schema, table)) {
                columns.add(
                        new CatalogColumn(found.schema(), found.name(), "a", 1, "int4", 10, 0, 1, null, null, false));
            }
            return columns;
        }

        private List<CatalogTable> found(NamePattern schema, NamePattern table) {
            var before = asked.size();
            var found = tables("dev", schema, table);
            asked.subList(before, asked.size()).clear();
            return found;
        }
    }

    private final FakeSource operations = new FakeSource();
    private final FakeSource sql = new FakeSource();
    /** Somebody is about to wait for another one, as the sources here do not. */
    private volatile CountDownLatch waiting = new CountDownLatch(1);

    private boolean onlySqlSees;
    private boolean inTransaction;
    private long now;

    private Catalog catalog(Duration life) {
        return new Catalog(operations, sql, new FakeSession(), new CatalogCache(life, () -> now), "dev", true);
    }

    private final class FakeSession implements CatalogSession {

        @Override
        public List<List<@Nullable String>> query(String text) {
            throw new AssertionError("The sources ask for themselves.");
        }

        @Override
        public List<List<@Nullable String>> queryAside(String text) {
            return query(text);
        }

        @Override
        public <T> T asking(Question<T> question) throws SQLException {
            waiting.countDown();
            return question.ask();
        }

        @Override
        public void await(CompletableFuture<?> answer) throws InterruptedException {
            try {
                answer.get();
            } catch (ExecutionException never) {
                throw new AssertionError(never);
            }
        }

        @Override
        public Duration requestTimeout() {
            return Duration.ofSeconds(60);
        }

        @Override
        public Duration networkTimeout() {
            return Duration.ZERO;
        }

        @Override
        public boolean holdsWhatOnlyItSees() {
            return onlySqlSees;
        }

        @Override
        public boolean isOutsideTransactions() {
            return !inTransaction;
        }
    }

    private final Catalog catalog = catalog(Duration.ofSeconds(30));

    private static int columns(Catalog catalog, @Nullable String schema, @Nullable String table) throws SQLException {
        return catalog.columns("dev", NamePattern.of(schema), NamePattern.of(table))
                .size();
    }

    private int tables(@Nullable String schema, @Nullable String table) throws SQLException {
        return catalog.tables("dev", NamePattern.of(schema), NamePattern.of(table))
                .size();
    }

    @Test
    void aWideAnswerServesTheNarrowQuestionsAfterIt() throws SQLException {
        assertThat(tables(null, null)).isEqualTo(400);
        assertThat(tables("s\\_1", "t_1%")).isEqualTo(11);
        assertThat(tables("s_1", "t_5")).isEqualTo(1);
        assertThat(columns(catalog, null, null)).isEqualTo(400);
        assertThat(columns(catalog, "s_1", null)).isEqualTo(100);
        assertThat(columns(catalog, "s_1", "t_5")).isEqualTo(1);
        assertThat(operations.asked).containsExactly("tables null null", "columns null null");
    }

    @Test
    void anExactTableIsOneQuestion() throws SQLException {
        assertThat(columns(catalog, "s\\_1", "t\\_5")).isEqualTo(1);
        assertThat(operations.asked).containsExactly("columns s\\_1 t\\_5");
    }

    @Test
    void aNameWithItsUnderscoreIsLookedUpInsteadOfReadingEverything() throws SQLException {
        assertThat(columns(catalog, "s_1", null)).isEqualTo(100);
        assertThat(columns(catalog, "s_1", "t_5")).isEqualTo(1);
        assertThat(operations.asked).containsExactly("schemas", "columns s\\_1 null", "tables s_1 t_5");
    }

    @Test
    void aToolThatWalksThroughASchemaMakesItReadAtOnce() throws SQLException {
        tables(null, null);
        for (var i = 0; i < 100; i++) {
            assertThat(columns(catalog, "s_1", "t_" + i)).isEqualTo(1);
        }
        assertThat(operations.asked).containsExactly("tables null null", "columns s\\_1 t\\_0", "columns s\\_1 null");
    }

    @Test
    void aToolThatWalksThroughManySchemasMakesAllBeReadByOneQuery() throws SQLException {
        tables(null, null);
        for (var i = 0; i < 20; i++) {
            assertThat(columns(catalog, "s_" + (1 + i % 4), "t_" + i)).isEqualTo(1);
        }
        assertThat(operations.asked).containsExactly("tables null null", "columns s\\_1 t\\_0", "columns s\\_2 t\\_1");
        assertThat(sql.asked).containsExactly("columns null null");
    }

    @Test
    void moreColumnsThanTheCacheHoldsAreReadAheadOnlyOnce() throws SQLException {
        sql.columnsOfAll = 600_000;
        tables(null, null);
        for (var i = 0; i < 4; i++) {
            columns(catalog, "s_" + (1 + i), "t_" + i);
        }
        assertThat(sql.asked).containsExactly("columns null null");
        assertThat(operations.asked).hasSize(4);
    }

    @Test
    void noQueryIsPutIntoATransactionForThat() throws SQLException {
        inTransaction = true;
        tables(null, null);
        for (var i = 0; i < 4; i++) {
            assertThat(columns(catalog, "s_" + (1 + i), "t_" + i)).isEqualTo(1);
        }
        assertThat(operations.asked).hasSize(5);
        assertThat(sql.asked).isEmpty();
    }

    @Test
    void anAnswerIsForgottenAfterItsLife() throws SQLException {
        tables("s_1", null);
        now += Duration.ofSeconds(29).toNanos();
        tables("s_1", null);
        assertThat(operations.asked).hasSize(1);
        now += Duration.ofSeconds(1).toNanos();
        tables("s_1", null);
        assertThat(operations.asked).hasSize(2);
    }

    @Test
    void aChangeForgetsEverything() throws SQLException {
        tables("s_1", null);
        catalog.changed();
        tables("s_1", null);
        assertThat(operations.asked).hasSize(2);
    }

    @Test
    void aChangeWaitsForNoReaderAndWhatWasAskedBeforeItIsNotKept() throws Exception {
        // The catalog is being read, by another thread, for as long as this one waits for the change.
        operations.whileAsked = () ->
                OwnThread.run(catalog::changed).orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(tables("s_1", null)).isEqualTo(100);
        operations.whileAsked = () -> {};
        assertThat(tables("s_1", null)).isEqualTo(100);
        assertThat(operations.asked).hasSize(2);
        tables("s_1", null);
        assertThat(operations.asked).hasSize(2);
    }

    @Test
    void whoAsksSomethingElseWaitsForNobody() throws Exception {
        schemas();
        // While this one is on its way, another thread asks for what is known, and for what is not.
        operations.whileAsked = () -> {
            operations.whileAsked = () -> {};
            OwnThread.run(() -> {
                        schemas();
                        count("s_2");
                    })
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        };
        assertThat(count("s_1")).isEqualTo(100);
        assertThat(operations.asked).containsExactly("schemas", "tables s_1 null", "tables s_2 null");
    }

    @Test
    void twoWhoWantTheSameAskOnce() throws Exception {
        var second = new CompletableFuture<Integer>();
        operations.whileAsked = () -> {
            operations.whileAsked = () -> {};
            waiting = new CountDownLatch(1);
            second.completeAsync(() -> count("s_1"), OwnThread::start);
            awaitWaiting();
        };
        assertThat(count("s_1")).isEqualTo(100);
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(100);
        assertThat(operations.asked).hasSize(1);
    }

    @Test
    void whoWaitsForAnotherWhoHasNoAnswerAsksForItself() throws Exception {
        var second = new CompletableFuture<Integer>();
        operations.whileAsked = () -> {
            operations.whileAsked = () -> {};
            waiting = new CountDownLatch(1);
            second.completeAsync(() -> count("s_1"), OwnThread::start);
            awaitWaiting();
            throw new IllegalStateException("interrupted, say");
        };
        assertThatThrownBy(() -> count("s_1")).isInstanceOf(IllegalStateException.class);
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(100);
        assertThat(operations.asked).hasSize(2);
    }

    private void awaitWaiting() {
        try {
            assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void schemas() {
        try {
            catalog.schemas("dev", NamePattern.of(null));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int count(String schema) {
        try {
            return tables(schema, null);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aChangeBeginsNewWalks() throws SQLException {
        tables(null, null);
        columns(catalog, "s_1", "t_0");
        catalog.changed();
        tables(null, null);
        columns(catalog, "s_1", "t_1");
        assertThat(operations.asked).endsWith("columns s\\_1 t\\_1");
    }

    @Test
    void withoutALifeNothingIsKeptAndNothingIsReadAhead() throws SQLException {
        var uncached = catalog(Duration.ZERO);
        for (var i = 0; i < 3; i++) {
            columns(uncached, "s\\_1", "t\\_" + i);
        }
        assertThat(operations.asked)
                .containsExactly("columns s\\_1 t\\_0", "columns s\\_1 t\\_1", "columns s\\_1 t\\_2");
    }

    @Test
    void whatOnlyTheSessionSeesIsReadBySqlWithThePatternsAsTheyAre() throws SQLException {
        onlySqlSees = true;
        assertThat(columns(catalog, "s_1", "t_5%")).isEqualTo(11);
        assertThat(sql.asked).containsExactly("columns s_1 t_5%");
        assertThat(operations.asked).isEmpty();
    }

    @Test
    void anEmptyNameIsNoQuestionAtAll() throws SQLException {
        assertThat(columns(catalog, "", null)).isZero();
        assertThat(columns(catalog, null, "")).isZero();
        assertThat(tables("", null)).isZero();
        assertThat(operations.asked).isEmpty();
    }

    @Test
    void theCacheHoldsALimitedNumberOfRows() {
        var cache = new CatalogCache(Duration.ofSeconds(30), () -> now);
        cache.put(0, "first", List.of(), 300_000);
        cache.put(0, "second", List.of(), 300_000);
        cache.put(0, "huge", List.of(), 600_000);
        assertThat(cache.find("first")).isEmpty();
        assertThat(cache.find("second")).isPresent();
        assertThat(cache.find("huge")).isEmpty();
    }
}
