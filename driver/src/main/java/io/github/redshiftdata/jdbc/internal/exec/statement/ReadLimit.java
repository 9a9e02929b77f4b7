package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.exec.call.Deadline;

/** How long a reader may wait for rows: one call of it, however many pages that takes. */
public final class ReadLimit {

    private final Deadline deadline;

    ReadLimit(Deadline deadline) {
        this.deadline = deadline;
    }

    Deadline deadline() {
        return deadline;
    }
}
