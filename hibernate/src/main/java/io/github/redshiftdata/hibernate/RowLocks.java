package io.github.redshiftdata.hibernate;

import org.hibernate.LockMode;

/** What Redshift lacks: locks of single rows. To go on without one would break what the program relies on. */
final class RowLocks {

    private RowLocks() {}

    /** Whether a lock mode needs a lock of rows in the database. */
    static boolean isAsked(LockMode mode) {
        return switch (mode) {
            case PESSIMISTIC_READ, PESSIMISTIC_WRITE, UPGRADE_NOWAIT, UPGRADE_SKIPLOCKED -> true;
            default -> false;
        };
    }

    static UnsupportedOperationException refused(LockMode mode) {
        return new UnsupportedOperationException("Redshift has no locks of rows, so the lock mode " + mode
                + " cannot be had. Give the entity a @Version and use optimistic locking; or take a lock of the whole table"
                + " by the SQL statement LOCK.");
    }
}
