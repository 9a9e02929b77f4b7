package io.github.redshiftdata.emulator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SpoolTest {

    @Property(tries = 100)
    void pagesComeBackAsTheyWent(@ForAll @IntRange(max = 200) int heapBytes, @ForAll @Size(max = 20) byte[][] pages)
            throws IOException {
        try (var spool = new Spool(new ResultSpace(Long.MAX_VALUE), heapBytes)) {
            for (var page : pages) {
                spool.append(page, page.length);
            }

            assertThat(spool.pageCount()).isEqualTo(pages.length);
            for (int i = 0; i < pages.length; i++) {
                assertThat(spool.page(i)).isEqualTo(pages[i]);
            }
        }
    }

    @Example
    void aClosedSpoolHasExpired() throws IOException {
        var spool = new Spool(new ResultSpace(Long.MAX_VALUE), 1);
        spool.append(new byte[] {1, 2, 3}, 3);
        spool.close();

        assertThatThrownBy(() -> spool.page(0)).isInstanceOf(IOException.class).hasMessageContaining("expired");
    }
}
