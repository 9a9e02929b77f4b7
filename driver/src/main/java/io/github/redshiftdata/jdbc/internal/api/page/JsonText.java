package io.github.redshiftdata.jdbc.internal.api.page;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The text of JSON strings, found and decoded in place. The strings have passed a JSON parser before they are read. */
final class JsonText {

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ANY_HIGH_BIT = 0x8080808080808080L;
    private static final int HEX = 16;
    private static final int UNICODE_DIGITS = 4;
    private static final int ESCAPE_LENGTH = 2 + UNICODE_DIGITS;

    private JsonText() {}

    /** Refuses a body that is not UTF-8: a lenient decoding would change values silently. */
    static void requireUtf8(byte[] body, int length) throws IOException {
        int at = 0;
        while (at < length) {
            if (at + Long.BYTES <= length && ((long) EIGHT_BYTES.get(body, at) & ANY_HIGH_BIT) == 0) {
                at += Long.BYTES;
            } else if (body[at] >= 0) {
                at++;
            } else {
                int sequence = utf8Sequence(body, at, length);
                if (sequence == 0) {
                    throw new IOException("byte " + at + " of the answer is not UTF-8");
                }
                at += sequence;
            }
        }
    }

    /** The length of the UTF-8 sequence of two to four bytes that begins here, or 0 if it is malformed. */
    private static int utf8Sequence(byte[] body, int at, int length) {
        int first = body[at] & 0xff;
        int second = at + 1 < length ? body[at + 1] & 0xff : 0;
        if (first >= 0xc2 && first <= 0xdf) {
            return isContinuation(second) ? 2 : 0;
        }
        boolean third = at + 2 < length && isContinuation(body[at + 2] & 0xff);
        if (first >= 0xe0 && first <= 0xef) {
            // neither an overlong form nor half of a surrogate pair
            int lowest = first == 0xe0 ? 0xa0 : 0x80;
            int highest = first == 0xed ? 0x9f : 0xbf;
            return second >= lowest && second <= highest && third ? 3 : 0;
        }
        boolean fourth = at + 3 < length && isContinuation(body[at + 3] & 0xff);
        if (first >= 0xf0 && first <= 0xf4) {
            // neither an overlong form nor above U+10FFFF
            int lowest = first == 0xf0 ? 0x90 : 0x80;
            int highest = first == 0xf4 ? 0x8f : 0xbf;
            return second >= lowest && second <= highest && third && fourth ? 4 : 0;
        }
        return 0;
    }

    private static boolean isContinuation(int octet) {
        return (octet & 0xc0) == 0x80;
    }

    /**
     * The place of the first quote or backslash.
     *
     * @throws IOException when the body ends before
     */
    static int endOrEscape(byte[] body, int start, int length) throws IOException {
        for (int at = start; at < length; at++) {
            byte octet = body[at];
            if (octet == '"' || octet == '\\') {
                return at;
            }
        }
        throw new IOException("the answer ends within a text");
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

    /**
     * Writes a text without its escapes, as UTF-8, in place: what an escape stands for is never longer than the escape.
     *
     * @param start the first byte behind the opening quote of a string that has passed a JSON parser
     * @param end the closing quote
     * @param target where in the same array to write, not behind {@code start}
     * @return the place behind the last byte that was written
     */
    static int unescape(byte[] body, int start, int end, int target) {
        int from = start;
        int to = target;
        while (from < end) {
            int plain = from;
            while (from < end && body[from] != '\\') {
                from++;
            }
            System.arraycopy(body, plain, body, to, from - plain);
            to += from - plain;
            if (from == end) {
                return to;
            }
            byte letter = body[from + 1];
            if (letter != 'u') {
                body[to++] = (byte) meaning((char) letter);
                from += 2;
                continue;
            }
            char unit = unit(body, from);
            from += ESCAPE_LENGTH;
            if (Character.isHighSurrogate(unit) && isLowSurrogate(body, from, end)) {
                to = write(body, to, Character.toCodePoint(unit, unit(body, from)));
                from += ESCAPE_LENGTH;
            } else {
                // Half of a pair is no character; a string decoded from bytes would have a ? there, too.
                to = write(body, to, Character.isSurrogate(unit) ? '?' : unit);
            }
        }
        return to;
    }

    private static boolean isLowSurrogate(byte[] body, int at, int end) {
        return at + ESCAPE_LENGTH <= end
                && body[at] == '\\'
                && body[at + 1] == 'u'
                && Character.isLowSurrogate(unit(body, at));
    }

    private static char unit(byte[] body, int escape) {
        int unit = 0;
        for (int at = escape + 2; at < escape + ESCAPE_LENGTH; at++) {
            unit = unit * HEX + Character.digit(body[at], HEX);
        }
        return (char) unit;
    }

    private static int write(byte[] body, int at, int codePoint) {
        int to = at;
        if (codePoint < 0x80) {
            body[to++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            body[to++] = (byte) (0xc0 | (codePoint >> 6));
            body[to++] = continuation(codePoint);
        } else if (codePoint < 0x10000) {
            body[to++] = (byte) (0xe0 | (codePoint >> 12));
            body[to++] = continuation(codePoint >> 6);
            body[to++] = continuation(codePoint);
        } else {
            body[to++] = (byte) (0xf0 | (codePoint >> 18));
            body[to++] = continuation(codePoint >> 12);
            body[to++] = continuation(codePoint >> 6);
            body[to++] = continuation(codePoint);
        }
        return to;
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3f));
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
