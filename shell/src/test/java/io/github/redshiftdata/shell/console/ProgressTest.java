package io.github.redshiftdata.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.shell.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final String CLEAR = "\r\u001b[K";

    private final StringWriter shown = new StringWriter();
    private long nanos = 5;
    private int width = 80;
    private final Progress progress = new Progress(new PrintWriter(shown), () -> width, () -> nanos);

    private static final class Statement implements Screen.Running {
        private String state = "submitted";
        private String id;
        private int asked;

        @Override
        public String state() {
            return state;
        }

        @Override
        public void askForState() {
            asked++;
        }

        @Override
        public long bytes() {
            return 1_240_000;
        }

        @Override
        public String runningId() {
            return id;
        }
    }

    private final Statement statement = new Statement();

    private String after(int seconds) {
        nanos += TimeUnit.SECONDS.toNanos(seconds);
        shown.getBuffer().setLength(0);
        progress.tick();
        return shown.toString();
    }

    @Test
    void theLineShowsTheStateThenTheRowsAndAfterTenSecondsTheId() {
        progress.started(statement);
        assertThat(after(0)).isEmpty();
        assertThat(after(1)).isEqualTo(CLEAR + "submitted 1 s");
        statement.state = "started";
        statement.id = "4f6c";
        assertThat(after(8)).isEqualTo(CLEAR + "started 9 s");
        assertThat(after(1)).isEqualTo(CLEAR + "started 10 s, statement 4f6c");
        progress.rows(12_345);
        assertThat(after(1)).isEqualTo(CLEAR + "reading 11 s, 12,345 rows, 1.2 MB, statement 4f6c");
    }

    @Test
    void theServiceIsAskedOnlyForAStatementThatIsShownAndHasGivenNoRows() {
        progress.started(statement);
        progress.ask();
        assertThat(statement.asked).isZero();
        after(1);
        progress.ask();
        assertThat(statement.asked).isEqualTo(1);
        progress.rows(1);
        progress.ask();
        progress.ended();
        progress.ask();
        assertThat(statement.asked).isEqualTo(1);
    }

    @Test
    void itIsGoneAtTheEnd() {
        progress.started(statement);
        after(2);
        shown.getBuffer().setLength(0);
        progress.ended();
        progress.ended();
        assertThat(shown).hasToString(CLEAR);
        assertThat(after(1)).isEmpty();
    }

    @Test
    void aShortStatementShowsNothing() {
        progress.started(statement);
        progress.ended();
        assertThat(shown.toString()).isEmpty();
    }

    @Test
    void theNextStatementBeginsAnew() {
        progress.started(statement);
        progress.rows(7);
        after(5);
        progress.ended();
        progress.started(statement);
        assertThat(after(1)).isEqualTo(CLEAR + "submitted 1 s");
    }

    @Test
    void itNeverTakesASecondLine() {
        width = 25;
        statement.id = "x".repeat(40);
        progress.started(statement);
        assertThat(after(10)).hasSize(CLEAR.length() + 24);
    }
}
