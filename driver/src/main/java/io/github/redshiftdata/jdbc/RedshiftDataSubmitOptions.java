package io.github.redshiftdata.jdbc;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a statement is submitted; does not change. Start from {@link #defaults()}. */
public final class RedshiftDataSubmitOptions {

    private static final RedshiftDataSubmitOptions DEFAULTS = new RedshiftDataSubmitOptions(null, null, null, false);

    private final @Nullable String statementName;
    private final @Nullable String clientToken;
    private final @Nullable Boolean withEvent;
    private final boolean inSession;

    private RedshiftDataSubmitOptions(
            @Nullable String statementName,
            @Nullable String clientToken,
            @Nullable Boolean withEvent,
            boolean inSession) {
        this.statementName = statementName;
        this.clientToken = clientToken;
        this.withEvent = withEvent;
        this.inSession = inSession;
    }

    /** The application name of the connection as the name, a new token, the property {@code withEvent}, in no session. */
    public static RedshiftDataSubmitOptions defaults() {
        return DEFAULTS;
    }

    /**
     * With a name, which ListStatements and {@link RedshiftDataConnection#history} find it by. The client token is put
     * behind it, so that the name of every submission is its own.
     *
     * @param name 1 to 440 characters
     */
    public RedshiftDataSubmitOptions withStatementName(String name) {
        return new RedshiftDataSubmitOptions(name, clientToken, withEvent, inSession);
    }

    /**
     * With a token of the program's own: for 8 hours the service answers another submission of the same text with the same
     * token, name and parameters by the same statement, and does not run it again. After that it would run again. What the
     * service does with the same token and another text is not documented.
     *
     * @param token 1 to 64 characters, not used for anything else
     */
    public RedshiftDataSubmitOptions withClientToken(String token) {
        return new RedshiftDataSubmitOptions(statementName, token, withEvent, inSession);
    }

    /** With or without an event of Amazon EventBridge when the statement has ended. */
    public RedshiftDataSubmitOptions withEvent(boolean event) {
        return new RedshiftDataSubmitOptions(statementName, clientToken, event, inSession);
    }

    /**
     * In the session of the connection, or in none. In it the statement sees the temporary tables and the settings of the
     * connection. A session runs one statement after the other: the connection's next one waits for the end of this one.
     * Whoever comes back for an answer that was lost submits again on the same connection, since the service may not know
     * the client token together with another session.
     */
    public RedshiftDataSubmitOptions inSession(boolean wanted) {
        return new RedshiftDataSubmitOptions(statementName, clientToken, withEvent, wanted);
    }

    /** The name that was given. */
    public Optional<String> statementName() {
        return Optional.ofNullable(statementName);
    }

    /** The token that was given. */
    public Optional<String> clientToken() {
        return Optional.ofNullable(clientToken);
    }

    /** Whether an event was asked for or declined; empty if neither. */
    public Optional<Boolean> event() {
        return Optional.ofNullable(withEvent);
    }

    /** Whether the statement is to run in the session of the connection. */
    public boolean inSession() {
        return inSession;
    }
}
