package io.github.redshiftdata.soak.races;

import io.github.redshiftdata.soak.Dice;
import io.github.redshiftdata.soak.Pulse;
import io.github.redshiftdata.soak.verdict.Atom;
import io.github.redshiftdata.soak.verdict.WrittenCall;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One race: its random choices, the lane that it runs in, and what it found. */
final class Round {

    /** How long after a cancel, interrupt or close a call may go on. */
    static final Duration ENDS_WITHIN = Duration.ofSeconds(2);

    private final RaceKind kind;
    private final long seed;
    private final long number;
    private final Dice dice;
    private final Lane lane;
    private final Pulse pulse;
    private final List<String> violations = Collections.synchronizedList(new ArrayList<>());
    private final List<WrittenCall> written = Collections.synchronizedList(new ArrayList<>());
    private final List<String> story = Collections.synchronizedList(new ArrayList<>());

    Round(RaceKind kind, long seed, long number, Lane lane, Pulse pulse) {
        this.kind = kind;
        this.seed = seed;
        this.number = number;
        this.lane = lane;
        this.pulse = pulse;
        this.dice = Dice.of(seed, kind.name().hashCode(), number);
    }

    Dice dice() {
        return dice;
    }

    Lane lane() {
        return lane;
    }

    long number() {
        return number;
    }

    /** Something that the reader of a violation wants to know. */
    void note(String happened) {
        story.add(happened);
    }

    /** Something promised is not so. */
    void broken(String what) {
        violations.add(what);
    }

    /** The same, with the exception that shows it. */
    void broken(String what, Throwable failure) {
        broken(what + ": " + told(failure));
    }

    /** Rows that are looked at when the round is over, and again when the lane ends. */
    void wrote(String what, List<Atom> atoms, @Nullable Throwable failure) {
        var told = failure == null ? "" : told(failure);
        written.add(new WrittenCall(name(), what, atoms, told, List.of(), List.copyOf(story)));
    }

    /** A call that began then may not have gone on longer than this until it ended. */
    void endsInTime(String what, long began, long ended, Duration most) {
        var took = Duration.ofNanos(ended - began);
        if (took.compareTo(most) > 0
                && took.minus(pulse.stoodStill(began, ended)).compareTo(most) > 0) {
            broken(what + " after " + took.toMillis() + " ms of " + most.toMillis());
        }
    }

    static String told(Throwable failure) {
        var state = failure instanceof SQLException error ? error.getSQLState() + "/" + error.getErrorCode() + " " : "";
        return failure.getClass().getSimpleName() + " " + state + failure.getMessage();
    }

    /** How this race is run again. */
    String name() {
        return "--seed " + seed + " --kind " + kind.name().toLowerCase(Locale.ROOT) + " --from " + number
                + " --rounds 1";
    }

    List<WrittenCall> written() {
        return List.copyOf(written);
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    List<String> story() {
        return List.copyOf(story);
    }
}
