package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WarningsTest {

    private final Warnings warnings = new Warnings();

    private List<String> texts() {
        var texts = new ArrayList<String>();
        for (var warning = warnings.first(); warning != null; warning = warning.getNextWarning()) {
            texts.add(warning.getMessage());
        }
        return texts;
    }

    @Test
    void aTextIsKeptOnceUntilItIsCleared() {
        warnings.add("a");
        warnings.add("b");
        warnings.add("a");
        warnings.add("b");
        assertThat(texts()).containsExactly("a", "b");
        warnings.clear();
        assertThat(texts()).isEmpty();
        warnings.add("b");
        assertThat(texts()).containsExactly("b");
    }

    @Test
    void eachTextComesOnceWhateverThreadsAddAndClear() throws InterruptedException {
        var rounds = 20_000;
        var threads = new ArrayList<Thread>();
        var doubled = new AtomicInteger();
        for (var number = 0; number < 3; number++) {
            var thread = new Thread(() -> {
                for (var round = 0; round < rounds; round++) {
                    warnings.add("a");
                    warnings.add("b");
                    warnings.add("c");
                    var texts = texts();
                    if (texts.size() > Set.copyOf(texts).size()) {
                        doubled.incrementAndGet();
                    }
                    if (round % 3 == 0) {
                        warnings.clear();
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(doubled.get()).isZero();
    }
}
