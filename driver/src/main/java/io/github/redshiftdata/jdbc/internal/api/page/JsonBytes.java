package io.github.redshiftdata.jdbc.internal.api.page;

/** Unescapes JSON strings as bytes, in place: the character is never longer than its escape. */
final class JsonBytes {

    private static final int HEX = 16;
    private static final int ESCAPE_LENGTH = 6;

    private JsonBytes() {}

    /**
     * Writes a text without its escapes, as UTF-8.
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
                body[to++] = meaning(letter);
                from += 2;
                continue;
            }
            char unit = unit(body, from);
            from += ESCAPE_LENGTH;
            if (Character.isHighSurrogate(unit) && isLowSurrogate(body, from, end)) {
                to = write(body, to, Character.toCodePoint(unit, unit(body, from)));
                from += ESCAPE_LENGTH;
            } else {
                // Half of a surrogate pair is no character; a string decoded from bytes would have a ? there, too.
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

    private static byte meaning(byte letter) {
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
