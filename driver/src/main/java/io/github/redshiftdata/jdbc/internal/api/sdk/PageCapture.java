package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.api.page.JsonPageDecoder;
import io.github.redshiftdata.jdbc.internal.log.CloseQuietly;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Looks at answers before they are read. The body of a result page is kept for {@link JsonPageDecoder}, and an empty object takes
 * its place. A compressed answer is read as what it was before. An answer that is no JSON object at all is refused with a helpful
 * message, and so is one that does not end.
 */
final class PageCapture {

    /** Set on a request whose answer is to be kept. */
    static final ExecutionAttribute<Body> BODY = new ExecutionAttribute<>("RedshiftDataJdbcPageBody");

    /** Set on every request. */
    static final ExecutionAttribute<Transmission> TRANSMISSION =
            new ExecutionAttribute<>("RedshiftDataJdbcTransmission");

    private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_ON_TRUST = 64 << 20;
    static final String REQUEST_ID = "x-amzn-RequestId";

    private PageCapture() {}

    /** The body of one answer. */
    static final class Body {
        private byte[] bytes;
        private int length;

        Body() {
            this(new byte[0]);
        }

        /**
         * A body that may be read into an existing array.
         *
         * @param spare the array; used if it is large enough
         */
        Body(byte[] spare) {
            bytes = spare;
        }

        /** The bytes of the answer, and behind them what the array held before. */
        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }

        /** Replaces the array by a larger one that begins with the same bytes. */
        void grow(byte[] larger) {
            bytes = larger;
        }
    }

    /**
     * What is left to read of an answer; null if it has no content. Of a page that is an empty object, as the page goes to the body.
     *
     * @param body takes the content of a page; null for any other answer
     */
    static @Nullable InputStream content(
            SdkHttpResponse response, @Nullable InputStream content, @Nullable Body body, Transmission transmission)
            throws IOException {
        if (content == null) {
            return null;
        }
        var page = body != null && response.isSuccessful();
        var limit = page ? AnswerSize.PAGE : AnswerSize.OTHERS;
        var sent = AnswerSize.limited(content, limit, transmission);
        try {
            var compressed = GzipAnswer.is(response);
            var limited = compressed ? AnswerSize.limited(GzipAnswer.read(sent), limit, transmission) : sent;
            if (!response.isSuccessful()) {
                return limited;
            }
            var checked = requireObject(limited, response, transmission);
            // The length in the headers is that of the compressed bytes.
            var announcing = compressed ? null : response;
            return body == null ? checked : keepAside(checked, body, announcing, transmission);
        } catch (AnswerSize.ExceededException tooLarge) {
            throw new UnexpectedAnswerException("the answer " + tooLarge.getMessage(), requestId(response));
        } catch (IOException broken) {
            // Nobody else reads it to its end, and until then its connection is taken.
            CloseQuietly.quietly(sent);
            throw SdkClientException.create("the answer broke off", broken);
        }
    }

    /** @param announcing has the length in its headers; null if nothing tells it */
    private static InputStream keepAside(
            InputStream content, Body body, @Nullable SdkHttpResponse announcing, Transmission transmission)
            throws IOException {
        try (content) {
            readOrEnd(content, body, announcing, transmission);
        }
        return new ByteArrayInputStream(EMPTY_OBJECT);
    }

    /**
     * Reads the body. If it is too large, the transmission is ended before the stream is closed, since closing would
     * wait for the rest.
     */
    private static void readOrEnd(
            InputStream content, Body body, @Nullable SdkHttpResponse announcing, Transmission transmission)
            throws IOException {
        try {
            read(content, announcing == null ? 0 : announcedLength(announcing), body);
        } catch (AnswerSize.ExceededException tooLarge) {
            transmission.end(Transmission.End.READER);
            throw tooLarge;
        }
    }

    /** Reads into one array of the announced length if there is one, so that the page is not copied. */
    private static void read(InputStream content, int announced, Body body) throws IOException {
        body.length = 0;
        if (announced == 0) {
            body.length = AnswerSize.readAll(content, body);
            return;
        }
        if (body.bytes.length < announced) {
            body.bytes = AnswerSize.allocate(announced);
        }
        body.length = content.readNBytes(body.bytes, 0, announced);
        if (content.read() >= 0) {
            throw new IOException("the answer is longer than its Content-Length");
        }
    }

    /** The announced length, or 0 if there is none, or one too large to be allocated on trust. */
    private static int announcedLength(SdkHttpResponse response) throws IOException {
        try {
            long length = Long.parseLong(header(response, "Content-Length", "0"));
            if (length > AnswerSize.PAGE) {
                throw AnswerSize.ExceededException.beyond(AnswerSize.PAGE);
            }
            return length > 0 && length <= MOST_ON_TRUST ? (int) length : 0;
        } catch (NumberFormatException unusable) {
            return 0;
        }
    }

    private static InputStream requireObject(InputStream content, SdkHttpResponse response, Transmission transmission)
            throws IOException {
        var in = new PushbackInputStream(content, 1);
        int first = in.read();
        while (first >= 0 && first <= ' ') {
            first = in.read();
        }
        if (first >= 0) {
            in.unread(first);
        }
        if (first >= 0 && first != '{') {
            // The rest is not read, since it may never end.
            transmission.end(Transmission.End.READER);
            var type = header(response, "Content-Type", "no content type");
            throw new UnexpectedAnswerException(
                    "the answer is " + (first == '<' ? "HTML or XML" : "no JSON object") + " (" + type + ", HTTP "
                            + response.statusCode() + "); is this the address of the Redshift Data API?",
                    requestId(response));
        }
        return in;
    }

    private static @Nullable String requestId(SdkHttpResponse response) {
        return response.firstMatchingHeader(REQUEST_ID).orElse(null);
    }

    private static String header(SdkHttpResponse response, String name, String otherwise) {
        return response.firstMatchingHeader(name).orElse(otherwise);
    }
}
