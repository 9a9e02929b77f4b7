package io.github.redshiftdata.emulator.engine;

import java.util.Set;

/** VACUUM, ANALYZE and CANCEL: their options mean nothing to PostgreSQL. */
final class Maintenance {

    private static final Set<String> VACUUM_OPTIONS = Set.of("full", "sort", "delete", "only", "reindex", "recluster");

    private Maintenance() {}

    static void vacuum(TokenList tokens) {
        int at = tokens.next(tokens.first());
        while (VACUUM_OPTIONS.contains(tokens.get(at).word())) {
            tokens.remove(at, tokens.next(at));
        }
        int to = tokens.find(at, "to");
        int boost = tokens.find(at, "boost");
        if (to >= 0) {
            tokens.remove(to, tokens.size());
        } else if (boost >= 0) {
            tokens.remove(boost, tokens.size());
        }
    }

    static void analyze(TokenList tokens) {
        int at = tokens.next(tokens.first());
        if (tokens.get(at).isWord("compression")) {
            tokens.replace(
                    0,
                    tokens.size(),
                    "SELECT ''::varchar(256) AS \"table\", ''::varchar(256) AS \"column\","
                            + " ''::varchar(256) AS \"encoding\", ''::varchar(256) AS est_reduction_pct WHERE false");
            return;
        }
        for (String option : new String[] {"predicate", "all"}) {
            int found = tokens.find(at, option);
            if (found >= 0 && tokens.get(tokens.next(found)).isWord("columns")) {
                tokens.remove(found, tokens.size());
            }
        }
    }

    /** {@code CANCEL pid ['message']}. */
    static void cancel(TokenList tokens) {
        int pid = tokens.next(tokens.first());
        String text = tokens.get(pid).text();
        tokens.replace(0, tokens.size(), "DO $cancel$ BEGIN PERFORM pg_cancel_backend(" + text + "); END $cancel$");
    }
}
