package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.api.sdk.PlayedCatalog.Question;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What an account may ask for in a second, and how the only JVM that asks keeps to it: once it has heard that it asks too
 * much it goes on with a small part of the quota, and takes more only with what is taken.
 */
final class Account {

    /** The part of the quota that is begun with, and the least of it. */
    private static final double START = 0.15;

    private static final double LEAST_START = 1;
    /** By so many requests a second the pace grows with one that is taken. */
    private static final double GROWTH = 0.4;
    /** A queue that nobody has waited in for longer than this may be gone. */
    private static final long SOON = TimeUnit.SECONDS.toNanos(4);
    /** No two waits are equally long. */
    private static final double JITTER = 1.15;
    /** Requests that had their turn when the refusal was heard, and the one that goes before the others. */
    private static final int UNDER_WAY = 4;
    /** So many are refused before it is known how many are taken. */
    private static final int LEARNING = 8;

    /** The requests of one operation. */
    private static final class Ledger {
        final int perSecond;
        final FleetQuota quota;
        /** When the JVM first heard of a refusal, and when what it may send was reckoned last. */
        long firstRefusal = -1;

        long reckoned;
        double rate;
        /** How many requests it may have sent since, and how many it has. */
        double due = UNDER_WAY;

        int since;
        int sent;
        int refused;

        Ledger(int perSecond) {
            this.perSecond = perSecond;
            this.quota = FleetQuota.Kind.TOKEN_BUCKET.of(perSecond);
        }

        void refusedFirst(long now) {
            firstRefusal = now;
            reckoned = now;
            rate = Math.max(START * perSecond, Math.min(perSecond, LEAST_START));
        }

        boolean goesSlowly(long now) {
            return firstRefusal >= 0 && now - firstRefusal <= SOON;
        }

        void reckon(long now) {
            due += JITTER * rate * (now - reckoned) / 1e9;
            reckoned = now;
        }
    }

    private final SimulatedTime time;
    private final boolean enforced;
    private final Map<Enum<?>, Ledger> ledgers = new HashMap<>();
    private final List<String> broken = new ArrayList<>();

    /** @param enforced whether the rates of the operations on statements hold; those of the catalog always do */
    Account(SimulatedTime time, boolean enforced) {
        this.time = time;
        this.enforced = enforced;
    }

    boolean isEnforced() {
        return enforced;
    }

    private Ledger of(Enum<?> operation) {
        return ledgers.computeIfAbsent(operation, unused -> new Ledger(perSecond(operation)));
    }

    private static int perSecond(Enum<?> operation) {
        if (!(operation instanceof Operation ofStatements)) {
            return 3;
        }
        return switch (ofStatements) {
            case EXECUTE -> 30;
            case BATCH, GET_RESULT -> 20;
            case DESCRIBE -> 100;
            case CANCEL, FIND_SESSION, FIND_STATEMENTS -> 3;
        };
    }

    private static boolean isPaced(Enum<?> operation) {
        return operation instanceof Operation ofStatements
                && Answers.rate(ofStatements).isPresent();
    }

    /** A request leaves the JVM. */
    void sent(Enum<?> operation) {
        var ledger = of(operation);
        ledger.sent++;
        if (!isPaced(operation) || !ledger.goesSlowly(time.nanos())) {
            return;
        }
        ledger.reckon(time.nanos());
        ledger.since++;
        if (ledger.since > ledger.due) {
            broken.add("after a refusal as one too many " + ledger.since + " requests of " + operation
                    + " followed within " + time.since(ledger.firstRefusal));
        }
    }

    /** The JVM hears that a request was taken. */
    void heardOfTaking(Enum<?> operation) {
        var ledger = of(operation);
        if (ledger.goesSlowly(time.nanos())) {
            ledger.reckon(time.nanos());
            ledger.rate += GROWTH;
        }
    }

    /** Whether a request that arrives is not one too many. */
    boolean admits(Enum<?> operation) {
        if (!enforced && !(operation instanceof Question)) {
            return true;
        }
        var ledger = of(operation);
        var admitted = ledger.quota.take(time.nanos());
        ledger.refused += admitted ? 0 : 1;
        return admitted;
    }

    /** The JVM hears that a request was one too many. */
    void heardOfRefusal(Enum<?> operation) {
        var ledger = of(operation);
        if (ledger.firstRefusal < 0) {
            ledger.refusedFirst(time.nanos());
        }
    }

    /**
     * What was wrong.
     *
     * @param undisturbed nothing went wrong on the way, and nobody ended anything early
     */
    List<String> broken(boolean undisturbed) {
        var all = new ArrayList<>(broken);
        ledgers.forEach((operation, ledger) -> {
            if (undisturbed && operation instanceof Question && ledger.refused > 0) {
                all.add(ledger.refused + " of " + ledger.sent + " requests of " + operation
                        + " were one too many, though nobody else asked");
            }
            if (undisturbed && isPaced(operation) && ledger.refused > LEARNING + ledger.sent / 10) {
                all.add(ledger.refused + " of " + ledger.sent + " requests of " + operation + " were one too many");
            }
        });
        return all;
    }
}
