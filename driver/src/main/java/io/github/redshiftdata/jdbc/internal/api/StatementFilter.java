package io.github.redshiftdata.jdbc.internal.api;

import org.jspecify.annotations.Nullable;

/**
 * Which statements to list.
 *
 * @param nameStart what their names begin with, or null for any
 * @param status their status, or null for every one
 */
public record StatementFilter(@Nullable String nameStart, @Nullable StatementStatus status) {

    /** Whether a statement is meant. The service may ignore a filter, so every entry is checked. */
    public boolean takes(StatementEntry entry) {
        return (nameStart == null || entry.name().startsWith(nameStart))
                && (status == null || entry.status() == status);
    }
}
