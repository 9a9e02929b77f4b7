package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * CREATE USER and ALTER USER. What PostgreSQL has no option for is noted, so that {@code svv_user_info} shows it; the time until
 * which a password is valid too, since it does not keep the user from the Data API.
 */
final class UserCommand {

    private static final int SHORTEST_TIMEOUT = 60;
    private static final int LONGEST_TIMEOUT = 1_728_000;

    private final TokenList tokens;
    private final Map<String, String> noted = new LinkedHashMap<>();

    private UserCommand(TokenList tokens) {
        this.tokens = tokens;
    }

    /** @param user the word USER */
    static void rewrite(TokenList tokens, int user) throws EngineException {
        int name = tokens.next(user);
        if (!tokens.get(name).isName()) {
            return;
        }
        int with = tokens.next(name);
        if (tokens.get(with).isWord("with")
                && Set.of("rename", "set", "reset")
                        .contains(tokens.get(tokens.next(with)).word())) {
            tokens.remove(with, with + 1);
        }
        var command = new UserCommand(tokens);
        command.options(tokens.next(name));
        if (!command.noted.isEmpty()) {
            String note = command.noted.entrySet().stream()
                    .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                    .collect(Collectors.joining(",", "{", "}"));
            String role = tokens.get(name).name();
            tokens.insert(
                    tokens.size(),
                    "; CALL pg_catalog.redshift_note_user('" + role.replace("'", "''") + "', '"
                            + note.replace("'", "''") + "')");
        }
    }

    private void options(int first) throws EngineException {
        int at = first;
        while (at < tokens.size()) {
            int next = tokens.next(at);
            int value = tokens.next(next);
            switch (tokens.get(at).word()) {
                case "rename", "set" -> {
                    return;
                }
                case "createuser" ->
                    throw Dialect.failure("CREATEUSER, which makes a superuser, is not supported by the emulator");
                case "nocreateuser" -> at = drop(at, next);
                case "password" -> {
                    if (tokens.get(next).isWord("disable")) {
                        tokens.set(next, tokens.get(next).with(Kind.WORD, "NULL"));
                    }
                    at = value;
                }
                case "syslog" -> at = syslogAccess(at, next, value);
                case "valid" ->
                    at = note("valid_until", at, value, tokens.get(next).isWord("until"));
                case "externalid" -> at = note("external_id", at, next, true);
                case "session" -> at = sessionTimeout(at, next, value);
                case "reset" -> {
                    if (!tokens.words(next, "session", "timeout")) {
                        return;
                    }
                    noted.put("session_timeout", "0");
                    at = drop(at, tokens.after(at, 3));
                }
                case "connection" -> {
                    if (tokens.get(next).isWord("limit") && tokens.get(value).isWord("unlimited")) {
                        tokens.set(value, tokens.get(value).with(Kind.NUMBER, "-1"));
                    }
                    at = tokens.next(value);
                }
                default -> at = next;
            }
        }
    }

    private int syslogAccess(int at, int access, int value) throws EngineException {
        String level = tokens.get(value).word();
        if (!tokens.get(access).isWord("access") || !(level.equals("restricted") || level.equals("unrestricted"))) {
            throw Dialect.syntaxError(tokens.get(Math.min(value, tokens.size() - 1)));
        }
        noted.put("syslog_access", level.toUpperCase(Locale.ROOT));
        return drop(at, tokens.next(value));
    }

    private int sessionTimeout(int at, int timeout, int value) throws EngineException {
        String seconds = tokens.get(value).text();
        if (!tokens.get(timeout).isWord("timeout") || !seconds.matches("\\d{1,9}")) {
            throw Dialect.syntaxError(tokens.get(Math.min(value, tokens.size() - 1)));
        }
        int limit = Integer.parseInt(seconds);
        if (limit < SHORTEST_TIMEOUT || limit > LONGEST_TIMEOUT) {
            throw Dialect.failure("SESSION TIMEOUT must be from %d to %d seconds, not %d"
                    .formatted(SHORTEST_TIMEOUT, LONGEST_TIMEOUT, limit));
        }
        noted.put("session_timeout", seconds);
        return drop(at, tokens.next(value));
    }

    /** Notes a text or name, and takes the option away. */
    private int note(String key, int at, int value, boolean complete) throws EngineException {
        Token token = tokens.get(value);
        String text =
                token.kind() == Kind.STRING ? StringLiteral.plainValue(token) : token.isName() ? token.name() : null;
        if (!complete || text == null || text.contains("\"") || text.contains("\\")) {
            throw Dialect.syntaxError(tokens.get(Math.min(value, tokens.size() - 1)));
        }
        noted.put(key, text);
        return drop(at, tokens.next(value));
    }

    /** Takes the option away, with a comma before or behind it. */
    private int drop(int from, int to) {
        boolean comma = tokens.get(to).isSymbol(",");
        tokens.remove(from, comma ? tokens.next(to) : to);
        return from < tokens.size() && tokens.get(from).significant() ? from : tokens.next(from);
    }
}
