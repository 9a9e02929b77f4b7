package io.github.redshiftdata.jdbc.internal.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void everySentenceOfTheJarHasAState() {
        assertThat(Sentences.load().all()).hasSizeGreaterThan(3_000).allSatisfy(sentence -> assertThat(sentence.state())
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // a name or a value may be empty, and at either end
                "a%sb | ab | true",
                "a%sb%sc | abc | true",
                "%sb | b | true",
                "a%s | a | true",
                "%s | `` | true",
                "%s%s%s | x | true",
                "a%s%s | a | true",
                "a%sb | `` | false",
                "%s b | `` | false",
                "%sb%sc | xc | false",
                "%sb%sc | xb | false",
                "a%sb%sc | acb | false",
                "a%sb | bab | false",
                "a%sb | abx | false",
                // what one part took is not there for the next
                "%sb%sab | ab | false",
                // the last that fits may follow others like it
                "a%sb | abbb | true",
                "a %s b %s c | a b b c b x c | true",
                // numbers
                "at %d | at 0123456789 | true",
                "at %d | at -5 | true",
                "at %d | at - | true",
                "at %d | at 5-5 | false",
                "at %d | at 5/5 | false",
                "at %d | at 5:5 | false",
                "at %dth | at th | false",
                "at %d. | at 7. | true",
                // keywords
                "%k x | ALTER TABLE x | true",
                "%k x | AZ x | true",
                "%k x | DROP/ADD_COLUMN(S).Z x | true",
                "%k x | @A x | false",
                "%k x | A[ x | false",
                "%k x | a x | false",
                "%k x | _A x | false",
                "%k | MERGE | true",
                "in %k | in `` | false",
                // words
                "type %w is | type my-type_1 is | true",
                "type %w is | type a b is | false",
                "type %w: | type a: | true",
                "type %w( | type a( | true",
                "type %w) | type a) | true",
                "type %wx | type x | false",
                // the server's own percent sign, and either case
                "100%% of %s | 100% OF it | true",
                "100%% of %s | 1000 of it | false"
            })
    void aHoleTakesWhatItIsForAndNothingElse(String pattern, String message, boolean fits) {
        assertThat(Sentence.parse("42601", pattern).matches(message)).isEqualTo(fits);
    }

    @Test
    void aSentenceKnowsHowItBeginsAndHowMuchOfItIsTheServers() {
        assertThat(Sentence.parse("42601", "Type %s of %d%%").firstCharacter()).isEqualTo('t');
        assertThat(Sentence.parse("42601", "%% of %s").firstCharacter()).isEqualTo('%');
        assertThat(Sentence.parse("42601", "%s of").firstCharacter()).isEqualTo('\0');
        assertThat(Sentence.parse("42601", "%d of").firstCharacter()).isEqualTo('\0');
        assertThat(Sentence.parse("42601", "Type %s of %d%%").constantLength()).isEqualTo(10);
        assertThat(Sentence.parse("42601", "Type %s").state()).isEqualTo("42601");
        assertThatThrownBy(() -> Sentence.parse("42601", "%x")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Sentences table(String text) throws IOException {
        var sentences = new Sentences();
        sentences.read(new BufferedReader(new StringReader(text)));
        return sentences;
    }

    @Test
    void aTableIsReadBySectionsOfStates() throws IOException {
        var sentences = table(
                """
                # of a comment nothing counts

                [42P01]
                relation %s is away
                it has\\ntwo lines.
                [28000 FATAL]
                no entry
                [28P01]
                no entry
                """);
        assertThat(sentences.all())
                .extracting(Sentence::state, Sentence::toString)
                .containsExactly(
                        tuple("42P01", "relation %s is away"),
                        tuple("42P01", "it has\ntwo lines"),
                        tuple("28P01", "no entry"));
        assertThat(sentences.state(List.of("It has\ntwo lines."), false)).isEqualTo("42P01");
        assertThat(sentences.state(List.of("no entry"), true)).isEqualTo("28000");
        assertThat(sentences.state(List.of("no entry"), false)).isEqualTo("28P01");
        assertThat(sentences.state(List.of("relation x is away"), true)).isEqualTo("42P01");
    }

    /** Of the sentences that a message may be, the one is meant in which most of the words are the server's. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // whichever of two that begin alike stands first
                "a relation of mine | 00002",
                "a view of mine | 00003",
                "a view of his | 00001",
                // of two with as much, the first
                "a thing of mine | 00000",
                // whether or not the server begins it
                "my index is gone | 00007",
                "the index is gone | 00005",
                "box is gone | 00004",
                "my box | 00006",
                "q z | 00008",
                "no such thing | none",
            })
    void ofTwoSentencesTheOneWithMoreOfTheServersWordsCounts(String message, String state) throws IOException {
        var sentences = table(
                """
                [00000]
                a %s
                [00001]
                a %s of his
                [00002]
                a relation %s
                [00003]
                a view %s
                a %s
                [00004]
                %s is gone
                [00005]
                the index is gone
                [00006]
                my %s
                [00007]
                %s index is gone
                [00008]
                q %s
                [00009]
                %s z
                """);
        assertThat(sentences.state(List.of(message), false)).isEqualTo("none".equals(state) ? null : state);
    }

    @Test
    void ofTheMessagesThatATextMayHaveTheOneWithMoreOfTheServersWordsCounts() throws IOException {
        var sentences = table(
                """
                [00001]
                a %s
                [00002]
                a %s b %s c
                [00003]
                b %s
                """);
        assertThat(sentences.state(List.of("a x", "a x b y c"), false)).isEqualTo("00002");
        assertThat(sentences.state(List.of("a x b y c", "a x"), false)).isEqualTo("00002");
        // of two with as much, the first
        assertThat(sentences.state(List.of("a x", "b x"), false)).isEqualTo("00001");
        assertThat(sentences.state(List.of("", "b x"), false)).isEqualTo("00003");
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
