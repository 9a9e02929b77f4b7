package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterStreamsTest {

    private final List<String> closed = new ArrayList<>();

    private InputStream stream(String text) {
        return new FilterInputStream(new ByteArrayInputStream(text.getBytes(UTF_8))) {
            @Override
            public void close() {
                closed.add(text);
            }
        };
    }

    private Reader reader(String text) {
        return new FilterReader(new StringReader(text)) {
            @Override
            public void close() {
                closed.add(text);
            }
        };
    }

    private static Clob clob(Reader reader) {
        return Defaults.of(Clob.class, (proxy, method, arguments) -> {
            assertThat(method.getName()).isEqualTo("getCharacterStream");
            return reader;
        });
    }

    private static Blob blob(InputStream stream) {
        return Defaults.of(Blob.class, (proxy, method, arguments) -> {
            assertThat(method.getName()).isEqualTo("getBinaryStream");
            return stream;
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(message)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("22023");
    }

    @Test
    void whatAnObjectHoldsIsReadToItsEndAndClosed() throws SQLException {
        assertThat(ParameterStreams.read(clob(reader("clob")))).isEqualTo("clob");
        assertThat(ParameterStreams.read(blob(stream("blob")))).isEqualTo(bytes("blob"));
        assertThat(ParameterStreams.read(reader("reader"))).isEqualTo("reader");
        assertThat(ParameterStreams.read(stream("stream"))).isEqualTo(bytes("stream"));
        assertThat(closed).containsExactly("clob", "blob", "reader", "stream");
    }

    @Test
    void anyOtherObjectIsAsItIs() throws SQLException {
        var value = new Object();
        assertThat(ParameterStreams.read(value)).isSameAs(value);
        assertThat(ParameterStreams.read(null)).isNull();
        assertThat(ParameterStreams.read(value, 2)).isSameAs(value);
        assertThat(ParameterStreams.read(null, 2)).isNull();
    }

    @Test
    void theLengthIsOneOfStreamsAndReadersOnly() throws SQLException {
        assertThat(ParameterStreams.read(reader("reader"), 4)).isEqualTo("read");
        assertThat(ParameterStreams.read(stream("stream"), 2)).isEqualTo(bytes("st"));
        assertThat(ParameterStreams.read(clob(reader("clob")), 2)).isEqualTo("clob");
        assertThat(ParameterStreams.read(blob(stream("blob")), 2)).isEqualTo(bytes("blob"));
        assertThat(closed).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 4097, 10_000})
    void aLongTextIsReadWhole(int length) throws SQLException {
        var text = "ä".repeat(length);
        assertThat(ParameterStreams.text(reader(text))).isEqualTo(text);
        assertThat(ParameterStreams.text(reader(text), length)).isEqualTo(text);
        assertThat(ParameterStreams.text(reader(text + "more"), length)).isEqualTo(text);
        assertThat(ParameterStreams.bytes(stream(text))).isEqualTo(bytes(text));
    }

    @Test
    void anAsciiStreamHoldsAscii() throws SQLException {
        assertThat(ParameterStreams.ascii(stream("plain"))).isEqualTo("plain");
        assertThat(ParameterStreams.ascii(stream("plain"), 3)).isEqualTo("pla");
        assertThat(ParameterStreams.ascii(stream("\u00e4"))).isEqualTo("\ufffd\ufffd");
    }

    @Test
    void nullHoldsNothing() throws SQLException {
        assertThat(ParameterStreams.text(null)).isNull();
        assertThat(ParameterStreams.text(null, 1)).isNull();
        assertThat(ParameterStreams.ascii(null)).isNull();
        assertThat(ParameterStreams.ascii(null, 1)).isNull();
        assertThat(ParameterStreams.bytes(null)).isNull();
        assertThat(ParameterStreams.bytes(null, 1)).isNull();
    }

    @Test
    void noMoreIsReadThanWasAnnounced() throws SQLException {
        assertThat(ParameterStreams.bytes(stream("four"), 3)).isEqualTo(bytes("fou"));
        assertThat(ParameterStreams.bytes(stream("four"), 4)).isEqualTo(bytes("four"));
        assertThat(ParameterStreams.bytes(stream("four"), 0)).isEmpty();
        assertThat(ParameterStreams.text(reader("four"), 0)).isEmpty();
        assertThat(ParameterStreams.text(reader("four"), 4)).isEqualTo("four");
    }

    @Test
    void aStreamThatEndsBeforeWhatWasAnnouncedIsRefused() {
        assertRefused(() -> ParameterStreams.text(reader("four"), 5), "ended after 4 characters, before the 5");
        assertRefused(() -> ParameterStreams.ascii(stream("four"), 5), "ended after 4 characters, before the 5");
        assertRefused(() -> ParameterStreams.bytes(stream("four"), 5), "ended after 4 bytes, before the 5");
        assertRefused(() -> ParameterStreams.bytes(stream("four"), 5_000_000_000L), "before the 5000000000");
    }

    @Test
    void aNegativeLengthIsRefused() {
        assertRefused(() -> ParameterStreams.text(reader("four"), -1), "-1 of a stream is negative");
        assertRefused(() -> ParameterStreams.bytes(stream("four"), -1), "-1 of a stream is negative");
    }

    @Test
    void aStreamThatCannotBeReadIsToldWithItsReason() {
        var stream = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("no disk");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("no disk");
            }
        };
        assertRefused(() -> ParameterStreams.bytes(stream), "cannot be read: no disk");
        assertRefused(() -> ParameterStreams.bytes(stream, 1), "cannot be read: no disk");
        assertRefused(() -> ParameterStreams.ascii(stream), "cannot be read: no disk");
    }

    @Test
    void theNumberOfATypeIsThatOfJavaSqlTypes() throws SQLException {
        assertThat(ParameterStreams.typeNumber(JDBCType.VARCHAR)).isEqualTo(Types.VARCHAR);
        assertThat(ParameterStreams.typeNumber(JDBCType.NUMERIC)).isEqualTo(Types.NUMERIC);
        assertRefused(() -> ParameterStreams.typeNumber(null), "The type is null");
        SQLType strange = Defaults.of(
                SQLType.class, (proxy, method, arguments) -> method.getName().equals("getName") ? "STRANGE" : null);
        assertRefused(() -> ParameterStreams.typeNumber(strange), "STRANGE has no number");
    }
}
