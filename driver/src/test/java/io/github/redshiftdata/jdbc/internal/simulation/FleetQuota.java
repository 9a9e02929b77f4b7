package io.github.redshiftdata.jdbc.internal.simulation;

import java.util.concurrent.TimeUnit;

/** What an account may ask for in a second, of one operation. Which of these ways the service counts by is not published. */
interface FleetQuota {

    /** The operations of a fleet, with their documented rates. */
    enum Operation {
        EXECUTE(30),
        RESULT(20),
        DESCRIBE(100),
        /** Any of those that list. */
        CATALOG(3);

        final int perSecond;

        Operation(int perSecond) {
            this.perSecond = perSecond;
        }
    }

    /** How it counts. */
    enum Kind {
        /** Refills all the time, and holds a second's worth. */
        TOKEN_BUCKET {
            @Override
            FleetQuota of(int perSecond) {
                return new TokenBucket(perSecond);
            }
        },
        /** Counts anew with each second of the service's clock. */
        FIXED_WINDOW {
            @Override
            FleetQuota of(int perSecond) {
                return new FixedWindow(perSecond);
            }
        };

        abstract FleetQuota of(int perSecond);
    }

    /** Whether one more is allowed now; if so it is counted. */
    boolean take(long nanos);

    /** See {@link Kind#TOKEN_BUCKET}. */
    final class TokenBucket implements FleetQuota {

        private final int perSecond;
        private double tokens;
        private long filledAt;

        TokenBucket(int perSecond) {
            this.perSecond = perSecond;
            this.tokens = perSecond;
        }

        @Override
        public boolean take(long nanos) {
            var filled = tokens + (nanos - filledAt) / 1e9 * perSecond;
            tokens = Math.min(perSecond, filled);
            filledAt = nanos;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }

    /** See {@link Kind#FIXED_WINDOW}. */
    final class FixedWindow implements FleetQuota {

        private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

        private final int perSecond;
        private long window;
        private int taken;

        FixedWindow(int perSecond) {
            this.perSecond = perSecond;
        }

        @Override
        public boolean take(long nanos) {
            if (nanos / SECOND != window) {
                window = nanos / SECOND;
                taken = 0;
            }
            if (taken == perSecond) {
                return false;
            }
            taken++;
            return true;
        }
    }
}
