package io.github.redshiftdata.soak.load;

import io.github.redshiftdata.soak.Pulse;
import io.github.redshiftdata.soak.proxy.FaultLog;
import io.github.redshiftdata.soak.verdict.Violation;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Times calls of the driver, and notes those that end later than they may. */
public final class Watch {

    /** How long a call may take that has no limit of its own. */
    static final Duration PATIENCE = Duration.ofSeconds(200);

    /** The two seconds that the manual leaves to a call that has a limit of its own, and one for a machine that is busy. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** A call of the driver. */
    @FunctionalInterface
    public interface Call<T> {
        T call() throws SQLException;
    }

    private record Running(String owner, String what, Thread thread, long started) {}

    private final Pulse pulse;
    private final FaultLog log;
    private final Map<Thread, Running> running = new ConcurrentHashMap<>();
    private final Queue<Violation> late = new ConcurrentLinkedQueue<>();

    public Watch(Pulse pulse, FaultLog log) {
        this.pulse = pulse;
        this.log = log;
    }

    /** How long a statement may take with this query timeout in seconds; 0 is none. */
    static Duration limit(int queryTimeout) {
        return queryTimeout == 0 ? PATIENCE : Duration.ofSeconds(queryTimeout).plus(GRACE);
    }

    /** Makes a call and times it. */
    <T> T timed(String owner, String what, Duration limit, Call<T> call) throws SQLException {
        var started = System.nanoTime();
        running.put(Thread.currentThread(), new Running(owner, what, Thread.currentThread(), started));
        try {
            return call.call();
        } finally {
            running.remove(Thread.currentThread());
            ended(owner, what, limit, started);
        }
    }

    /** A call ends that began at a moment of {@link System#nanoTime()}. */
    void ended(String owner, String what, Duration limit, long started) {
        var now = System.nanoTime();
        var took = Duration.ofNanos(now - started);
        if (took.compareTo(limit) > 0
                && took.minus(pulse.stoodStill(started, now)).compareTo(limit) > 0) {
            var text = owner + ", " + what + " took " + took.toMillis() + " ms of " + limit.toMillis();
            late.add(new Violation(Violation.Kind.HANG, 1, text, "", log.lastOf(owner)));
            log.note("HANG " + text);
        }
    }

    /** The calls that ended late, and those that have not ended at all. */
    public List<Violation> violations() {
        var all = running.values().stream().map(this::hanging).collect(Collectors.toList());
        all.addAll(late);
        return all;
    }

    private Violation hanging(Running call) {
        var took = Duration.ofNanos(System.nanoTime() - call.started());
        var stack = Arrays.stream(call.thread().getStackTrace())
                .limit(25)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining("\n        "));
        var text = call.owner() + ", " + call.what() + " has not ended after " + took.toMillis() + " ms; it stands at\n"
                + "        " + stack;
        return new Violation(Violation.Kind.HANG, 1, text, "", log.lastOf(call.owner()));
    }
}
