package io.github.redshiftdata.shell.console;

import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** Holds a result back until it is known whether it is longer than the screen; if it is, a pager shows it. */
final class PagedWriter extends Writer {

    private final Writer screen;
    private final Pager pager;
    private final Runnable beforeShown;
    private final int height;
    private final int width;
    private final StringBuilder held = new StringBuilder();
    private int lines;
    private int column;
    private @Nullable Writer target;
    private boolean isPaged;

    /**
     * @param height the lines that fit
     * @param width after so many characters a line takes another one
     * @param beforeShown runs before the first character is shown
     */
    PagedWriter(Writer screen, Pager pager, int height, int width, Runnable beforeShown) {
        this.screen = screen;
        this.pager = pager;
        this.height = height;
        this.width = width;
        this.beforeShown = beforeShown;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        var shown = target;
        if (shown != null) {
            show(shown, new String(text, offset, length));
            return;
        }
        held.append(text, offset, length);
        for (int i = offset; i < offset + length; i++) {
            boolean isEnd = text[i] == '\n';
            column = isEnd ? 0 : column + 1;
            if (isEnd || (width > 0 && column > width)) {
                lines++;
                column = isEnd ? 0 : 1;
            }
        }
        if (lines > height) {
            var opened = pager.open();
            isPaged = opened != null;
            release(opened == null ? screen : opened);
        }
    }

    private void release(Writer to) throws IOException {
        beforeShown.run();
        target = to;
        show(to, held.toString());
        held.setLength(0);
    }

    private void show(Writer to, String text) throws IOException {
        try {
            to.write(text);
        } catch (IOException e) {
            throw isPaged ? new PagerLeftException(e) : e;
        }
    }

    @Override
    public void flush() throws IOException {
        var shown = target;
        if (shown != null && !isPaged) {
            shown.flush();
        }
    }

    @Override
    public void close() throws IOException {
        var shown = target;
        if (shown == null) {
            release(screen);
        } else if (isPaged) {
            shown.close();
        }
        screen.flush();
    }
}
