package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to requests on their way: each has its own luck, and there is weather. */
class Network {

    /** How often a request reaches the service. */
    enum Arrival {
        NEVER,
        ONCE,
        /** Twice, as where something on the way repeats what it takes for lost. */
        TWICE,
        /** When nobody waits for it any more. */
        LATE
    }

    /**
     * What becomes of one request.
     *
     * @param signing from the call to the moment when the first byte leaves
     * @param instead what comes back instead of the right answer; null for the right one
     * @param odd whether the answer is a right one of the kind that comes seldom: a page that is the last although rows are
     *     missing, a status or a count that the service does not know
     */
    record Fate(
            Duration signing,
            Duration there,
            Duration back,
            Arrival arrival,
            @Nullable WireAnswer instead,
            boolean odd) {

        Fate(Duration signing, Duration there, Duration back, Arrival arrival, @Nullable WireAnswer instead) {
            this(signing, there, back, arrival, instead, false);
        }
    }

    /** A time in which much goes wrong. */
    enum Spell {
        /** Nothing is reached. */
        REFUSED,
        /** Nothing is answered, or arrives. */
        BLACK_HOLE,
        /** What arrives is not answered. */
        ANSWERS_LOST,
        UNAVAILABLE,
        SIGN_IN_ENDED,
        THROTTLED,
        SLOW
    }

    /** A spell of weather. */
    record Weather(Spell spell, long from, long to) {}

    private static final Duration QUICK = Duration.ofMillis(2);
    private static final Duration USUAL = Duration.ofMillis(60);
    private static final Duration SLOW = Duration.ofSeconds(9);
    private static final Duration LATE = Duration.ofSeconds(90);
    private static final List<WireAnswer> ALL = List.of(WireAnswer.values()).stream()
            .filter(answer -> !answer.isOnlyAfterTheService())
            .toList();

    private final SimulatedTime time;
    private final Chance chance;
    private final Dials dials;
    private final List<Weather> weather = new ArrayList<>();
    private final Map<WireAnswer, Integer> met = new EnumMap<>(WireAnswer.class);
    private boolean clear;

    Network(SimulatedTime time, Chance chance, Dials dials) {
        this.time = time;
        this.chance = chance;
        this.dials = dials;
        for (var number = 0; number < dials.spells(); number++) {
            var own = chance.about("weather", number);
            var from = time.nanos()
                    + Duration.ofMillis(own.between(0, dials.seconds() * 1000)).toNanos();
            var length = own.delay(Duration.ofMillis(200), Duration.ofSeconds(150));
            weather.add(new Weather(own.pick(Spell.values()), from, from + length.toNanos()));
        }
    }

    List<Weather> weather() {
        return weather;
    }

    /** What went wrong how often. */
    Map<WireAnswer, Integer> met() {
        return met;
    }

    /** From now on all is well. */
    void clear() {
        clear = true;
    }

    /** The luck of one request. */
    Fate fate(Object... subject) {
        var own = chance.about(subject);
        var fate = clear ? well(own) : drawn(own);
        var instead = fate.instead();
        if (instead != null) {
            met.merge(instead, 1, Integer::sum);
        }
        return fate;
    }

    private static Fate well(Chance own) {
        return new Fate(Duration.ZERO, own.delay(QUICK, USUAL), own.delay(QUICK, USUAL), Arrival.ONCE, null);
    }

    private Fate drawn(Chance own) {
        for (var spell : weather) {
            if (spell.from() <= time.nanos() && time.nanos() < spell.to()) {
                var fate = in(spell.spell(), own);
                if (fate != null) {
                    return fate;
                }
            }
        }
        if (!own.percent(dials.faultPercent())) {
            return well(own);
        }
        return switch (own.below(12)) {
            case 0 -> lost(own, Arrival.ONCE);
            case 1 -> lost(own, Arrival.NEVER);
            case 2 -> lost(own, Arrival.LATE);
            case 3 -> of(own, Arrival.TWICE, null);
            case 4 ->
                new Fate(own.delay(QUICK, SLOW), own.delay(QUICK, SLOW), own.delay(QUICK, SLOW), Arrival.ONCE, null);
            case 5, 6 -> odd(own);
            default -> wrong(own);
        };
    }

    private static Fate odd(Chance own) {
        return new Fate(Duration.ZERO, own.delay(QUICK, USUAL), own.delay(QUICK, USUAL), Arrival.ONCE, null, true);
    }

    private static Fate wrong(Chance own) {
        var answer = own.pick(ALL);
        if (answer.isBeforeTheService()) {
            return of(own, Arrival.NEVER, answer);
        }
        return of(own, own.percent(60) ? Arrival.ONCE : Arrival.NEVER, answer);
    }

    private static Fate lost(Chance own, Arrival arrival) {
        return of(own, arrival, own.percent(50) ? WireAnswer.RESET : WireAnswer.SILENCE);
    }

    private static @Nullable Fate in(Spell spell, Chance own) {
        return switch (spell) {
            case REFUSED -> of(own, Arrival.NEVER, WireAnswer.REFUSED);
            case BLACK_HOLE -> of(own, Arrival.NEVER, WireAnswer.SILENCE);
            case ANSWERS_LOST -> lost(own, Arrival.ONCE);
            case UNAVAILABLE -> of(own, Arrival.NEVER, own.pick(WireAnswer.HTML_503, WireAnswer.INTERNAL));
            case SIGN_IN_ENDED -> of(own, Arrival.NEVER, own.pick(WireAnswer.EXPIRED_TOKEN, WireAnswer.SIGN_IN_ENDED));
            case THROTTLED -> own.percent(80) ? of(own, Arrival.NEVER, WireAnswer.THROTTLING) : null;
            case SLOW ->
                new Fate(own.delay(QUICK, SLOW), own.delay(QUICK, SLOW), own.delay(QUICK, SLOW), Arrival.ONCE, null);
        };
    }

    private static Fate of(Chance own, Arrival arrival, @Nullable WireAnswer instead) {
        var there = arrival == Arrival.LATE ? own.delay(Duration.ofSeconds(2), LATE) : own.delay(QUICK, USUAL);
        return new Fate(Duration.ZERO, there, own.delay(QUICK, USUAL), arrival, instead);
    }
}
