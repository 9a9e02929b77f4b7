package io.github.redshiftdata.jdbc.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTest {

    @Property
    void aTextOnOneLineHasNoCharacterThatCannotBeSeen(@ForAll String text) {
        assertThat(Shown.oneLine(text).codePoints())
                .noneMatch(point -> Character.isISOControl(point)
                        || point == 0x2028
                        || point == 0x2029
                        || Character.getType(point) == Character.FORMAT);
        assertThat(Shown.hasControls(Shown.oneLine(text))).isFalse();
    }

    @Property
    void aTextOfLinesHasNoLineButTheFirstThatBeginsAtTheMargin(@ForAll String text) {
        var lines = Shown.lines(text).split("\n", -1);
        for (var i = 0; i < lines.length; i++) {
            assertThat(lines[i].codePoints()).noneMatch(Character::isISOControl);
            assertThat(i == 0 || lines[i].startsWith("  ")).isTrue();
        }
        assertThat(Shown.lines(Shown.lines(text))).isEqualTo(Shown.lines(text));
    }

    @Test
    void whatCannotBeSeenIsWrittenAsInALiteral() {
        assertThat(Shown.oneLine("a\r\nb\tc\u001b[31m\u2028\u202ed\u0085"))
                .isEqualTo("a\\r\\nb\\tc\\u001b[31m\\u2028\\u202ed\\u0085");
        assertThat(Shown.oneLine("müßig 漢字 😀")).isEqualTo("müßig 漢字 😀");
        assertThat(Shown.lines("ERROR: no\n  Detail: x\nforged")).isEqualTo("ERROR: no\n  Detail: x\n  forged");
    }

    @Test
    void everyLineAfterTheFirstIsIndentedByTwo() {
        assertThat(Shown.lines("a\n")).isEqualTo("a\n  ");
        assertThat(Shown.lines("a\n ")).isEqualTo("a\n  ");
        assertThat(Shown.lines("a\n\nb")).isEqualTo("a\n  \n  b");
        assertThat(Shown.lines("a\n b")).isEqualTo("a\n  b");
        assertThat(Shown.lines("a\n  b")).isEqualTo("a\n  b");
        assertThat(Shown.lines("a\n    b")).isEqualTo("a\n    b");
        assertThat(Shown.lines("\nb")).isEqualTo("\n  b");
    }

    @Test
    void onlyWhatCannotBeSeenIsAControl() {
        for (var control : new String[] {"\n", "\u0000", "\u0085", "\u2028", "\u2029"}) {
            assertThat(Shown.hasControls("a" + control)).isTrue();
        }
        assertThat(Shown.hasControls("a\u200b b, müßig 😀")).isFalse();
    }

    @Test
    void whatIsNoCharacterByItselfIsWrittenByItsNumber() {
        assertThat(Shown.oneLine("a\ud83d")).isEqualTo("a\\ud83d");
        // a mark of language, beyond the first 65,536 characters
        assertThat(Shown.oneLine("a\udb40\udc01b")).isEqualTo("a\\udb40\\udc01b");
    }

    @Test
    void aLongValueIsCutBetweenCharacters() {
        assertThat(Shown.value("😀".repeat(300))).isEqualTo("😀".repeat(120) + "…");
        assertThat(Shown.quoted("x".repeat(120))).isEqualTo("'" + "x".repeat(120) + "'");
        assertThat(Shown.quoted(null)).isEqualTo("null");
        assertThat(Shown.value(null)).isEqualTo("null");
    }

    @Test
    void aLoginIsNotShown() {
        assertThat(Shown.value("http://me:hush@host")).isEqualTo("***@host");
        assertThat(Shown.value("http://me:hu@sh@host")).isEqualTo("***@host");
        assertThat(Shown.value("http%3A//me%3Ahush%40host")).isEqualTo("***");
        // A sign before the login is none behind it: what follows holds the password still.
        assertThat(Shown.value("http://me@corp:hush%40host")).isEqualTo("***");
        assertThat(Shown.value("http://me@corp:hush\uff20host")).isEqualTo("***");
        assertThat(Shown.value("@me:hush%2540host")).isEqualTo("***");
        assertThat(Shown.value("http://me:hush@%40host")).isEqualTo("***");
        assertThat(Shown.value("@me:hush@host")).isEqualTo("***@host");
        assertThat(Shown.value("ann@example.com")).isEqualTo("ann@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eu;password=hush",
                "eu;PassWord=hush",
                "eu password = hush",
                "eu,pwd:hush",
                "eu|passwd hush",
                "eu#secretAccessKey=hush",
                "eu%3BsecretAccessKey%3Dhush",
                "eu%253Bpassword%253Dhush",
                "eu;pass%77ord=hush",
                "eu;secret_access_key=hush",
                "eu;aws-session-token=hush",
                "eu;SESSIONTOKEN = hush",
                "eu\npassword=hush",
                "eu;pass\u200bword=hush",
                "eu;ｐａｓｓｗｏｒｄ＝hush",
                "password\n=hush",
                "eu;token=hush",
                "eu;token: hush",
                "eu;clientSecret=hush",
                "eu;api-key=hush",
                "passphrase=hush",
                "eu;password\nhush",
            })
    void whatStandsBehindAWordForASecretIsNotShown(String text) {
        assertThat(Shown.value(text)).isEqualTo("***");
        assertThat(SecretWords.in("jdbc:redshift-data://c1/dev?region=" + text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:secretsmanager:eu-west-1:123456789012:secret:reports-AbCdEf",
                "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/password/etl-AbCdEf",
                "password_resets",
                "token-service",
                "secretArn=arn:aws:secretsmanager:eu-west-1:1:secret:x",
                "arn:aws:iam::123456789012:role/PasswordReset",
                "nightly report; 100%",
                "%41%20report%2520of%252520all",
            })
    void aNameWithoutASecretIsShown(String text) {
        assertThat(Shown.value(text)).isEqualTo(text);
    }

    /** Where the word alone stands, any other part of a URL may be the secret. */
    @Test
    void aWordForASecretIsOneWithNothingBehindIt() {
        assertThat(SecretWords.in("password_resets")).isTrue();
        assertThat(SecretWords.before("password_resets")).isFalse();
        assertThat(SecretWords.in("nightly report")).isFalse();
    }

    @Test
    void layersOfPercentCodesWithoutEndAreTakenForASecret() {
        var text = "x";
        for (var i = 0; i < 100; i++) {
            text = text.replace("%", "%25").replace("x", "%78");
        }
        assertThat(SecretWords.before(text)).isTrue();
    }
}
