package io.github.redshiftdata.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TokenBufferTest {

    private static List<Token> numbered(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> Token.added(Token.Kind.NUMBER, Integer.toString(i)))
                .toList();
    }

    /** Each number is one change; its digits say which, where and how much. */
    @Property
    void itHoldsWhatAListHolds(
            @ForAll @IntRange(max = 20) int size,
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 99_999) Integer> changes) {
        var list = new ArrayList<>(numbered(0, size));
        var buffer = new TokenBuffer(list);
        int next = size;
        for (int change : changes) {
            int at = change / 100 % (list.size() + 1);
            int much = change / 10 % 10;
            if (change % 3 == 0) {
                list.addAll(at, numbered(next, much));
                buffer.insert(at, numbered(next, much));
                next += much;
            } else if (change % 3 == 1) {
                int end = Math.min(list.size(), at + much);
                list.subList(at, end).clear();
                buffer.remove(at, end);
            } else if (at < list.size()) {
                list.set(at, numbered(next, 1).get(0));
                buffer.set(at, numbered(next++, 1).get(0));
            }
            assertThat(buffer.size()).isEqualTo(list.size());
            assertThat(buffer.copy(0, buffer.size())).isEqualTo(list);
            assertThat(buffer.copy(at, list.size())).isEqualTo(list.subList(at, list.size()));
            assertThat(IntStream.range(0, list.size()).mapToObj(buffer::get)).containsExactlyElementsOf(list);
        }
    }
}
