package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.Set;

/** CREATE, ALTER and DROP ROLE, GRANT and REVOKE: Redshift's roles are roles of PostgreSQL's that bear a mark. */
final class RoleCommand {

    /** How a privilege of the whole system begins, which PostgreSQL has none of. */
    private static final Set<String> SYSTEM_PRIVILEGES = Set.of(
            "access", "alter", "analyze", "assumerole", "create", "drop", "explain", "ignore", "truncate", "vacuum");

    private RoleCommand() {}

    /** {@code CREATE ROLE name}; the mark is what {@code svv_roles} knows it by. */
    static void create(TokenList tokens, int role) throws EngineException {
        int name = tokens.next(role);
        refuseSystemRoles(tokens);
        if (tokens.find(name, "externalid") >= 0) {
            throw Dialect.failure("CREATE ROLE EXTERNALID is not supported by the emulator");
        }
        if (tokens.get(name).isName() && tokens.next(name) >= tokens.size()) {
            tokens.insert(
                    tokens.size(), "; COMMENT ON ROLE " + tokens.get(name).text() + " IS 'A role of Redshift''s'");
        }
    }

    static void alter(TokenList tokens, int role) throws EngineException {
        refuseSystemRoles(tokens);
        int with = tokens.after(role, 2);
        if (tokens.words(with, "with", "rename")) {
            tokens.remove(with, tokens.next(with));
        }
        boolean owner = tokens.find(role, "owner") >= 0;
        if (owner || tokens.find(role, "externalid") >= 0) {
            throw Dialect.failure(
                    "ALTER ROLE " + (owner ? "OWNER TO" : "EXTERNALID TO") + " is not supported by the emulator");
        }
    }

    /** {@code DROP ROLE name [FORCE | RESTRICT]}: without what depends on it, both are the same. */
    static void drop(TokenList tokens) {
        int role = tokens.next(tokens.first());
        int last = tokens.previous(tokens.size());
        if (tokens.get(role).isWord("role")
                && tokens.next(role) < last
                && (tokens.get(last).isWord("force") || tokens.get(last).isWord("restrict"))) {
            tokens.remove(last, tokens.size());
        }
    }

    /** GRANT and REVOKE, alone or within ALTER DEFAULT PRIVILEGES. */
    static void grant(TokenList tokens, int command) throws EngineException {
        int first = tokens.next(command);
        if (tokens.words(first, "admin", "option", "for")) {
            first = tokens.after(first, 3);
        }
        refuseSystemRoles(tokens);
        boolean role = tokens.get(first).isWord("role");
        boolean system = SYSTEM_PRIVILEGES.contains(tokens.get(first).word())
                && (tokens.find(first, "on") < 0 || tokens.get(first).isWord("assumerole"));
        if (system) {
            throw Dialect.failure(tokens.get(command).text().toUpperCase(java.util.Locale.ROOT)
                    + " of a system privilege is not supported by the emulator");
        }
        int to = Math.max(tokens.find(first, "to"), tokens.find(first, "from"));
        for (int i = tokens.size() - 1; to >= 0 && i > first; i--) {
            Token before = tokens.get(tokens.previous(i));
            // ROLE may stand before each of the roles granted, and before each that they are granted to.
            boolean starts = before.isSymbol(",") ? role || i > to : tokens.previous(i) == to;
            if (starts
                    && tokens.get(i).isWord("role")
                    && tokens.get(tokens.next(i)).isName()) {
                tokens.remove(i, i + 1);
            }
        }
        if (role) {
            tokens.remove(first, first + 1);
        }
    }

    /** Redshift has some of its own, as {@code sys:monitor}. */
    private static void refuseSystemRoles(TokenList tokens) throws EngineException {
        for (int i = tokens.first(); i < tokens.size(); i = tokens.next(i)) {
            Token next = tokens.get(tokens.next(i));
            if (tokens.get(i).isWord("sys") && (next.kind() == Kind.PARAMETER || next.isSymbol(":"))) {
                throw Dialect.failure(
                        "the role " + tokens.get(i).text() + next.text() + " is not supported by the emulator");
            }
        }
    }
}
