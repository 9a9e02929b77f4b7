package io.github.redshiftdata.jdbc.internal.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells come back as they were put in, and a page holds little more than they need. */
class CellBufferTest {

    private final CellBuffer cells = new CellBuffer();

    private static byte[] text(int row) {
        return ("text " + row).getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 204, 205, 255, 256, 257, 511, 512, 513, 3000, 100_000})
    void numbersComeBackAndLittleIsLeftOver(int count) {
        for (int cell = 0; cell < count; cell++) {
            cells.add(cell % 2 == 0 ? CellBuffer.LONG : CellBuffer.NULL, cell * 3L);
        }
        assertThat(cells.size()).isEqualTo(count);
        var tags = cells.tags();
        var numbers = cells.numbers();
        for (int cell = 0; cell < count; cell++) {
            assertThat(tags[cell]).isEqualTo(cell % 2 == 0 ? CellBuffer.LONG : CellBuffer.NULL);
            assertThat(numbers[cell]).isEqualTo(cell * 3L);
        }
        assertThat(tags.length).isBetween(count, count + count / 4);
        assertThat(numbers).hasSameSizeAs(tags);
        assertThat(cells.texts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 31, 32, 36, 37, 38, 1000, 20_000})
    void textsComeBackAndLittleIsLeftOver(int count) {
        int all = 0;
        for (int row = 0; row < count; row++) {
            var body = ("\"" + new String(text(row), StandardCharsets.US_ASCII) + "\"")
                    .getBytes(StandardCharsets.US_ASCII);
            cells.addText(CellBuffer.TEXT, body, 1, body.length - 2);
            all += body.length - 2;
        }
        var texts = cells.texts();
        for (int row = 0; row < count; row++) {
            long place = cells.numbers()[row];
            assertThat(JsonText.plain(texts, CellBuffer.offset(place), CellBuffer.length(place)))
                    .isEqualTo("text " + row);
        }
        assertThat(texts.length).isBetween(all, all + all / 4);
    }

    @Test
    void aTextThatIsLongerThanAllBeforeItFits() {
        cells.addText(CellBuffer.TEXT, text(1), 0, 6);
        var body = new byte[10_000];
        cells.addText(CellBuffer.BLOB, body, 0, body.length);
        assertThat(CellBuffer.offset(cells.numbers()[1])).isEqualTo(6);
        assertThat(CellBuffer.length(cells.numbers()[1])).isEqualTo(10_000);
        assertThat(cells.texts()).hasSize(10_006);
    }

    @Test
    void whereAllRowsAreLikeTheFirstNothingIsLeftOver() {
        int rows = 1001;
        for (int row = 0; row < rows; row++) {
            cells.add(CellBuffer.LONG, row);
            cells.add(CellBuffer.NULL, 0);
            cells.addText(CellBuffer.TEXT, text(0), 0, 6);
            if (row == 0) {
                cells.expectLikeFirstRow(3, 10, 10_000);
            }
        }
        assertThat(cells.tags()).hasSize(3 * rows);
        assertThat(cells.numbers()).hasSize(3 * rows);
        assertThat(cells.texts()).hasSize(6 * rows);
    }

    @Test
    void whatWasReadBeforeIsForgotten() {
        cells.addText(CellBuffer.TEXT, text(1), 0, 6);
        cells.clear();
        assertThat(cells.size()).isZero();
        cells.addText(CellBuffer.TEXT, text(2), 0, 6);
        assertThat(CellBuffer.offset(cells.numbers()[0])).isZero();
        assertThat(cells.texts()).isEqualTo(text(2));
    }

    @Test
    void aPlaceIsAnOffsetAndALength() {
        for (int offset : new int[] {0, 1, 0x7fff_ffff}) {
            for (int length : new int[] {0, 1, 0x7fff_ffff}) {
                long place = CellBuffer.place(offset, length);
                assertThat(CellBuffer.offset(place)).isEqualTo(offset);
                assertThat(CellBuffer.length(place)).isEqualTo(length);
            }
        }
    }

    private static CellBuffer holding(int cells) {
        var buffer = new CellBuffer();
        for (int i = 0; i < cells; i++) {
            buffer.add(CellBuffer.LONG, i);
        }
        return buffer;
    }

    private static CellBuffer holdingText(int... lengths) {
        var buffer = new CellBuffer();
        for (int length : lengths) {
            buffer.addText(CellBuffer.TEXT, new byte[length], 0, length);
        }
        return buffer;
    }

    @Test
    void whereLittleIsLeftOverNothingIsCopied() {
        for (int cells : new int[] {205, 250, 256}) {
            var buffer = holding(cells);
            assertThat(buffer.tags()).hasSize(256).isSameAs(buffer.tags());
            assertThat(buffer.numbers()).hasSize(256).isSameAs(buffer.numbers());
            var texts = holdingText(cells);
            assertThat(texts.texts()).hasSize(256).isSameAs(texts.texts());
        }
    }

    @Test
    void whereMuchIsLeftOverWhatIsNeededIsCopied() {
        for (int cells : new int[] {0, 1, 100, 204}) {
            assertThat(holding(cells).tags()).hasSize(cells);
            assertThat(holding(cells).numbers()).hasSize(cells);
            assertThat(holdingText(cells).texts()).hasSize(cells);
        }
    }

    @Test
    void roomGrowsByAQuarter() {
        assertThat(holding(1025).tags()).hasSize(1280);
        assertThat(holding(1025).numbers()).hasSize(1280);
        assertThat(holdingText(1000, 1).texts()).hasSize(1250);
        assertThat(holdingText(1000, 500).texts()).hasSize(1500);
    }

    @Test
    void roomIsMadeAtOnceForRowsLikeTheFirst() {
        var buffer = new CellBuffer();
        buffer.addText(CellBuffer.TEXT, new byte[5], 0, 5);
        buffer.expectLikeFirstRow(1, 10, 10_000);
        for (int i = 1; i < 900; i++) {
            buffer.addText(CellBuffer.TEXT, new byte[5], 0, 5);
        }
        assertThat(buffer.tags()).hasSize(1001);
        assertThat(buffer.numbers()).hasSize(1001);
        assertThat(buffer.texts()).hasSize(5005);
    }
}
