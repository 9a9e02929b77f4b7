package io.github.redshiftdata.jdbc.internal.sql;

import java.util.Set;

/** The objects that CREATE, ALTER and DROP may name without a change of the session. */
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

    /**
     * Whether a CREATE, ALTER or DROP names such an object; true for any other statement, which names no object that
     * matters here.
     */
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
