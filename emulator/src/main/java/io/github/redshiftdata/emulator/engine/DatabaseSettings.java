package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Isolation, collation and quota of databases and schemas, of which nothing depends here, and users of a session. */
final class DatabaseSettings {

    private static final Set<String> WITHOUT_EFFECT = Set.of("isolation", "collate", "quota");

    private DatabaseSettings() {}

    /** {@code ALTER DATABASE name ISOLATION LEVEL …}, {@code ALTER SCHEMA name QUOTA …}: whether it is there and whose is all that counts. */
    static void alter(TokenList tokens, int kind) throws EngineException {
        int name = tokens.next(kind);
        if (!WITHOUT_EFFECT.contains(tokens.get(tokens.next(name)).word())) {
            return;
        }
        refuseCaseInsensitive(tokens, kind);
        String call = " pg_catalog.redshift_keep_%s('%s')"
                .formatted(tokens.get(kind).word(), tokens.get(name).name().replace("'", "''"));
        Token first = tokens.get(tokens.first());
        tokens.replace(0, tokens.size(), List.of(first.with(Kind.WORD, "CALL"), Token.added(Kind.SYMBOL, call)));
    }

    /** Only a column is compared without regard to case here, and what COLLATE is called for. */
    static void refuseCaseInsensitive(TokenList tokens, int kind) throws EngineException {
        int collate = tokens.find(kind, "collate");
        if (collate >= 0 && tokens.get(tokens.next(collate)).word().matches("case_insensitive|ci")) {
            throw Dialect.failure(tokens.get(tokens.first()).text().toUpperCase(Locale.ROOT)
                    + " DATABASE … COLLATE CASE_INSENSITIVE is not supported by the emulator"
                    + "\n  Hint: Give the columns this collation.");
        }
    }

    /**
     * {@code SET SESSION AUTHORIZATION user}: the session takes that role, and gives it back. It logged in as another user still,
     * which SESSION_USER tells.
     */
    static void sessionUser(TokenList tokens) {
        int first = tokens.first();
        int setting = tokens.next(first);
        boolean local = tokens.get(setting).isWord("local");
        setting = local ? tokens.next(setting) : setting;
        boolean words = tokens.words(setting, "session", "authorization");
        if (!words && !tokens.get(setting).isWord("session_authorization")) {
            return;
        }
        int user = words ? tokens.after(setting, 2) : tokens.next(setting);
        if (tokens.get(user).isWord("to") || tokens.get(user).isSymbol("=")) {
            user = tokens.next(user);
        }
        boolean back = tokens.get(first).isWord("reset") || tokens.get(user).isWord("default");
        if (back) {
            tokens.replace(first, tokens.size(), "RESET ROLE");
        } else {
            tokens.replace(first + 1, user, local ? " LOCAL ROLE " : " ROLE ");
        }
    }
}
