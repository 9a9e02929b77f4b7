package io.github.redshiftdata.soak.service;

import io.github.redshiftdata.soak.Dice;
import io.github.redshiftdata.soak.Pause;
import io.github.redshiftdata.soak.proxy.FaultLog;
import io.github.redshiftdata.soak.proxy.FaultProxy;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What happens to the service as a whole, one event after another, in a thread of its own. */
public final class Weather {

    /** The events, by the names that can be left out. */
    public enum Event {
        /** Backends of PostgreSQL are terminated. */
        BACKENDS(2_000),
        /** Connections are refused for a moment. */
        REFUSE(9_000),
        /** The emulator is stopped for seconds. */
        FREEZE(22_000),
        /** The emulator is killed by signal 9 and started again. */
        KILL(40_000),
        /** The service is away for 20 s. */
        OUTAGE(70_000);

        /** Between two of them, on average. */
        private final int everyMillis;

        Event(int everyMillis) {
            this.everyMillis = everyMillis;
        }
    }

    private static final int OUTAGE_MILLIS = 20_000;

    /** When an event comes next, in milliseconds from the start. */
    private static final class Due {
        private final Event event;
        private long at;

        Due(Event event, long at) {
            this.event = event;
            this.at = at;
        }
    }

    private final EmulatorProcess emulator;
    private final FaultProxy proxy;
    private final Backends backends;
    private final FaultLog log;
    private final Dice dice;
    private final Thread thread = new Thread(this::run, "soak-weather");
    private final List<Due> dues = new ArrayList<>();
    private volatile boolean over;
    private volatile @Nullable RuntimeException failure;

    /**
     * Makes the weather; {@link #start()} lets it begin.
     *
     * @param without what shall not happen
     */
    public Weather(
            EmulatorProcess emulator,
            FaultProxy proxy,
            OwnPostgres postgres,
            String database,
            FaultLog log,
            long seed,
            Set<Event> without)
            throws SQLException {
        this.emulator = emulator;
        this.proxy = proxy;
        this.backends = new Backends(postgres.connect(database));
        this.log = log;
        this.dice = Dice.of(seed, 3);
        for (var event : Event.values()) {
            if (!without.contains(event)) {
                dues.add(new Due(event, dice.between(event.everyMillis / 4, event.everyMillis)));
            }
        }
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            blow();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void blow() {
        var started = System.nanoTime();
        while (!over) {
            var now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
            dues.stream()
                    .filter(due -> due.at <= now)
                    .min(Comparator.comparingLong(due -> due.at))
                    .ifPresent(due -> {
                        happen(due.event);
                        var ended = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
                        due.at = ended + dice.between(due.event.everyMillis / 2, due.event.everyMillis * 3 / 2);
                    });
            Pause.millis(50);
        }
    }

    private void happen(Event event) {
        try {
            switch (event) {
                case BACKENDS -> {
                    var count = backends.terminate(dice.pick(1, 1, 1, 2, 3));
                    if (count > 0) {
                        log.met(FaultLog.ALL, "BACKENDS", count + " terminated");
                    }
                }
                case REFUSE -> refuse(dice.between(100, 2500));
                case FREEZE -> freeze(dice.between(500, 7000));
                case KILL -> kill();
                case OUTAGE -> outage();
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The soak cannot make its weather: " + e.getMessage(), e);
        }
    }

    private void refuse(int millis) {
        log.met(FaultLog.ALL, "REFUSE", "for " + millis + " ms");
        proxy.refuse();
        Pause.millis(millis);
        proxy.accept();
    }

    private void freeze(int millis) {
        log.met(FaultLog.ALL, "FREEZE", "for " + millis + " ms");
        emulator.freeze();
        Pause.millis(millis);
        emulator.resume();
        log.note("resumed");
    }

    private void kill() throws IOException {
        log.met(FaultLog.ALL, "KILL", "");
        emulator.kill();
        // Half of the times a load balancer stays in front of it: then connections are taken, and reset.
        var refused = dice.percent(50);
        if (refused) {
            proxy.refuse();
        }
        Pause.millis(dice.between(0, 2000));
        emulator.restart();
        proxy.accept();
        log.note("restarted");
    }

    private void outage() {
        var kind = dice.pick("refused", "unanswered", "unavailable");
        log.met(FaultLog.ALL, "OUTAGE", kind + " for " + OUTAGE_MILLIS + " ms");
        switch (kind) {
            case "refused" -> refuse(OUTAGE_MILLIS);
            case "unanswered" -> {
                proxy.blackHole(true);
                Pause.millis(OUTAGE_MILLIS);
                proxy.blackHole(false);
            }
            default -> {
                proxy.unavailable(true);
                Pause.millis(OUTAGE_MILLIS);
                proxy.unavailable(false);
            }
        }
        log.note("outage over");
    }

    /** Ends it: the service is well again when this returns. */
    public void end() throws InterruptedException, SQLException {
        over = true;
        thread.join();
        proxy.calm();
        backends.close();
        var failed = failure;
        if (failed != null) {
            throw failed;
        }
        if (!emulator.isAlive()) {
            throw new IllegalStateException("The emulator has ended by itself");
        }
    }
}
