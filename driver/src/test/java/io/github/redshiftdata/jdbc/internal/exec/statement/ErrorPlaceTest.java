package io.github.redshiftdata.jdbc.internal.exec.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorPlaceTest {

    private static final String REFERENCE = " [statement id s-1] [request id r-1]";

    private static SQLSyntaxErrorException error(String said, int position) {
        return new SQLSyntaxErrorException("ERROR: " + said + "\n  Position: " + position + REFERENCE, "42703");
    }

    private static String shown(String said, int position, String text) {
        return shown(said, position, text, text);
    }

    private static String shown(String said, int position, String text, String sent) {
        return ErrorPlace.shown(error(said, position), statement(text, sent)).getMessage();
    }

    private static BoundStatement statement(String text, String sent) {
        return new BoundStatement(
                sent, List.of(), BoundStatement.ofDriver("SELECT 1").facts(), text);
    }

    @Test
    void theLineIsShownWithAMarkAndTheIdsStayAtTheEnd() {
        assertThat(shown("column \"nope\" does not exist", 8, "select nope from t"))
                .isEqualTo("ERROR: column \"nope\" does not exist\n  Position: 8\n  select nope from t\n         ^"
                        + REFERENCE);
    }

    @Test
    void ofATextOfSeveralLinesTheLineIsShown() {
        assertThat(shown("column \"nope\" does not exist", 15, "select a,\n    nope,\n    b"))
                .contains("\n      nope,\n      ^" + REFERENCE)
                .doesNotContain("select");
    }

    @Test
    void ofALongLineThePartAroundThePlaceIsShown() {
        var text = "select " + "a, ".repeat(100) + "nope, " + "b, ".repeat(100) + "c";
        assertThat(shown("column \"nope\" does not exist", text.indexOf("nope") + 1, text))
                .containsPattern("\n  (…[ ,a]{40})nope[ ,b]+…\n {43}\\^ \\[");
    }

    @Test
    void positionsCountCharactersAndTheEndIsAPlaceToo() {
        assertThat(shown("column \"nope\" does not exist", 13, "select '😀', nope"))
                .contains("\n  select '😀', nope\n              ^");
        assertThat(shown("syntax error at end of input", 9, "select 1")).contains("\n  select 1\n          ^");
    }

    @Test
    void theEndOfALineIsAPlaceOnIt() {
        assertThat(shown("syntax error at end of input", 9, "select 1\n-- no more"))
                .contains("\n  select 1\n          ^" + REFERENCE);
    }

    @Test
    void withoutIdsThePlaceStandsAtTheEnd() {
        var error = new SQLException("ERROR: no\n  Position: 8", "HY000");
        assertThat(ErrorPlace.shown(error, statement("select 1", "select 1")).getMessage())
                .isEqualTo("ERROR: no\n  Position: 8\n  select 1\n         ^");
    }

    /** A character of two parts is cut neither at the begin nor at the end of what is shown. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 60, 61, 62, 120})
    void noCharacterIsCutInTwo(int position) {
        for (var text : new String[] {"😀".repeat(120), "x" + "😀".repeat(120)}) {
            var message = shown("no", position, text);
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(message)).isTrue();
            var lines = message.lines().toList();
            assertThat(lines.get(3).codePoints().filter(c -> c == '^').count()).isEqualTo(1);
        }
    }

    /** The database counts in a text with other parameters in it than the user wrote. */
    @Test
    void behindParametersThePlaceIsShownWhereTheMessageNamesWhatStandsThere() {
        var said = "syntax error at or near \"FROM\"";
        var text = "SELECT ?, FROM event";
        var mark = "\n  SELECT ?, FROM event\n            ^";
        assertThat(shown(said, 13, text, "SELECT :p1, FROM event")).contains(mark);
        assertThat(shown(said, 12, text, "SELECT :p1, FROM event")).contains(mark);
        assertThat(shown(said, 15, text, "SELECT 'abc', FROM event")).contains(mark);
        assertThat(shown("syntax error at or near \"x\"", 13, text, "SELECT :p1, FROM event"))
                .doesNotContain("^");
        assertThat(shown("function f(x) does not exist", 8, "SELECT f(?)", "SELECT f(:p1)"))
                .contains("\n  SELECT f(?)\n         ^");
    }

    @Test
    void noValueOfAParameterIsShown() {
        assertThat(shown("syntax error at or near \"FROM\"", 16, "SELECT ?, FROM t", "SELECT 'hush', FROM t"))
                .contains("SELECT ?, FROM t")
                .doesNotContain("hush");
    }

    @Test
    void aTextWithASecretIsNotShown() {
        for (var text : new String[] {
            "create user ann\npassword\n'hush' valid nope",
            "copy t from 's3://b' credentials 'aws_access_key_id=a;aws_secret_access_key=hush' nope"
        }) {
            assertThat(shown("syntax error at or near \"nope\"", text.indexOf("nope") + 1, text))
                    .doesNotContain("hush", "^");
        }
    }

    @Test
    void classStateCodeAndCauseStay() {
        var cause = error("column \"nope\" does not exist", 8);
        var shown = ErrorPlace.shown(cause, statement("select nope", "select nope"));
        assertThat((Throwable) shown).isInstanceOf(SQLSyntaxErrorException.class);
        assertThat(shown.getSQLState()).isEqualTo("42703");
        assertThat(shown.getStackTrace()).isEqualTo(cause.getStackTrace());
    }

    @Test
    void withoutAPositionAnErrorIsAsItWas() {
        var error = new SQLException("ERROR: no" + REFERENCE, "HY000");
        assertThat((Throwable) ErrorPlace.shown(error, statement("select 1", "select 1")))
                .isSameAs(error);
    }

    @Property
    void noTextAndNoPositionIsTooMuch(
            @ForAll @StringLength(max = 200) String text,
            @ForAll @StringLength(max = 20) String sentEnd,
            @ForAll @IntRange(min = -2, max = 300) int position) {
        for (var sent : new String[] {text, text + sentEnd, sentEnd + text}) {
            var message = shown("x \"" + sentEnd + "\"", position, text, sent);
            assertThat(message).startsWith("ERROR: x ").endsWith(REFERENCE);
        }
    }
}
