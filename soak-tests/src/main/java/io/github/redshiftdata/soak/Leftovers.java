package io.github.redshiftdata.soak;

import io.github.redshiftdata.jdbc.internal.result.BudgetProbe;
import io.github.redshiftdata.soak.verdict.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** What must be gone when every connection is closed and the faults are over. */
public final class Leftovers {

    private final Map<String, LongSupplier> gauges = new LinkedHashMap<>();

    /** With what can be seen in this JVM. */
    public Leftovers() {
        gauges.put("driver threads", Leftovers::driverThreads);
        gauges.put("bytes of the memory budget", () -> {
            // Results that a program forgot are given back once they are collected.
            System.gc();
            return BudgetProbe.reservedBytes();
        });
    }

    /** Something more that has to come to 0. */
    public Leftovers and(String what, LongSupplier gauge) {
        gauges.put(what, gauge);
        return this;
    }

    /** Waits for all to be gone. */
    public List<Violation> await(long millis) {
        var end = System.nanoTime() + millis * 1_000_000;
        var violations = new ArrayList<Violation>();
        for (var gauge : gauges.entrySet()) {
            var left = Math.max(0, (end - System.nanoTime()) / 1_000_000);
            if (!Pause.until(() -> gauge.getValue().getAsLong() == 0, left)) {
                var count = gauge.getValue().getAsLong();
                var detail = gauge.getKey().equals("driver threads") ? ": " + driverThreadNames() : "";
                var what = count + " " + gauge.getKey() + " are left" + detail;
                violations.add(new Violation(Violation.Kind.LEAK, 1, what, "", List.of()));
            }
        }
        return violations;
    }

    private static long driverThreads() {
        return driverThreadNames().size();
    }

    private static List<String> driverThreadNames() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("redshift-data") && !name.contains("emulator"))
                .collect(Collectors.toList());
    }
}
