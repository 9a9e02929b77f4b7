package io.github.redshiftdata.shell;

import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** Where the shell writes to: a terminal, or two pipes. */
public interface Screen {

    /** Where a result is written to; its close ends the result, not the screen. */
    Writer openResult() throws IOException;

    /** The columns that a table may take; 0 for no limit. */
    int width();

    /** A line about a statement that gave no rows, or what a command says. */
    void tell(String line) throws IOException;

    /** A line that is never part of a result: times, warnings. */
    void note(String line) throws IOException;

    /** An error. */
    void error(String text) throws IOException;

    /** Told while a statement runs, for the line that shows it. */
    Activity activity();

    /** The statement that runs; may be asked from any thread. */
    interface Running {

        /** Whether a request for it has been sent; before, it waits for its turn. */
        boolean isSubmitted();

        /** Its id in the Data API, or null while the driver does not tell one. */
        @Nullable
        String runningId();
    }

    /** What happens to the statement that runs. */
    interface Activity {

        /** Nothing is shown. */
        Activity NONE = new Activity() {
            @Override
            public void started(Running statement) {}

            @Override
            public void rows(long count) {}

            @Override
            public void ended() {}
        };

        /** A statement begins. */
        void started(Running statement);

        /** So many rows of it have been read. */
        void rows(long count);

        /** It has ended, or something is about to be printed. */
        void ended();
    }
}
