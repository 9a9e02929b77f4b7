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

        /** Where it stands, in a word or two. */
        String state();

        /** Asks the service where it stands, where the driver itself would not for a while; may take long. */
        void askForState();

        /** Its id in the Data API, or null while the service has not taken it. */
        @Nullable
        String runningId();

        /** How many bytes of its rows have arrived. */
        long bytes();
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
