package io.github.redshiftdata.soak;

import java.util.List;
import java.util.SplittableRandom;

/** Random choices that depend on a seed only. For one thread, or guarded by its user. */
public final class Dice {

    private final SplittableRandom random;

    private Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The same seed and the same places give the same choices; neighbours have nothing in common. */
    public static Dice of(long seed, long... places) {
        var mixed = mix(seed);
        for (var place : places) {
            mixed = mix(mixed ^ mix(place));
        }
        return new Dice(mixed);
    }

    /** The finisher of MurmurHash3, shifted off its fixed point at zero. */
    private static long mix(long value) {
        var mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    /** True so many times of a hundred. */
    public boolean percent(double chance) {
        return random.nextDouble() * 100 < chance;
    }

    /** A whole number, both ends included. */
    public int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    public <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    public final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
