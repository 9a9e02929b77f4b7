package io.github.redshiftdata.shell.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementSplitterTest {

    private static final Map<String, String> VARIABLES = Map.of("n", "7", "table", "sales");

    private static List<Piece> split(String text) {
        var splitter = new StatementSplitter((name, quote) -> {
            var value = VARIABLES.get(name);
            return value == null ? null : (quote + value + quote).strip();
        });
        var pieces = new ArrayList<Piece>();
        for (var line : text.split("(?<=\n)", -1)) {
            pieces.addAll(splitter.feed(line));
        }
        if (splitter.unterminated() == null) {
            pieces.addAll(splitter.end());
        }
        return pieces;
    }

    private static List<String> texts(String text) {
        return split(text).stream().map(Piece::text).toList();
    }

    @Test
    void semicolonsSeparateStatementsAndTheLastNeedsNone() {
        assertThat(texts("select 1; select 2;\n;;select\n 3")).containsExactly("select 1", "select 2", "select\n 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ';'",
                "select 'it''s;'",
                "select 'a\\';b'",
                "select \"a;\"\"b\"",
                "select $$;$$",
                "select $body$ $$;$$ ; $body$",
                "select 1 -- ; no end\n + 1",
                "select /* ; /* ; */ ; */ 1",
                "select 'a\n;b'",
                "select a$b$c from t$",
                "select $1",
                "select 1 \\ 2"
            })
    void aSemicolonInsideOfSomethingSeparatesNothing(String statement) {
        assertThat(texts(statement)).containsExactly(statement);
        assertThat(texts(statement + ";select 2")).containsExactly(statement, "select 2");
    }

    @Test
    void aDollarInsideANameQuotesNothing() {
        assertThat(texts("select a$b$; select c$b$")).containsExactly("select a$b$", "select c$b$");
    }

    @Test
    void commentsAloneAreNoStatement() {
        assertThat(texts("-- one\n/* two */ ;\n  \n")).isEmpty();
    }

    @Test
    void aCommentBeforeAStatementGoesWithIt() {
        assertThat(texts("-- for the audit\nselect 1;")).containsExactly("-- for the audit\nselect 1");
    }

    @Test
    void aStatementBeginsOnTheLineOfItsFirstWord() {
        assertThat(split("\n-- a\nselect 1;\n\n\nselect 2; select\n3;\n\\x\n"))
                .extracting(Piece::line)
                .containsExactly(3, 6, 6, 8);
    }

    @Test
    void aLineWithABackslashIsACommandAndTheStatementAroundItGoesOn() {
        assertThat(split("select 1;\n  \\timing on  \nselect\n\\x\n2"))
                .extracting(Piece::kind, Piece::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Piece.Kind.STATEMENT, "select 1"),
                        org.assertj.core.groups.Tuple.tuple(Piece.Kind.COMMAND, "\\timing on"),
                        org.assertj.core.groups.Tuple.tuple(Piece.Kind.COMMAND, "\\x"),
                        org.assertj.core.groups.Tuple.tuple(Piece.Kind.STATEMENT, "select\n2"));
        assertThat(texts("select 1; \\q")).containsExactly("select 1", "\\q");
        assertThat(texts("select '\n\\x\n'")).containsExactly("select '\n\\x\n'");
    }

    @Test
    void variablesAreReplacedOutsideOfQuotesAndComments() {
        assertThat(texts("select :n, :'n', :\"table\" from :table -- :n"))
                .containsExactly("select 7, '7', \"sales\" from sales -- :n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ':n', \":n\", $$:n$$",
                "select 1::n",
                "select a := n",
                "select :unknown, :'unknown', :'n",
                "select : n"
            })
    void whatIsNoVariableStaysAsItIs(String statement) {
        var splitter = new StatementSplitter((name, quote) -> VARIABLES.get(name));
        splitter.feed(statement);
        assertThat(splitter.begun()).isEqualTo(statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"string|'abc;", "quoted name|\"abc;", "dollar-quoted string|$x$abc;$$", "comment|/* /* */ ;"})
    void whatHasNoEndIsNamed(String example) {
        var splitter = new StatementSplitter((name, quote) -> null);
        splitter.feed("select\n");
        splitter.feed(example.substring(example.indexOf('|') + 1));
        assertThat(splitter.unterminated())
                .isEqualTo("The " + example.substring(0, example.indexOf('|')) + " that begins in line 2");
        assertThat(splitter.hasBegun()).isTrue();
        splitter.clear();
        assertThat(splitter.hasBegun()).isFalse();
    }

    @Property
    void nothingOfStatementsIsLost(@ForAll("statements") List<String> statements) {
        assertThat(texts(String.join(";", statements))).containsExactlyElementsOf(statements);
    }

    @Provide
    Arbitrary<List<String>> statements() {
        var word = Arbitraries.of(
                "select",
                " ",
                "\n",
                "'a;''b\\''",
                "\"x;\"",
                "$$;'$$",
                "$t$ $$;$t$",
                "/* ;/* */; */",
                "-- ;'\n",
                "a$b",
                "::int",
                "(",
                ")",
                "1.5",
                "é");
        return word.list()
                .ofMaxSize(12)
                .map(words -> "x " + String.join(" ", words) + "\ny")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
