package io.github.redshiftdata.jdbc.internal.exec;

/** What cancels statements on the server, each until the service has taken it. */
final class CancelRequests {

    private final Endpoint endpoint;

    /** For the statements of one connection. */
    CancelRequests(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** The cancel of a statement; nothing is sent yet. */
    Cancel of(String statementId) {
        return new Cancel(statementId, new CancelTries(endpoint, statementId), endpoint.pacing(), endpoint.underWay());
    }
}
