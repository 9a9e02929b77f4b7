package io.github.redshiftdata.emulator.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;

/** Reads the body of a request to its announced end. A shorter one is no request. */
final class RequestBody {

    /** More than 40 statements of 200 KB, each character escaped. */
    private static final int MAX_BYTES = 64 << 20;

    private static final int LONGEST_LINE = 8 << 10;

    private RequestBody() {}

    /**
     * The bytes of the body; none where none is announced.
     *
     * @throws BadRequestException where its length is not told in one clear way
     * @throws java.io.EOFException where the client closed before the end
     */
    static byte[] read(RequestHead head, TimedInput in) throws IOException {
        var lengths = head.headers().all("Content-Length");
        var encodings = head.headers().all("Transfer-Encoding");
        if (!encodings.isEmpty()) {
            if (!lengths.isEmpty() || encodings.size() > 1 || !encodings.get(0).equalsIgnoreCase("chunked")) {
                throw new BadRequestException(
                        "The length of the body is told by Content-Length or by chunks, not both");
            }
            return chunks(in);
        }
        if (lengths.isEmpty()) {
            return new byte[0];
        }
        var bytes = new byte[length(lengths)];
        in.fill(bytes);
        return bytes;
    }

    private static int length(List<String> values) throws BadRequestException {
        if (new HashSet<>(values).size() > 1 || !values.get(0).matches("\\d{1,18}")) {
            throw new BadRequestException("Content-Length is not one number");
        }
        return withinLimit(Long.parseLong(values.get(0)));
    }

    private static byte[] chunks(TimedInput in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
            withinLimit((long) body.size() + size);
            var chunk = new byte[size];
            in.fill(chunk);
            body.write(chunk, 0, size);
            if (!RequestHead.line(in, LONGEST_LINE).isEmpty()) {
                throw new BadRequestException("A chunk of the body is longer than it says");
            }
        }
        skipTrailers(in);
        return body.toByteArray();
    }

    /** They say nothing that a request of the Data API needs. */
    private static void skipTrailers(TimedInput in) throws IOException {
        String line;
        do {
            line = RequestHead.line(in, LONGEST_LINE);
        } while (!line.isEmpty());
    }

    private static int chunkSize(TimedInput in) throws IOException {
        var line = RequestHead.line(in, LONGEST_LINE);
        var size = line.split(";", 2)[0].strip();
        if (!size.matches("[0-9A-Fa-f]{1,15}")) {
            throw new BadRequestException("A chunk of the body has no size");
        }
        return withinLimit(Long.parseLong(size, 16));
    }

    private static int withinLimit(long bytes) throws BadRequestException {
        if (bytes > MAX_BYTES) {
            throw new BadRequestException("The body of the request is longer than " + MAX_BYTES + " bytes");
        }
        return (int) bytes;
    }
}
