package io.github.redshiftdata.jdbc.internal.api;

import org.jspecify.annotations.Nullable;

/**
 * A statement as ListStatements lists it.
 *
 * @param name the StatementName it was submitted with; empty where it has none
 * @param sessionId the session it runs or ran in, if the service tells one
 */
public record StatementEntry(String statementId, String name, StatementStatus status, @Nullable String sessionId) {}
