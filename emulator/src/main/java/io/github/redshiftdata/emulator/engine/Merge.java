package io.github.redshiftdata.emulator.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code MERGE}: Redshift's has one WHEN MATCHED and one WHEN NOT MATCHED, or REMOVE DUPLICATES, which puts the rows of the source
 * in the place of those that they match.
 */
final class Merge {

    private Merge() {}

    /** @throws EngineException at the first of what only PostgreSQL's has */
    static void refuseNewer(TokenList tokens) throws EngineException {
        for (int i = tokens.first(); i < tokens.size(); i = tokens.next(i)) {
            if (!tokens.get(i).isWord("when")) {
                continue;
            }
            boolean not = tokens.get(tokens.next(i)).isWord("not");
            int matched = not ? tokens.after(i, 2) : tokens.next(i);
            int then = tokens.next(matched);
            if (tokens.get(matched).isWord("matched") && !tokens.get(then).isWord("then")) {
                throw Dialect.syntaxError(tokens.get(then));
            }
            if (tokens.get(matched).isWord("matched")
                    && tokens.get(tokens.next(then)).isWord("do")) {
                throw Dialect.syntaxError(tokens.get(tokens.next(then)));
            }
        }
    }

    /** Rewrites one that removes duplicates: the delete and the insert see the same rows, as they are one statement. */
    static void rewrite(TokenList tokens) {
        int duplicates = tokens.previous(tokens.size());
        int remove = tokens.previous(duplicates);
        int into = tokens.next(tokens.first());
        int using = tokens.find(into, "using");
        int on = tokens.find(Math.max(using, 0), "on");
        boolean removes =
                tokens.get(remove).isWord("remove") && tokens.get(duplicates).isWord("duplicates");
        if (!removes || !tokens.get(into).isWord("into") || using < 0 || on < 0) {
            return;
        }
        List<Token> all = tokens.toList();
        List<Token> target = all.subList(into + 1, using);
        List<Token> source = all.subList(using + 1, on);
        var sql = new ArrayList<>(TokenList.added("WITH redshift_removed AS (DELETE FROM"));
        sql.addAll(target);
        sql.addAll(TokenList.added("USING"));
        sql.addAll(source);
        sql.addAll(TokenList.added("WHERE"));
        sql.addAll(all.subList(on + 1, remove));
        sql.addAll(TokenList.added(") INSERT INTO"));
        sql.addAll(target);
        sql.addAll(TokenList.added("SELECT * FROM"));
        sql.addAll(source);
        tokens.replace(0, tokens.size(), sql);
    }
}
