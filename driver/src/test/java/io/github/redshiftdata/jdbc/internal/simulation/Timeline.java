package io.github.redshiftdata.jdbc.internal.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened when, in words; kept only where somebody wants to read it. */
final class Timeline {

    private final boolean kept;
    private final List<String> lines = new ArrayList<>();
    private SimulatedTime time;

    Timeline(boolean kept) {
        this.kept = kept;
    }

    void start(SimulatedTime clock) {
        time = clock;
    }

    void note(Supplier<String> what) {
        if (kept) {
            lines.add("%12.3f  %s".formatted((time.nanos() - 1_000_000_000L) / 1e9, what.get()));
        }
    }

    List<String> lines() {
        return lines;
    }
}
