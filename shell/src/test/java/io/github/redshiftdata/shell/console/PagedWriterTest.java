package io.github.redshiftdata.shell.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;

class PagedWriterTest {

    private final StringWriter screen = new StringWriter();
    private final StringWriter paged = new StringWriter();
    private int begun;

    private PagedWriter writer(Pager pager) {
        return new PagedWriter(screen, pager, 3, 10, () -> begun++);
    }

    @Test
    void whatFitsIsShownAtItsEnd() throws IOException {
        try (var writer = writer(() -> paged)) {
            writer.write("1\n2\n3\n");
            assertThat(begun).isZero();
        }
        assertThat(screen).hasToString("1\n2\n3\n");
        assertThat(paged.toString()).isEmpty();
        assertThat(begun).isEqualTo(1);
    }

    @Test
    void whatIsLongerGoesToThePager() throws IOException {
        try (var writer = writer(() -> paged)) {
            writer.write("1\n2\n3\n4\n");
            writer.write("5\n");
        }
        assertThat(paged).hasToString("1\n2\n3\n4\n5\n");
        assertThat(screen.toString()).isEmpty();
        assertThat(begun).isEqualTo(1);
    }

    @Test
    void aLongLineCountsAsSeveral() throws IOException {
        try (var writer = writer(() -> paged)) {
            writer.write("a".repeat(35) + "\n");
        }
        assertThat(paged.toString()).hasSize(36);
    }

    @Test
    void withoutAPagerAllIsOnTheScreen() throws IOException {
        try (var writer = writer(() -> null)) {
            writer.write("1\n2\n3\n4\n5\n");
        }
        assertThat(screen).hasToString("1\n2\n3\n4\n5\n");
    }

    @Test
    void leavingThePagerIsNoErrorOfTheResult() throws IOException {
        var left = new Writer() {
            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        try (var writer = writer(() -> left)) {
            assertThatThrownBy(() -> writer.write("1\n2\n3\n4\n")).isInstanceOf(PagerLeftException.class);
        }
    }
}
