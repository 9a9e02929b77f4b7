package io.github.redshiftdata.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.postgresql.core.Parser;

/** Where a text ends that holds a semicolon: by a splitter that is written otherwise, and by pgjdbc. */
class SqlLexerTest {

    private static final Pattern QUOTED = Pattern.compile(
            "(?s)(?:[xXbB]'(?:[^']|'')*+(?:'|$)|[eEnN]?'(?:[^'\\\\]|\\\\.|'')*+(?:'|\\\\?$)|\"[^\"]*+(?:\"|$)|--[^\\r\\n]*+"
                    + "|\\$((?:[A-Za-z_\\x{80}-\\x{ffff}][A-Za-z_0-9\\x{80}-\\x{ffff}]*+)?)\\$(?:.*?\\$\\1\\$|.*))");
    private static final Pattern MORE_LINES =
            Pattern.compile("(?s)(?:[ \\t\\f\\x0b]|--[^\\r\\n]*+)*+[\\r\\n](?:[\\s]|--[^\\r\\n]*+)*+(')");
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z_\\x{80}-\\x{ffff}][A-Za-z_0-9$\\x{80}-\\x{ffff}]*+|[0-9]++");

    /** Places of the semicolons that end a statement. */
    private static List<Integer> reference(String sql) {
        var ends = new ArrayList<Integer>();
        int at = 0;
        while (at < sql.length()) {
            var quoted = QUOTED.matcher(sql).region(at, sql.length());
            var name = NAME.matcher(sql).region(at, sql.length());
            if (sql.startsWith("/*", at)) {
                at = commentEnd(sql, at + 2);
            } else if (quoted.lookingAt()) {
                at = moreLines(sql, at, quoted.end());
            } else if (name.lookingAt()) {
                at = name.end();
            } else {
                if (sql.charAt(at) == ';') {
                    ends.add(at);
                }
                at++;
            }
        }
        return ends;
    }

    private static int commentEnd(String sql, int from) {
        int at = from;
        while (at < sql.length()) {
            if (sql.startsWith("*/", at)) {
                return at + 2;
            }
            at = sql.startsWith("/*", at) ? commentEnd(sql, at + 2) : at + 1;
        }
        return at;
    }

    private static int moreLines(String sql, int start, int end) {
        var more = MORE_LINES.matcher(sql).region(end, sql.length());
        if (sql.charAt(end - 1) != '\'' || end - start < 2 || sql.charAt(start) == '"' || !more.lookingAt()) {
            return end;
        }
        String prefix = "xXbB".indexOf(sql.charAt(start)) >= 0 ? "x" : "";
        var rest = QUOTED.matcher(prefix + sql.substring(more.start(1)));
        assertThat(rest.lookingAt()).isTrue();
        int next = more.start(1) + rest.end() - prefix.length();
        return next == more.start(1) + 1 ? next : moreLines(sql, start, next);
    }

    @Provide
    Arbitrary<String> hostile() {
        var pieces = Arbitraries.of(
                "'",
                "''",
                "'a'",
                "'a''b\\'x('",
                "';'",
                "E'",
                "e'\\''",
                "n'",
                "x'",
                "b'1'",
                "\\",
                "\\\\",
                "\"",
                "\";\"",
                "$$",
                "$$;$$",
                "$a$",
                "$a$;$a$",
                "$1",
                "/*",
                "*/",
                "/*;/*'*/*/",
                "--",
                "-- '\n",
                "--\r",
                "\n",
                " ",
                ";",
                "(",
                ")",
                "a",
                "1",
                "é",
                "_",
                ":a",
                "::",
                ",",
                "#t",
                "date",
                "u&");
        return pieces.list().ofMaxSize(14).map(list -> String.join("", list));
    }

    @Property(tries = 20_000)
    void statementsEndWhereTheReferenceEndsThem(@ForAll("hostile") String text) {
        var ends = SqlLexer.tokens(text).stream()
                .filter(token -> token.isSymbol(";"))
                .map(Token::source)
                .toList();

        assertThat(ends).as(text).isEqualTo(reference(text));
    }

    @Property(tries = 20_000)
    void pgjdbcSeesOneStatementWhereTheDialectSeesOne(@ForAll("hostile") String text) throws SQLException {
        Translation translation;
        try {
            translation = Dialect.translate("select " + text, Map.of("a", "1"), false);
        } catch (EngineException e) {
            return;
        }
        var queries = Parser.parseJdbcSql(translation.sql(), true, true, true, false, false);

        assertThat(queries).as(translation.sql()).hasSizeLessThanOrEqualTo(1);
        assertThat(queries.get(0).bindPositions).as(translation.sql()).hasSameSizeAs(translation.values());
    }

    @Example
    void aDoubledQuoteBeforeAnEscapedOneKeepsTheNextLiteralWhole() throws Exception {
        var translation = Dialect.translate("select 'a''b\\'x(', 'c;d'", Map.of(), false);

        assertThat(Parser.parseJdbcSql(translation.sql(), true, true, true, false, false))
                .hasSize(1);
        assertThatThrownBy(() -> Dialect.translate("select 'a''b\\'x(', 'c';d", Map.of(), false))
                .hasMessageContaining("multiple commands");
    }

    @Example
    void manyCommentsAreReadOnce() throws EngineException {
        for (String comment : List.of("/* c */ ", "-- c\n", "/* c */\n-- d\n")) {
            for (String statement : List.of("select 1", "create table t (a int)", "alter table t add a int")) {
                var sql = statement.replaceFirst(" ", " " + comment.repeat(20_000));

                assertThat(Dialect.translate(sql, Map.of(), false).sql()).startsWith(sql.substring(0, 100));
                // One token: nothing can look at the comments again and again.
                assertThat(SqlLexer.tokens(sql)).hasSizeLessThan(20);
            }
        }
    }
}
