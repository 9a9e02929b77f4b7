package io.github.redshiftdata.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A long text gives the statements that its parts would give each by itself. */
class StatementListTest {

    @Provide
    Arbitrary<List<String>> parts() {
        return Arbitraries.of("a", "select ?, ?", "/* c */", "-- d\n", "insert into t values (?)", "'x;y'", "(a;b)")
                .list()
                .ofMinSize(1)
                .ofMaxSize(400);
    }

    @Property(tries = 60)
    void whatIsReadDoesNotDependOnTheLength(@ForAll("parts") List<String> parts) throws SqlTextException {
        var expected = new ArrayList<String>();
        for (var part : parts) {
            expected.add(described(SqlScript.parts(part, 1000).get(0)));
        }
        var read = SqlScript.parts(String.join(";", parts), 1000);
        assertThat(read).map(StatementListTest::described).containsExactlyElementsOf(expected);
        assertThat(SqlScript.withoutComments(read))
                .map(StatementListTest::described)
                .containsExactlyElementsOf(expected.stream()
                        .filter(part -> !part.startsWith("EMPTY"))
                        .toList());
    }

    /** Tokens that are far from each other are kept in another way than those that are near. */
    @Property(tries = 40)
    void placesAreRightHoweverFarTheyAre(@ForAll("lengths") List<Integer> lengths) throws SqlTextException {
        var text = new StringBuilder();
        for (var length : lengths) {
            text.append("w".repeat(length)).append(' ');
        }
        var tokens = SqlLexer.read(text.toString());
        assertThat(tokens.stream().filter(token -> token.kind() == TokenKind.WORD))
                .map(token -> token.text().length())
                .containsExactlyElementsOf(lengths);
    }

    @Provide
    Arbitrary<List<Integer>> lengths() {
        return Arbitraries.of(1, 2, 7, 70_000, 30_000).list().ofMinSize(1).ofMaxSize(50);
    }

    private static String described(SqlStatement statement) {
        return statement.kind() + " " + statement.markerPlaces() + " " + statement.text();
    }
}
