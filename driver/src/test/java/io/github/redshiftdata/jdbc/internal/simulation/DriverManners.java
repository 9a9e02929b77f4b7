package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.api.AdaptiveRate;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.sdk.CatalogTurns;
import io.github.redshiftdata.jdbc.internal.exec.call.RetryPauses;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The driver's own pacing, as its requests use it. */
final class DriverManners implements FleetManners {

    /** As of a submission, and of a request for a page. */
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

    /** As of the catalog's questions. */
    private static final long CATALOG_PAUSE = TimeUnit.MILLISECONDS.toNanos(400);

    private static final int CATALOG_DOUBLINGS = 4;

    private final OperationRates rates;
    private final CatalogTurns catalog;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;

    DriverManners(LongSupplier nanoTime, RandomGenerator random) {
        this.rates = new OperationRates(nanoTime, random);
        this.catalog = new CatalogTurns(nanoTime, random);
        this.nanoTime = nanoTime;
        this.random = random;
    }

    @Override
    public Attempts begin(FleetQuota.Operation operation) {
        return switch (operation) {
            case EXECUTE -> new Paced(rates.of(OperationRates.Operation.EXECUTE_STATEMENT));
            case RESULT -> new Paced(rates.of(OperationRates.Operation.GET_STATEMENT_RESULT));
            case DESCRIBE -> new Paced(null);
            case CATALOG -> new Listed();
        };
    }

    private final class Paced implements Attempts {

        private final @Nullable AdaptiveRate rate;
        private AdaptiveRate.@Nullable Turn turn;
        private boolean refused;
        private int failures;
        private long firstFailure;

        /**
         * A request.
         *
         * @param rate null for an operation that has none
         */
        Paced(@Nullable AdaptiveRate rate) {
            this.rate = rate;
        }

        @Override
        public long left() {
            if (rate == null) {
                return 0;
            }
            if (turn == null) {
                turn = refused ? rate.reserveAgain() : rate.reserve();
            }
            return turn.left();
        }

        @Override
        public void accepted() {
            if (rate != null) {
                rate.accepted();
            }
        }

        @Override
        public OptionalLong throttled() {
            if (rate != null) {
                rate.throttled();
            }
            refused = true;
            return pause();
        }

        @Override
        public OptionalLong unanswered() {
            refused = false;
            return pause();
        }

        private OptionalLong pause() {
            var now = nanoTime.getAsLong();
            firstFailure = failures == 0 ? now : firstFailure;
            failures++;
            turn = null;
            var pause = RetryPauses.after(failures).toNanos() * (0.75 + random.nextDouble() / 2);
            return now - firstFailure >= PATIENCE ? OptionalLong.empty() : OptionalLong.of((long) pause);
        }
    }

    private final class Listed implements Attempts {

        private CatalogTurns.@Nullable Turn turn;
        private boolean refused;
        private boolean isMine;
        private int failures;

        @Override
        public long left() {
            if (turn == null) {
                turn = refused ? catalog.reserveAgain() : catalog.reserve();
            }
            var left = isMine ? 0 : turn.left();
            isMine = left == 0;
            return left;
        }

        @Override
        public void accepted() {
            answered().over(true);
        }

        @Override
        public OptionalLong throttled() {
            answered().over(false);
            refused = true;
            return pause();
        }

        @Override
        public OptionalLong unanswered() {
            answered().failed();
            refused = false;
            return pause();
        }

        private CatalogTurns.Turn answered() {
            var over = Objects.requireNonNull(turn);
            turn = null;
            isMine = false;
            return over;
        }

        private OptionalLong pause() {
            return OptionalLong.of(CATALOG_PAUSE << Math.min(failures++, CATALOG_DOUBLINGS));
        }
    }
}
