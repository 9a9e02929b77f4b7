package io.github.redshiftdata.jdbc.internal.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is kept, and for how long; and who walks through the tables of a database. */
class CatalogCacheTest {

    private long now = -5; // a clock may begin anywhere
    private final CatalogCache cache = new CatalogCache(Duration.ofNanos(10), () -> now);

    private boolean isKept(Object key) {
        return cache.find(key).isPresent();
    }

    @Test
    void anAnswerIsKeptForItsLife() {
        cache.put(0, "key", "answer", 1);
        assertThat(cache.<String>find("key")).contains("answer");
        now += 9;
        assertThat(isKept("key")).isTrue();
        now += 1;
        assertThat(isKept("key")).isFalse();
        now -= 5;
        assertThat(isKept("key")).as("it was removed").isFalse();
    }

    @Test
    void withoutALifeNothingIsKept() {
        var off = new CatalogCache(Duration.ZERO, () -> now);
        assertThat(off.isOn()).isFalse();
        off.put(0, "key", "answer", 1);
        now -= 1;
        assertThat(off.find("key")).isEmpty();
        assertThat(cache.isOn()).isTrue();
        assertThat(new CatalogCache(Duration.ofNanos(1), () -> now).isOn()).isTrue();
    }

    @Test
    void anAnswerFromBeforeAChangeIsNotKept() {
        var before = cache.changes();
        cache.clear();
        assertThat(cache.changes()).isEqualTo(before + 1);
        cache.put(before, "key", "old", 1);
        assertThat(isKept("key")).isFalse();
        cache.put(cache.changes(), "key", "new", 1);
        assertThat(cache.<String>find("key")).contains("new");
        cache.clear();
        assertThat(isKept("key")).isFalse();
    }

    @Test
    void theEldestMakesRoom() {
        cache.put(0, "first", "a", 250_000);
        cache.put(0, "second", "b", 250_000);
        assertThat(isKept("first")).as("as many as there may be").isTrue();
        cache.put(0, "third", "c", 1);
        assertThat(isKept("first")).isFalse();
        assertThat(isKept("second")).isTrue();
        assertThat(isKept("third")).isTrue();
        cache.put(0, "fourth", "d", 249_999);
        assertThat(isKept("second")).as("there is room for it").isTrue();
    }

    @Test
    void oneAnswerMayFillIt() {
        cache.put(0, "large", "a", 500_000);
        assertThat(isKept("large")).isTrue();
        cache.put(0, "larger", "b", 500_001);
        assertThat(isKept("larger")).isFalse();
        assertThat(isKept("large")).isTrue();
    }

    @Test
    void anAnswerTakesThePlaceOfTheOneBefore() {
        cache.put(0, "key", "a", 400_000);
        cache.put(0, "key", "b", 400_000);
        cache.put(0, "other", "c", 100_000);
        assertThat(cache.<String>find("key")).contains("b");
        assertThat(isKept("other")).isTrue();
    }

    @Test
    void whatIsRemovedLeavesItsRoom() {
        cache.put(0, "key", "a", 400_000);
        cache.clear();
        cache.put(1, "a", "a", 250_000);
        cache.put(1, "b", "b", 250_000);
        assertThat(isKept("a")).isTrue();
        now += 10;
        assertThat(isKept("a") || isKept("b")).isFalse();
        cache.put(1, "c", "c", 250_000);
        cache.put(1, "d", "d", 250_000);
        assertThat(isKept("c") && isKept("d")).isTrue();
    }
}
