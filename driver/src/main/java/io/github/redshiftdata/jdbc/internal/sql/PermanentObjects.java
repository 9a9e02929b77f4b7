package io.github.redshiftdata.jdbc.internal.sql;

import java.util.Set;

/** What CREATE, ALTER and DROP may name without touching the session. */
final class PermanentObjects {

    private static final Set<String> NAMES = Set.of(
            "table",
            "view",
            "materialized",
            "schema",
            "external",
            "user",
            "group",
            "role",
            "function",
            "procedure",
            "database",
            "datashare",
            "library",
            "model",
            "rls",
            "masking",
            "identity",
            "default");

    private PermanentObjects() {}

    /** Whether a definition is of one; other statements are of none that matters. */
    static boolean standIn(TokenReader reader) {
        return switch (reader.peek().word()) {
            case "create", "alter", "drop" -> {
                boolean replaces = reader.peek(1).isWord("or") && reader.peek(2).isWord("replace");
                yield NAMES.contains(reader.peek(replaces ? 3 : 1).word());
            }
            default -> true;
        };
    }
}
