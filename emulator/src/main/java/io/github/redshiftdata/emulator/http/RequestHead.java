package io.github.redshiftdata.emulator.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The request line and the header fields.
 *
 * @param target as it was sent, mostly {@code /}
 * @param latest whether it is HTTP/1.1, where a connection is kept
 */
record RequestHead(String method, String target, boolean latest, Headers headers) {

    private static final int MAX_BYTES = 64 << 10;
    private static final Pattern LINE = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) (\\S+) HTTP/1\\.([01])");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*?)[ \\t]*");

    /**
     * Reads up to the empty line.
     *
     * @throws BadRequestException where it is no head of HTTP/1
     * @throws java.io.EOFException where the client closed before the empty line
     */
    static RequestHead read(TimedInput in) throws IOException {
        int left = MAX_BYTES;
        var line = line(in, left);
        while (line.isEmpty()) {
            line = line(in, left -= 2);
        }
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new BadRequestException("The first line is no request line of HTTP/1.1");
        }
        var headers = new Headers();
        left -= line.length();
        for (var field = line(in, left); !field.isEmpty(); field = line(in, left)) {
            var matcher = FIELD.matcher(field);
            if (!matcher.matches()) {
                throw new BadRequestException("A line of the head is no header field");
            }
            headers.add(matcher.group(1), matcher.group(2));
            left -= field.length() + 2;
        }
        return new RequestHead(parts.group(1), parts.group(2), parts.group(3).equals("1"), headers);
    }

    /** A line without its end. */
    static String line(TimedInput in, int most) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int next = in.next(); next != '\n'; next = in.next()) {
            if (bytes.size() >= most) {
                throw new BadRequestException("The head of the request is longer than " + MAX_BYTES + " bytes");
            }
            bytes.write(next);
        }
        var line = bytes.toString(StandardCharsets.ISO_8859_1);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /** Whether the client wants the connection kept after the answer. */
    boolean keepsConnection() {
        return latest && !headers.lists("Connection", "close");
    }
}
