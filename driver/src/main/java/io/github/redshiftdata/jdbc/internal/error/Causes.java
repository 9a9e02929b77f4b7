package io.github.redshiftdata.jdbc.internal.error;

import java.util.Optional;
import java.util.function.Predicate;

/** A look along the causes of an exception: the SDK wraps what really happened, at times more than once. */
public final class Causes {

    private static final int MOST = 20;

    private Causes() {}

    public static <T> Optional<T> find(Throwable thrown, Class<T> type) {
        return find(thrown, type::isInstance).map(type::cast);
    }

    public static Optional<Throwable> find(Throwable thrown, Predicate<Throwable> wanted) {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < MOST; depth++) {
            if (wanted.test(at)) {
                return Optional.of(at);
            }
            at = at.getCause();
        }
        return Optional.empty();
    }
}
