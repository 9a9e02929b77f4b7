package io.github.redshiftdata.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.shell.console.Pager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;

/** A person at a terminal of JLine, in this JVM: types keys, and waits for what the screen shows. */
final class TypedSession implements AutoCloseable {

    private final Screen shown = new Screen();
    private final LineDisciplineTerminal terminal;
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private int seen;

    TypedSession(Size size, Pager pager, Map<String, String> environment, String... arguments) throws Exception {
        terminal = new LineDisciplineTerminal("test", "xterm", shown, StandardCharsets.UTF_8);
        terminal.setSize(size);
        var all = new ArrayList<>(List.of(arguments));
        if (all.stream().noneMatch(argument -> argument.startsWith("jdbc:"))) {
            all.add(TestSession.url());
        }
        var options = Options.parse(all.toArray(String[]::new));
        var thread = new Thread(() -> {
            try {
                end.complete(OnTerminal.run(
                        options,
                        new ByteArrayInputStream(new byte[0]),
                        terminal,
                        terminal.writer(),
                        pager,
                        environment));
            } catch (IOException | RuntimeException e) {
                end.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    static TypedSession open(String... arguments) throws Exception {
        return new TypedSession(Size.of(100, 40), () -> null, Map.of("SQL_HISTORY", ""), arguments);
    }

    /** Types keys and Enter. */
    TypedSession enter(String line) throws IOException {
        return type(line + "\r");
    }

    TypedSession type(String keys) throws IOException {
        terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Waits until the screen shows a text behind what was waited for last, and returns what stands before it. */
    String expect(String text) throws InterruptedException {
        int at = shown.await(text, seen);
        var before = shown.text().substring(seen, at);
        seen = at + text.length();
        return before;
    }

    /** What was shown from the start, without the codes that colour and move. */
    String shown() {
        return shown.text();
    }

    /** What the system does at Ctrl-C, where no line is edited. */
    void interrupt() {
        terminal.raise(Terminal.Signal.INT);
    }

    int end() throws Exception {
        return end.get(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() throws Exception {
        if (!end.isDone()) {
            type("\u0003\u0004");
            end();
        }
        terminal.close();
    }

    private static final class Screen extends OutputStream {

        private static final String CODES = "\u001b(?:\\[[0-9;?]*[ -/]*[@-~]|[()][A-Z0-9]|[=>78])|\u0007|\r";

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            bytes.write(b);
            notifyAll();
        }

        @Override
        public synchronized void write(byte[] text, int offset, int length) {
            bytes.write(text, offset, length);
            notifyAll();
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8).replaceAll(CODES, "");
        }

        synchronized int await(String text, int from) throws InterruptedException {
            long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (text().indexOf(text, from) < 0) {
                long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                assertThat(left)
                        .as("\"" + text + "\" in:\n" + text().substring(from))
                        .isPositive();
                wait(left);
            }
            return text().indexOf(text, from);
        }
    }
}
