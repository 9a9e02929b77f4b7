package io.github.redshiftdata.jdbc.internal.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of ListStatements.
 *
 * @param nextToken the token of the next page; null on the last one
 */
public record StatementPage(List<StatementEntry> entries, @Nullable String nextToken) {}
