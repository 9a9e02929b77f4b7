package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of EXECUTE in a procedure. Expressions between its literals are unknown until it runs: a name stands for each of them
 * while the text as a whole is translated.
 */
final class DynamicSql {

    private static final Pattern STAND_IN = Pattern.compile("redshift_stand_in_(\\d+)_");

    private DynamicSql() {}

    /**
     * Translates the text of EXECUTE.
     *
     * @param execute the word
     * @param end the end of the statement
     * @return whether the text is a TRUNCATE
     */
    static boolean rewrite(TokenList tokens, int execute, int end) {
        int start = tokens.next(execute);
        int stop = stop(tokens, start, end);
        var expressions = new ArrayList<String>();
        String text = whole(tokens, start, stop, expressions);
        if (text == null) {
            return false;
        }
        String translated;
        try {
            translated = Dialect.dynamic(text);
        } catch (EngineException e) {
            // It is told when the text runs, if it ever does.
            return false;
        }
        tokens.replace(start, stop, taken(translated, expressions));
        var first = new TokenList(SqlLexer.tokens(text));
        return first.get(first.first()).isWord("truncate");
    }

    private static int stop(TokenList tokens, int start, int end) {
        int depth = 0;
        for (int i = start; i < end; i++) {
            Token token = tokens.get(i);
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            if (depth == 0 && (token.isWord("into") || token.isWord("using") || token.isWord("loop"))) {
                return tokens.previous(i) + 1;
            }
        }
        return tokens.previous(end) + 1;
    }

    /** The text with a stand-in for each expression; null where there is no literal, or one with escapes. */
    private static @Nullable String whole(TokenList tokens, int start, int stop, List<String> expressions) {
        var text = new StringBuilder();
        boolean literal = false;
        int depth = 0;
        int from = start;
        for (int i = start; i <= stop; i++) {
            Token token = tokens.get(i);
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            boolean joined = i < stop
                    && depth == 0
                    && token.isSymbol("|")
                    && tokens.get(i + 1).isSymbol("|");
            if (!joined && i < stop) {
                continue;
            }
            List<Token> piece = new TokenList(tokens.toList().subList(from, Math.min(i, stop)))
                    .toList().stream().filter(Token::significant).toList();
            if (piece.size() == 1 && piece.get(0).kind() == Kind.STRING) {
                String value = StringLiteral.plainValue(piece.get(0));
                if (value == null || value.contains("redshift_stand_in_")) {
                    return null;
                }
                literal = true;
                text.append(value);
            } else {
                text.append("redshift_stand_in_").append(expressions.size()).append('_');
                expressions.add(TokenList.text(tokens.toList().subList(from, Math.min(i, stop)))
                        .strip());
            }
            from = i + 2;
            i += joined ? 1 : 0;
        }
        return literal ? text.toString() : null;
    }

    /** The translated text as literals and expressions. */
    private static List<Token> taken(String translated, List<String> expressions) {
        var sql = new ArrayList<Token>();
        Matcher standIn = STAND_IN.matcher(translated);
        int from = 0;
        while (standIn.find()) {
            literal(sql, translated.substring(from, standIn.start()));
            join(sql);
            sql.addAll(TokenList.added(expressions.get(Integer.parseInt(standIn.group(1)))));
            from = standIn.end();
        }
        literal(sql, translated.substring(from));
        return sql;
    }

    private static void literal(List<Token> sql, String text) {
        if (!text.isEmpty()) {
            join(sql);
            sql.add(Token.added(Kind.STRING, "'" + text.replace("'", "''") + "'"));
        }
    }

    private static void join(List<Token> sql) {
        if (!sql.isEmpty()) {
            sql.addAll(TokenList.added(" || "));
        }
    }
}
