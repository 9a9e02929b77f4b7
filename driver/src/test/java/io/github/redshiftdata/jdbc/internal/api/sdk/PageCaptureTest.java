package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What is left to read of an answer, and what is kept aside of it. */
class PageCaptureTest {

    private static final String PAGE = "{\"Records\":[]}";

    private static final PageCapture.@Nullable Body NONE = null;

    private final Transmission transmission = new Transmission();
    private final PageCapture.Body body = new PageCapture.Body();

    private SdkHttpResponse.Builder response;

    @BeforeEach
    void anAnswer() {
        response = SdkHttpResponse.builder().statusCode(200).putHeader("x-amzn-RequestId", "r-1");
    }

    /** Knows whether it was closed. */
    private static final class Content extends ByteArrayInputStream {
        private boolean closed;

        Content(String text) {
            this(text.getBytes(StandardCharsets.UTF_8));
        }

        Content(byte[] bytes) {
            super(bytes);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** What is left to read. */
    private String given(InputStream content, PageCapture.@Nullable Body page) throws IOException {
        try (var given = PageCapture.content(response.build(), content, page, transmission)) {
            return new String(given.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String kept() {
        return new String(body.bytes(), 0, body.length(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, "{", "", "{}"})
    void aPageIsKeptAsideAndAnEmptyObjectIsLeft(String page) throws IOException {
        for (var length : new String[] {null, Integer.toString(page.length()), "0", "-5", "many", ""}) {
            response.removeHeader("Content-Length");
            if (length != null) {
                response.putHeader("Content-Length", length);
            }
            var content = new Content(page);
            assertThat(given(content, body)).as("announced: %s", length).isEqualTo("{}");
            assertThat(kept()).isEqualTo(page);
            assertThat(content.closed).isTrue();
            assertThat(transmission.end()).isEqualTo(Transmission.End.NOBODY);
        }
    }

    // ---------------------------------------------------------------- compressed

    private static byte[] compressed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private void encoded(String encoding, int length) {
        response.putHeader("Content-Encoding", encoding)
                .putHeader("Content-Length", Integer.toString(length))
                .putHeader("x-amz-crc32", "7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", " gzip "})
    void aCompressedPageIsKeptAsItWas(String encoding) throws IOException {
        var bytes = compressed(PAGE);
        encoded(encoding, bytes.length);
        var content = new Content(bytes);
        assertThat(given(content, body)).isEqualTo("{}");
        assertThat(kept()).isEqualTo(PAGE);
        assertThat(content.closed).isTrue();
        assertThat(transmission.end()).isEqualTo(Transmission.End.NOBODY);
    }

    @Test
    void theLengthOfWhatWasCompressedIsNotThatOfThePage() throws IOException {
        var bytes = compressed(PAGE + " ".repeat(1000));
        encoded("gzip", bytes.length);
        var content = new Content(bytes);
        assertThat(given(content, body)).isEqualTo("{}");
        assertThat(kept()).startsWith(PAGE).hasSize(PAGE.length() + 1000);
    }

    @Test
    void aCompressedAnswerToAnythingElseIsReadToo() throws IOException {
        var bytes = compressed("{\"Id\":\"s1\"}");
        encoded("gzip", bytes.length);
        assertThat(given(new Content(bytes), NONE)).isEqualTo("{\"Id\":\"s1\"}");
    }

    @Test
    void aCompressedErrorIsReadToo() throws IOException {
        response.statusCode(400);
        var bytes = compressed("{\"__type\":\"ValidationException\"}");
        encoded("gzip", bytes.length);
        assertThat(given(new Content(bytes), body)).contains("ValidationException");
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, "", "{"})
    void whatIsSaidToBeCompressedAndIsNotIsReadAsItIs(String text) throws IOException {
        encoded("gzip", text.length());
        assertThat(given(new Content(text), body)).isEqualTo("{}");
        assertThat(kept()).isEqualTo(text);
    }

    @Test
    void aCompressedPageThatBreaksOffIsABrokenAnswer() throws IOException {
        var bytes = compressed(PAGE + " ".repeat(1000));
        for (var length = 2; length < bytes.length; length++) {
            var part = Arrays.copyOf(bytes, length);
            response = SdkHttpResponse.builder().statusCode(200);
            encoded("gzip", bytes.length);
            assertThatThrownBy(() -> given(new Content(part), body))
                    .as("of %s bytes", length)
                    .isInstanceOf(SdkClientException.class)
                    .hasMessageContaining("the answer broke off");
        }
    }

    /** What stays open would keep its connection from everybody else. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatLooksCompressedAndIsNotIsBrokenAndClosed(boolean isPage) {
        byte[] bytes = {0x1f, (byte) 0x8b, 99, 0, 0, 0, 0, 0, 0, 0, 0};
        encoded("gzip", bytes.length);
        var content = new Content(bytes);
        assertThatThrownBy(() -> given(content, isPage ? body : NONE))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("the answer broke off");
        assertThat(content.closed).isTrue();
    }

    @Test
    void fewBytesThatHoldTooManyAreNotReadToTheirEnd() throws IOException {
        var bytes = compressed("{" + "0".repeat(40 << 20));
        encoded("gzip", bytes.length);
        assertThat(bytes.length).isLessThan(100_000);
        assertThatThrownBy(() -> given(new Content(bytes), NONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("larger than 32 MB");
        assertThat(transmission.end()).isEqualTo(Transmission.End.READER);
    }

    @Test
    void anAnswerToAnythingElseIsLeftToRead() throws IOException {
        var content = new Content("{\"Id\":\"s1\"}");
        assertThat(given(content, NONE)).isEqualTo("{\"Id\":\"s1\"}");
        assertThat(content.closed).isTrue();
        assertThat(body.length()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\r\n\t  "})
    void whatIsBlankBeforeTheObjectIsPassedOver(String blank) throws IOException {
        assertThat(given(new Content(blank + "{}"), NONE)).isEqualTo("{}");
        assertThat(given(new Content(blank + PAGE), body)).isEqualTo("{}");
        assertThat(kept()).isEqualTo(PAGE);
        assertThat(given(new Content(blank), NONE)).isEmpty();
    }

    @Test
    void anErrorIsLeftToReadBeItForAPageOrNot() throws IOException {
        response.statusCode(400);
        for (var page : new PageCapture.Body[] {body, NONE}) {
            assertThat(given(new Content("<html>"), page)).isEqualTo("<html>");
        }
        assertThat(body.length()).isZero();
        assertThat(transmission.end()).isEqualTo(Transmission.End.NOBODY);
    }

    @Test
    void whatHasNoContentStaysSo() throws IOException {
        assertThat(PageCapture.content(response.build(), null, body, transmission))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html>    | text/html  | the answer is HTML or XML (text/html, HTTP 200)",
                "<?xml     |            | the answer is HTML or XML (no content type, HTTP 200)",
                "[1]       | text/plain | the answer is no JSON object (text/plain, HTTP 200)",
                "'  hello' |            | the answer is no JSON object (no content type, HTTP 200)",
                "!         |            | the answer is no JSON object (no content type, HTTP 200)"
            })
    void whatIsNoObjectIsRefusedWithItsKindAndNotReadToItsEnd(String text, @Nullable String type, String told) {
        if (type != null) {
            response.putHeader("Content-Type", type);
        }
        for (var page : new PageCapture.Body[] {body, NONE}) {
            var content = new Content(text + "x".repeat(5000));
            var refused = catchThrowableOfType(UnexpectedAnswerException.class, () -> given(content, page));
            assertThat(refused).hasMessage(told + "; is this the address of the Redshift Data API?");
            assertThat(refused.requestId()).isEqualTo("r-1");
            assertThat(content.available()).isGreaterThanOrEqualTo(5000);
            assertThat(transmission.end()).isEqualTo(Transmission.End.READER);
        }
    }

    @Test
    void aRefusedAnswerWithoutARequestIdHasNone() {
        response.removeHeader("x-amzn-RequestId");
        var refused = catchThrowableOfType(UnexpectedAnswerException.class, () -> given(new Content("x"), NONE));
        assertThat(refused.requestId()).isNull();
    }

    @Test
    void anAnnouncedPageIsReadIntoAnArrayOfItsLength() throws IOException {
        response.putHeader("Content-Length", Integer.toString(PAGE.length()));
        given(new Content(PAGE), body);
        assertThat(body.bytes()).hasSize(PAGE.length());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5000})
    void anArrayThatIsLargeEnoughIsUsedAgain(int more) throws IOException {
        response.putHeader("Content-Length", Integer.toString(PAGE.length()));
        var spare = new byte[PAGE.length() + more];
        Arrays.fill(spare, (byte) 'x');
        var reused = new PageCapture.Body(spare);
        given(new Content(PAGE), reused);
        assertThat(reused.bytes()).isSameAs(spare);
        assertThat(reused.length()).isEqualTo(PAGE.length());
        assertThat(new String(spare, StandardCharsets.US_ASCII)).isEqualTo(PAGE + "x".repeat(more));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\0", "{}"})
    void aPageThatIsLongerThanAnnouncedIsBroken(String more) {
        response.putHeader("Content-Length", Integer.toString(PAGE.length()));
        assertThatExceptionOfType(SdkClientException.class)
                .isThrownBy(() -> given(new Content(PAGE + more), body))
                .withMessage("the answer broke off")
                .havingCause()
                .isInstanceOf(IOException.class)
                .withMessage("the answer is longer than its Content-Length");
        assertThat(transmission.end()).isEqualTo(Transmission.End.NOBODY);
    }

    @Test
    void aPageThatIsShorterThanAnnouncedIsKeptAsFarAsItCame() throws IOException {
        response.putHeader("Content-Length", Integer.toString(PAGE.length() + 10));
        given(new Content(PAGE), body);
        assertThat(kept()).isEqualTo(PAGE);
    }

    @Test
    void aShortPageAfterALongOneIsKeptWithoutWhatTheArrayHeldBefore() throws IOException {
        given(new Content("{\"Records\":[[{\"longValue\":1}]]}"), body);
        given(new Content(PAGE), body);
        assertThat(kept()).isEqualTo(PAGE);
    }

    @Test
    void aPageThatAnnouncesMoreThanAnAnswerMayHaveIsEndedUnread() {
        response.putHeader("Content-Length", Long.toString(AnswerSize.PAGE + 1));
        var content = new Content(PAGE + "x".repeat(5000));
        var refused = catchThrowableOfType(UnexpectedAnswerException.class, () -> given(content, body));
        assertThat(refused)
                .hasMessage("the answer is larger than " + (AnswerSize.PAGE >> 20)
                        + " MB, which no answer of the service is");
        assertThat(refused.requestId()).isEqualTo("r-1");
        assertThat(content.available()).isGreaterThanOrEqualTo(5000);
        assertThat(content.closed).isTrue();
        assertThat(transmission.end()).isEqualTo(Transmission.End.READER);
    }

    @Test
    void aLengthThatIsLargeIsNotAllocatedOnTrust() throws IOException {
        response.putHeader("Content-Length", Long.toString(AnswerSize.PAGE));
        given(new Content(PAGE), body);
        assertThat(kept()).isEqualTo(PAGE);
        assertThat(body.bytes()).hasSizeLessThanOrEqualTo(64 << 20);
    }

    @Test
    void aPageMayBeLargerThanOtherAnswersWhereTheMemoryAllowsIt() throws IOException {
        int size = (int) Math.min(AnswerSize.PAGE, AnswerSize.OTHERS + 1);
        given(new ByteArrayInputStream("{".repeat(size).getBytes(StandardCharsets.US_ASCII)), body);
        assertThat(body.length()).isEqualTo(size);
    }

    /** Begins an object that does not end. */
    private static final class Endless extends InputStream {
        private boolean begun;

        @Override
        public int read() {
            var one = begun ? 'x' : '{';
            begun = true;
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            if (begun) {
                return length;
            }
            bytes[from] = (byte) read();
            return 1;
        }
    }

    @Test
    void anErrorMayBeNoLargerThanOtherAnswersEvenWhereAPageWasAskedFor() {
        response.statusCode(500);
        assertThatExceptionOfType(AnswerSize.ExceededException.class)
                .isThrownBy(() -> given(new Endless(), body))
                .withMessageStartingWith("is larger than " + (AnswerSize.OTHERS >> 20) + " MB");
        assertThat(transmission.end()).isEqualTo(Transmission.End.READER);
    }

    @Test
    void anAnswerThatIsNoPageMayBeNoLargerThanThose() {
        assertThatExceptionOfType(AnswerSize.ExceededException.class)
                .isThrownBy(() -> given(new Endless(), NONE))
                .withMessageStartingWith("is larger than " + (AnswerSize.OTHERS >> 20) + " MB");
    }

    @Test
    void anAnswerThatBreaksOffIsBroken() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                throw new IOException("reset");
            }
        };
        for (var page : new PageCapture.Body[] {body, NONE}) {
            assertThatExceptionOfType(SdkClientException.class)
                    .isThrownBy(() -> given(broken, page))
                    .withMessage("the answer broke off")
                    .havingCause()
                    .withMessage("reset");
        }
    }
}
