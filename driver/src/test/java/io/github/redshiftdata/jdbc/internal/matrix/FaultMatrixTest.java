package io.github.redshiftdata.jdbc.internal.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.ManualPart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever goes wrong, and however often: a program that is told that its rows are not in has none in; that they are in,
 * has each in once; and where nobody can know, it is told so. In virtual time, against a service whose contents are
 * known. A part of the cells, always the same; all of them with {@code -Dmatrix.full=true}.
 */
class FaultMatrixTest {

    private static final boolean FULL = Boolean.getBoolean("matrix.full");
    private static final long SEED = Long.getLong("matrix.seed", 20251128L);
    private static final int WORKERS = Runtime.getRuntime().availableProcessors();
    /** So many cells of each group make the gate's part. */
    private static final int MOST_OF_A_GROUP = Integer.getInteger("matrix.group", 6_000);
    /** So many waits of a cell are ended early. */
    private static final int WAITS = 4;

    private static final Path REPORT = Path.of("target/fault-matrix.txt");

    private static Surroundings surroundings;
    private static final Tally TALLY = new Tally();
    private static final MatrixTable TABLE = new MatrixTable();

    @BeforeAll
    static void runTheMatrix() throws Exception {
        surroundings = new Surroundings();
        var groups = groups();
        runAll(groups.single, cell -> seen("one fault", CellRun.run(cell, surroundings)));
        runAll(sample(groups.pairs), cell -> seen("two faults", CellRun.run(cell, surroundings)));
        runAll(sample(groups.refused), cell -> TALLY.add("lost, then refused", CellRun.run(cell, surroundings)));
        runAll(sample(groups.outages), cell -> TALLY.add("outages", CellRun.run(cell, surroundings)));
        runAll(sample(groups.timeouts), cell -> TALLY.add("query timeouts", CellRun.run(cell, surroundings)));
        runAll(sample(groups.endedEarly, WAITS * Cell.Ending.values().length), FaultMatrixTest::endEarly);
        TALLY.write(REPORT);
    }

    @AfterAll
    static void stop() {
        surroundings.close();
    }

    @Test
    void whatAProgramIsToldIsTrueInEveryCell() {
        assertThat(TALLY.broken()).as(TALLY.summary()).isZero();
    }

    @Test
    void theManualShowsWhatTheMatrixGives() throws IOException {
        if (ManualPart.isWritten()) {
            assertThat(FULL)
                    .as("the manual is written from all cells: add -Dmatrix.full=true")
                    .isTrue();
            part("cells").write(TALLY.claim());
            part("matrix").write(TABLE.text());
        }
        assertThat(TABLE.missingIn(part("matrix").text()))
                .as("not in docs/reliability.md; write it with -Ddocs.write=true -Dmatrix.full=true")
                .isEmpty();
    }

    private static ManualPart part(String name) {
        return new ManualPart("reliability.md", name);
    }

    private static void seen(String group, CellRun.Result result) {
        TALLY.add(group, result);
        TABLE.add(result);
    }

    /** The cells of all scenarios. */
    private static final class Groups {
        final List<Cell> single = new ArrayList<>();
        final List<Cell> pairs = new ArrayList<>();
        final List<Cell> refused = new ArrayList<>();
        final List<Cell> outages = new ArrayList<>();
        final List<Cell> timeouts = new ArrayList<>();
        final List<Cell> endedEarly = new ArrayList<>();
    }

    private static Groups groups() {
        var groups = new Groups();
        for (var quiet : Cells.quiet()) {
            var undisturbed = CellRun.run(quiet, surroundings);
            assertThat(undisturbed.violations()).as(undisturbed.name()).isEmpty();
            if (quiet.setting() == Cell.Setting.USUAL) {
                TABLE.requests(quiet.scenario(), undisturbed.operations());
            }
            var cells = new Cells(quiet, undisturbed.operations());
            groups.single.addAll(cells.single());
            groups.pairs.addAll(cells.pairs());
            groups.refused.addAll(cells.lostThenRefused());
            groups.outages.addAll(cells.outages());
            groups.timeouts.addAll(cells.timeouts());
            groups.endedEarly.addAll(cells.toBeEndedEarly());
        }
        return groups;
    }

    /** Ends the call in some of its waits, in every way. */
    private static void endEarly(Cell cell) {
        var waits = CellRun.run(cell, surroundings).waits();
        var random = new Random(SEED + cell.name(List.of()).hashCode());
        for (var i = 0; i < WAITS; i++) {
            var wait = waits.get(random.nextInt(waits.size()));
            var at = Duration.ofNanos((wait.from() + wait.to()) / 2);
            for (var ending : Cell.Ending.values()) {
                var ended = cell.with(new Cell.Event(ending, at));
                TALLY.add("ended early", CellRun.run(ended, surroundings));
            }
        }
    }

    private static List<Cell> sample(List<Cell> cells) {
        return sample(cells, 1);
    }

    private static List<Cell> sample(List<Cell> cells, int runsEach) {
        if (FULL || cells.size() * runsEach <= MOST_OF_A_GROUP) {
            return cells;
        }
        var shuffled = new ArrayList<>(cells);
        Collections.shuffle(shuffled, new Random(SEED));
        return shuffled.subList(0, MOST_OF_A_GROUP / runsEach);
    }

    /** What is done with a cell. */
    @FunctionalInterface
    private interface OnCell {
        void run(Cell cell);
    }

    private static void runAll(List<Cell> cells, OnCell onCell) throws InterruptedException, ExecutionException {
        var next = new AtomicInteger();
        var pool = Executors.newFixedThreadPool(WORKERS);
        try {
            Callable<Void> worker = () -> {
                for (var i = next.getAndIncrement(); i < cells.size(); i = next.getAndIncrement()) {
                    onCell.run(cells.get(i));
                }
                return null;
            };
            for (var done : pool.invokeAll(Collections.nCopies(WORKERS, worker))) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
