package io.github.redshiftdata.jdbc.internal.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** All choices of one history. Those of one subject do not move when another is left out, so that histories can be shrunk. */
final class Chance {

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final SplittableRandom random;

    Chance(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** The choices about a subject, always the same ones: of texts, numbers and constants. */
    Chance about(Object... subject) {
        var mixed = seed;
        for (var part : subject) {
            mixed = Long.rotateLeft((mixed ^ number(part)) * MIX, 29);
        }
        return new Chance(mixed ^ (mixed >>> 32));
    }

    /** The same in every virtual machine, which the hash code of a constant is not. */
    private static int number(Object part) {
        return part instanceof Enum<?> constant ? constant.name().hashCode() : part.hashCode();
    }

    boolean percent(double percent) {
        return random.nextDouble() * 100 < percent;
    }

    /** Both bounds included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    double unit() {
        return random.nextDouble();
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Mostly near the least, now and then up to the most: as the delays of a network are. */
    Duration delay(Duration least, Duration most) {
        var part = Math.pow(random.nextDouble(), 4);
        return least.plusNanos((long) (part * most.minus(least).toNanos()));
    }
}
