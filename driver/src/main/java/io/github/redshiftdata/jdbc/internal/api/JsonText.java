package io.github.redshiftdata.jdbc.internal.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** The text of JSON strings, found and decoded in place. The strings have passed a JSON parser before they are read. */
final class JsonText {

    private static final int SCRATCH_CHARS = 8192;
    private static final int HEX = 16;
    private static final int UNICODE_DIGITS = 4;

    private JsonText() {}

    /** Refuses a body that is not UTF-8: a lenient decoding would change values silently. */
    static void requireUtf8(byte[] body, int length) throws IOException {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(body, 0, length);
        var scratch = CharBuffer.allocate(SCRATCH_CHARS);
        while (true) {
            var outcome = decoder.decode(in, scratch, true);
            if (outcome.isUnderflow()) {
                return;
            }
            if (outcome.isError()) {
                throw new IOException("byte " + in.position() + " of the answer is not UTF-8");
            }
            scratch.clear();
        }
    }

    /**
     * The place of the closing quote.
     *
     * @param start the first byte after the opening quote
     * @throws IOException when the body ends before
     */
    static int end(byte[] body, int start, int length) throws IOException {
        int at = start;
        while (at < length) {
            byte octet = body[at];
            if (octet == '"') {
                return at;
            }
            at += octet == '\\' ? 2 : 1;
        }
        throw new IOException("the answer ends within a text");
    }

    static boolean hasEscape(byte[] body, int start, int end) {
        for (int at = start; at < end; at++) {
            if (body[at] == '\\') {
                return true;
            }
        }
        return false;
    }

    static String plain(byte[] body, int offset, int length) {
        return new String(body, offset, length, StandardCharsets.UTF_8);
    }

    static String unescaped(byte[] body, int offset, int length) {
        var raw = plain(body, offset, length);
        var text = new StringBuilder(raw.length());
        int from = 0;
        int escape = raw.indexOf('\\');
        while (escape >= 0) {
            text.append(raw, from, escape);
            char letter = raw.charAt(escape + 1);
            from = escape + 2;
            if (letter == 'u') {
                text.append((char) Integer.parseInt(raw, from, from + UNICODE_DIGITS, HEX));
                from += UNICODE_DIGITS;
            } else {
                text.append(meaning(letter));
            }
            escape = raw.indexOf('\\', from);
        }
        return text.append(raw, from, raw.length()).toString();
    }

    private static char meaning(char letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }
}
