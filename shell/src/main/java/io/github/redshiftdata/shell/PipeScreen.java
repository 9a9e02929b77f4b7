package io.github.redshiftdata.shell;

import java.io.BufferedWriter;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Results to the standard output, errors to the standard error, both in UTF-8 whatever the locale is. */
final class PipeScreen implements Screen {

    private final Writer out;
    private final Writer errors;

    PipeScreen(OutputStream out, OutputStream errors) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        this.errors = new BufferedWriter(new OutputStreamWriter(errors, StandardCharsets.UTF_8));
    }

    @Override
    public Writer openResult() {
        return new FilterWriter(out) {
            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    @Override
    public int width() {
        return 0;
    }

    @Override
    public void tell(String line) throws IOException {
        out.write(line + "\n");
        out.flush();
    }

    @Override
    public void note(String line) throws IOException {
        error(line);
    }

    @Override
    public void error(String text) throws IOException {
        errors.write(text + "\n");
        errors.flush();
    }

    @Override
    public Activity activity() {
        return Activity.NONE;
    }
}
