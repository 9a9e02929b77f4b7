package io.github.redshiftdata.jdbc.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SentencesTest {

    private static final Pattern HOLE = Pattern.compile("%[sdkw%]");
    private static final List<Sentence> ALL = Sentences.known().all();

    /** What a user may call a table, write as a value, or say in an error: the server's own sentences among it. */
    @Provide
    Arbitrary<String> words() {
        var own = Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(20).filter(text -> text.indexOf('"') < 0);
        var servers = Arbitraries.of(ALL).map(sentence -> filled(sentence, List.of("x", "7", "y")));
        var lines = Arbitraries.of("a\nb", "a\n  Detail: b", "a\n  Hint: deadlock detected", "ERROR: out of memory");
        return Arbitraries.oneOf(own, servers, lines).map(text -> text.replace("\"", ""));
    }

    @Provide
    Arbitrary<Sentence> sentences() {
        return Arbitraries.of(ALL).filter(sentence -> !isOpen(sentence));
    }

    /** Whatever stands in the holes, a sentence that has nothing of the user's at its ends has its state. */
    @Property(tries = 1_000)
    void noWordInAHoleChangesTheState(@ForAll("sentences") Sentence sentence, @ForAll("words") String word) {
        var plain = DatabaseErrors.state("ERROR: " + filled(sentence, List.of("x")));
        var text = "ERROR: " + filled(sentence, List.of(word)) + "\n  Position: 15";
        assertThat(DatabaseErrors.state(text)).as(text).isEqualTo(plain);
    }

    @Property(tries = 1_000)
    void whatAProcedureRaisesIsItsOwnWhateverItSays(@ForAll("words") String said) {
        var text = "ERROR: " + said + "\n  Where: PL/pgSQL function f() line 2 at RAISE";
        assertThat(DatabaseErrors.state(text)).isEqualTo("P0001");
        assertThat(DatabaseErrors.isOfLostConnection(text)).isFalse();
    }

    /** Where nobody says that it was raised, only what is a sentence of the server from end to end counts. */
    @Property(tries = 1_000)
    void aSentenceWithMoreAroundItIsNone(@ForAll("sentences") Sentence sentence) {
        var said = filled(sentence, List.of("x"));
        assertThat(DatabaseErrors.state("ERROR: the checker says: " + said)).isEqualTo("HY000");
    }

    @Test
    void everySentenceHasAState() {
        assertThat(ALL).hasSizeGreaterThan(3_000).allSatisfy(sentence -> assertThat(sentence.state())
                .matches("[0-9A-Z]{5}"));
    }

    @Test
    void aSentenceIsFoundByItself() {
        for (var sentence : ALL) {
            var text = filled(sentence, List.of("x", "7", "z"));
            assertThat(sentence.matches(text)).as(text).isTrue();
            assertThat(Sentences.known().state(List.of(text), false)).as(text).isNotNull();
        }
    }

    @Test
    void holesTakeWhatTheyAreFor() {
        var sentence = Sentence.parse("42601", "%k types %s and %s cannot be matched at %d%%");
        assertThat(sentence.matches("UNION types a and b cannot be matched at -7%"))
                .isTrue();
        assertThat(sentence.matches("UNION ALL types a\nb and  cannot be matched at 7%"))
                .isTrue();
        assertThat(sentence.matches("union types a and b cannot be matched at 7%"))
                .isFalse();
        assertThat(sentence.matches("CASE types a and b cannot be matched at x%"))
                .isFalse();
        assertThat(sentence.matches("CASE types a and b cannot be matched at 7% now"))
                .isFalse();
        assertThat(sentence.matches("CASE types a or b cannot be matched at 7%"))
                .isFalse();
        assertThat(Sentence.parse("42P01", "relation \"%s\" does not exist")
                        .matches("Relation \"a\" b\" Does Not Exist"))
                .isTrue();
    }

    /** A message of the size of a statement, with everything in it that a sentence may have to look for, is soon read. */
    @Test
    void aLongMessageIsReadInStepsOfItsLength() {
        var longName = "x and ".repeat(20_000);
        assertThat(Sentences.known().state(List.of("function " + longName), false))
                .isNull();
        assertThat(Sentences.known().state(List.of("function " + longName + " does not exist"), false))
                .isEqualTo("42883");
    }

    private static boolean isOpen(Sentence sentence) {
        return sentence.firstCharacter() == 0;
    }

    private static String filled(Sentence sentence, List<String> words) {
        var next = words.iterator();
        return HOLE.matcher(sentence.toString())
                .replaceAll(hole -> Matcher.quoteReplacement(
                        switch (hole.group()) {
                            case "%d" -> "42";
                            case "%k" -> "CREATE TABLE";
                            case "%w" -> "my_word";
                            case "%%" -> "%";
                            default -> next.hasNext() ? next.next() : words.get(0);
                        }));
    }
}
