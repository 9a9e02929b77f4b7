package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.DataApi;

/** What cancels statements on the server, each until the service has taken it. */
final class CancelRequests {

    private final DataApi api;
    private final Pacing pacing;
    private final Timeouts timeouts;
    private final UnderWay underWay;

    /**
     * For the statements of one connection.
     *
     * @param underWay goes on asking when whoever cancelled has left
     */
    CancelRequests(DataApi api, Pacing pacing, Timeouts timeouts, UnderWay underWay) {
        this.api = api;
        this.pacing = pacing;
        this.timeouts = timeouts;
        this.underWay = underWay;
    }

    /** The cancel of a statement; nothing is sent yet. */
    Cancel of(String statementId) {
        return new Cancel(statementId, new CancelTries(api, pacing, timeouts, statementId), pacing, underWay);
    }
}
