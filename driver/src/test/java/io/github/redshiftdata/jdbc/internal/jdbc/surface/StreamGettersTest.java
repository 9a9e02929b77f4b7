package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StreamGettersTest {

    /** A row whose column 2 holds a text, or null. */
    private static StreamGetters row(String text) {
        return Defaults.of(StreamGetters.class, (proxy, method, arguments) -> {
            assertThat(arguments).containsExactly(2);
            return text == null || method.getName().equals("getString") ? text : text.getBytes(UTF_8);
        });
    }

    private static String read(InputStream stream) throws IOException {
        try (stream) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }

    private static String read(Reader reader) throws IOException {
        try (reader) {
            var text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        }
    }

    @Test
    @SuppressWarnings("deprecation") // the interface still has it
    void aStreamHoldsTheWholeValue() throws SQLException, IOException {
        var row = row("aä");
        assertThat(row.getNString(2)).isEqualTo("aä");
        assertThat(read(row.getBinaryStream(2))).isEqualTo("aä");
        assertThat(read(row.getUnicodeStream(2))).isEqualTo("aä");
        assertThat(read(row.getAsciiStream(2))).isEqualTo("a?");
        assertThat(read(row.getCharacterStream(2))).isEqualTo("aä");
        assertThat(read(row.getNCharacterStream(2))).isEqualTo("aä");
    }

    @Test
    @SuppressWarnings("deprecation") // the interface still has it
    void nullHasNoStream() throws SQLException {
        var row = row(null);
        assertThat(row.getNString(2)).isNull();
        assertThat(row.getBinaryStream(2)).isNull();
        assertThat(row.getUnicodeStream(2)).isNull();
        assertThat(row.getAsciiStream(2)).isNull();
        assertThat(row.getCharacterStream(2)).isNull();
        assertThat(row.getNCharacterStream(2)).isNull();
    }
}
