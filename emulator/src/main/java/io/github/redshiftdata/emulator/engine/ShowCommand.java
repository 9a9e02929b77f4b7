package io.github.redshiftdata.emulator.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SHOW of a setting that PostgreSQL does not have, and of what PostgreSQL lists otherwise. */
final class ShowCommand {

    /** What is listed and no setting. */
    static final Set<String> LISTS = Set.of("databases", "schemas", "tables", "columns");

    private ShowCommand() {}

    static void rewrite(TokenList tokens, Set<String> redshiftSettings) throws EngineException {
        String word = tokens.get(tokens.next(tokens.first())).word();
        if (redshiftSettings.contains(word)) {
            boolean off = word.startsWith("enable_") || word.startsWith("describe_");
            String missing = off ? "off" : word.equals("interval_forbid_composite_literals") ? "on" : "";
            tokens.replace(
                    0,
                    tokens.size(),
                    "SELECT coalesce(current_setting('redshift.%s', true), '%s') AS %s".formatted(word, missing, word));
            return;
        }
        @Nullable String query = ShowObjects.query(tokens);
        if (query != null) {
            tokens.replace(0, tokens.size(), query);
        }
    }
}
