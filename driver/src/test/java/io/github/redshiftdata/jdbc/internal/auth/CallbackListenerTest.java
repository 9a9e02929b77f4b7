package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.OwnThread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the end of a sign-in waits for. */
@Timeout(60)
class CallbackListenerTest {

    private static final Duration LONG = Duration.ofDays(1);

    @Test
    void whereNoPageIsShownItEndsAtOnce() {
        CallbackListener.open(null, "state").close(LONG);
        var twice = CallbackListener.forSaml(0);
        twice.close(LONG);
        twice.close(LONG);
    }

    @Test
    void aPageThatIsBeingShownIsSentFirst() throws Exception {
        var form = "SAMLResponse=answer";
        var listener = CallbackListener.forSaml(0);
        try (var browser =
                new Socket(InetAddress.getLoopbackAddress(), listener.address().getPort())) {
            write(browser, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + form.length() + "\r\n\r\nSAML");
            await("takeSaml");
            var closed = OwnThread.supply(() -> {
                listener.close(LONG);
                return true;
            });
            await("awaitAdvanceInterruptibly");
            assertThat(closed).isNotDone();
            write(browser, form.substring("SAML".length()));
            var page = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(page).contains("The sign-in was handed over.").endsWith("</html>");
            assertThat(closed.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void write(Socket browser, String text) throws IOException {
        browser.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        browser.getOutputStream().flush();
    }

    /** Until some thread is within this method of the listener, or of what it waits with. */
    private static void await(String method) throws InterruptedException {
        while (Thread.getAllStackTraces().values().stream()
                .noneMatch(frames -> Arrays.stream(frames)
                                .anyMatch(frame -> frame.getMethodName().equals(method))
                        && Arrays.stream(frames)
                                .anyMatch(frame -> frame.getClassName().equals(CallbackListener.class.getName())))) {
            if (Thread.interrupted()) {
                throw new InterruptedException("nobody has come to " + method);
            }
            Thread.onSpinWait();
        }
    }
}
