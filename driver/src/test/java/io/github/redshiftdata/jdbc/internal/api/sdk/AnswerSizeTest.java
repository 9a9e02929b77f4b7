package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.redshiftdata.jdbc.internal.api.sdk.AnswerSize.ExceededException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerSizeTest {

    private static final int MEBIBYTE = 1 << 20;

    /** Knows what was read of it, and whether it was closed. */
    private static final class Source extends ByteArrayInputStream {
        private boolean closed;

        Source(int size) {
            super(bytes(size));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        for (int at = 0; at < size; at++) {
            bytes[at] = (byte) (at * 31);
        }
        return bytes;
    }

    /** A way to read all of a stream. */
    @FunctionalInterface
    private interface Way {
        void read(InputStream in) throws IOException;
    }

    private static final Way ONE_BY_ONE = in -> {
        while (in.read() >= 0) {
            // one more
        }
    };
    private static final Way IN_PIECES = in -> in.transferTo(java.io.OutputStream.nullOutputStream());
    private static final Way SKIPPING = in -> {
        while (in.skip(100_000) > 0) {
            // more
        }
    };

    @Test
    void whatIsAsLargeAsAnAnswerMayBeIsReadToItsEnd() throws IOException {
        for (var way : new Way[] {ONE_BY_ONE, IN_PIECES, SKIPPING}) {
            var source = new Source(MEBIBYTE);
            var transmission = new Transmission();
            way.read(AnswerSize.limited(source, MEBIBYTE, transmission));
            assertThat(source.available()).isZero();
            assertThat(transmission.end()).isEqualTo(Transmission.End.NOBODY);
        }
    }

    @Test
    void aByteMoreEndsTheTransmission() {
        for (var way : new Way[] {ONE_BY_ONE, IN_PIECES, SKIPPING}) {
            var transmission = new Transmission();
            var limited = AnswerSize.limited(new Source(MEBIBYTE + 1), MEBIBYTE, transmission);
            assertThatExceptionOfType(ExceededException.class)
                    .isThrownBy(() -> way.read(limited))
                    .withMessage("is larger than 1 MB, which no answer of the service is");
            assertThat(transmission.end()).isEqualTo(Transmission.End.READER);
        }
    }

    @Test
    void bytesComeAsTheyAre() throws IOException {
        var limited = AnswerSize.limited(new Source(1000), 1000, new Transmission());
        assertThat(limited.read()).isZero();
        assertThat(limited.read()).isEqualTo(31);
        assertThat(limited.skip(1)).isEqualTo(1);
        assertThat(limited.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes(1000), 3, 1000));
        assertThat(limited.read()).isEqualTo(-1);
        // Bytes that are read twice would be counted twice.
        assertThat(limited.markSupported()).isFalse();
    }

    @Test
    void closingReadsTheRestSoThatTheConnectionCanBeUsedAgain() throws IOException {
        var source = new Source(5000);
        AnswerSize.limited(source, 5000, new Transmission()).close();
        assertThat(source.available()).isZero();
        assertThat(source.closed).isTrue();
    }

    @Test
    void closingReadsNothingOfWhatWasEnded() throws IOException {
        var source = new Source(5000);
        var transmission = new Transmission();
        transmission.end(Transmission.End.TIME_LIMIT);
        AnswerSize.limited(source, 5000, transmission).close();
        assertThat(source.available()).isEqualTo(5000);
        assertThat(source.closed).isTrue();
    }

    @Test
    void closingEndsARestThatIsTooLarge() {
        var source = new Source(5000);
        assertThatExceptionOfType(ExceededException.class)
                .isThrownBy(() ->
                        AnswerSize.limited(source, 2000, new Transmission()).close());
        assertThat(source.closed).isTrue();
        assertThat(source.available()).isBetween(1000, 3000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, (64 << 10) - 1, 64 << 10, (64 << 10) + 1, 300_000})
    void anAnswerOfUnknownLengthIsReadWhole(int size) throws IOException {
        var body = new PageCapture.Body();
        int length = AnswerSize.readAll(new Source(size), body);
        assertThat(length).isEqualTo(size);
        assertThat(Arrays.copyOf(body.bytes(), length)).isEqualTo(bytes(size));
        assertThat(body.bytes().length).isLessThanOrEqualTo(Math.max(64 << 10, 2 * size));
    }

    @Test
    void anArrayThatIsThereIsUsedAgain() throws IOException {
        var spare = new byte[100];
        var body = new PageCapture.Body(spare);
        assertThat(AnswerSize.readAll(new Source(99), body)).isEqualTo(99);
        assertThat(body.bytes()).isSameAs(spare);
        assertThat(AnswerSize.readAll(new Source(101), body)).isEqualTo(101);
        assertThat(Arrays.copyOf(body.bytes(), 101)).isEqualTo(bytes(101));
    }

    @Test
    void pagesMayTakeAPartOfTheMemoryAndNeverLessThanTheServiceSends() {
        assertThat(AnswerSize.PAGE).isBetween(24L * MEBIBYTE, 256L * MEBIBYTE);
        assertThat(AnswerSize.OTHERS).isGreaterThan(40L * 200_000);
    }
}
