package io.github.redshiftdata.jdbc.internal.api.sdk;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The limits of an answer's size: an answer that never ends must not fill the memory. */
final class AnswerSize {

    private static final int MEBIBYTE = 1 << 20;

    /** A page of CSV has up to 15 MB; JSON takes more for the same values. */
    private static final long SMALLEST_PAGE_LIMIT = 24L * MEBIBYTE;

    private static final long LARGEST_PAGE_LIMIT = 256L * MEBIBYTE;
    private static final long PART_OF_THE_MEMORY = 4;

    /**
     * The limit of all other answers. DescribeStatement repeats the text of a batch: 40 statements of 200 kB, with
     * escapes.
     */
    static final long OTHERS = 32L * MEBIBYTE;

    /** The limit of a page of a result: far more than the service sends, and a part of this machine's memory. */
    static final long PAGE = Math.max(
            SMALLEST_PAGE_LIMIT,
            Math.min(LARGEST_PAGE_LIMIT, Runtime.getRuntime().maxMemory() / PART_OF_THE_MEMORY));

    private static final int FIRST_PIECE = 64 << 10;
    private static final int LAST_PIECE = 1 << 10;

    private AnswerSize() {}

    /** Thrown when an answer is larger than its limit or than the memory. */
    static final class ExceededException extends IOException {
        private static final long serialVersionUID = 1L;

        ExceededException(String what) {
            super(what);
        }

        static ExceededException beyond(long limit) {
            return new ExceededException(
                    "is larger than " + limit / MEBIBYTE + " MB, which no answer of the service is");
        }
    }

    /** The stream, up to a limit. Beyond it the connection is closed, since the rest may never end. */
    static InputStream limited(InputStream content, long limit, Transmission transmission) {
        return new Limited(content, limit, transmission);
    }

    private static final class Limited extends FilterInputStream {
        private final long limit;
        private final Transmission transmission;
        private long count;

        Limited(InputStream content, long limit, Transmission transmission) {
            super(content);
            this.limit = limit;
            this.transmission = transmission;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count(Math.max(0, read));
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = super.skip(bytes);
            count(skipped);
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        /**
         * Reads the rest up to the limit before it closes: the HTTP client would read it without a limit to keep the
         * connection.
         */
        @Override
        public void close() throws IOException {
            try {
                var rest = new byte[LAST_PIECE];
                int last = 0;
                while (last >= 0 && transmission.end() == Transmission.End.NOBODY) {
                    last = read(rest, 0, rest.length);
                }
            } finally {
                super.close();
            }
        }

        private void count(long more) throws IOException {
            count += more;
            if (count > limit) {
                transmission.end(Transmission.End.READER);
                throw ExceededException.beyond(limit);
            }
        }
    }

    /** Allocates an array; if the memory does not suffice, only this answer fails. */
    static byte[] allocate(long bytes) throws ExceededException {
        try {
            return new byte[Math.toIntExact(bytes)];
        } catch (OutOfMemoryError tooLittle) {
            throw new ExceededException("of " + bytes + " bytes does not fit into the memory of this JVM");
        }
    }

    /** Reads all bytes into the array of a body; returns their number. */
    static int readAll(InputStream content, PageCapture.Body body) throws IOException {
        if (body.bytes().length == 0) {
            body.grow(allocate(FIRST_PIECE));
        }
        int length = 0;
        while (true) {
            int read = content.read(body.bytes(), length, body.bytes().length - length);
            if (read < 0) {
                return length;
            }
            length += read;
            if (length == body.bytes().length) {
                body.grow(larger(body.bytes()));
            }
        }
    }

    private static byte[] larger(byte[] full) throws ExceededException {
        try {
            return Arrays.copyOf(full, (int) Math.min(Integer.MAX_VALUE - 8L, full.length * 2L));
        } catch (OutOfMemoryError tooLittle) {
            throw new ExceededException("of more than " + full.length + " bytes does not fit into this JVM's memory");
        }
    }
}
