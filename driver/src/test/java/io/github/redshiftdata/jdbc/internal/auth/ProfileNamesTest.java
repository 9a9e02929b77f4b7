package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileNamesTest {

    private static final String LISTING = "no key: ProfileFile(sections=[own])";
    private static final String STAND_IN = ProfileNames.class.getName() + "$Told: ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Unable to load | Unable to load",
                "no credentials for profile 'x': ProfileFile(sections=[profiles], profiles=[Profile(name=own,"
                        + " properties=[aws_access_key_id])]) | no credentials for profile 'x'",
                "ProfileCredentialsProvider(profileName=x, profileFile=ProfileFile(sections=[a(b)])): no credentials for"
                        + " profile 'x': ProfileFile(sections=[a(b)]), next | ProfileCredentialsProvider(profileName=x):"
                        + " no credentials for profile 'x', next",
                "cut: ProfileFile(sections=[a | cut",
                "first: ProfileFile(a), then: ProfileFile(b(c)d), last | first, then, last",
                "ProfileFile(a) alone | ` alone`",
            })
    void theListingIsLeftOutAndTheRestStays(String message, String left) {
        assertThat(ProfileNames.leftOut(message)).isEqualTo(left);
    }

    @Test
    void whatListsNothingIsShownAsItIs() {
        var plain = new IllegalStateException("no", new IOException("none"));
        plain.addSuppressed(new IOException((String) null));
        assertThat(ProfileNames.leftOut(plain)).isSameAs(plain);
    }

    @Test
    void anExceptionWithTheListingIsToldWithoutItByItsTypeAndPlace() {
        var listing = new IllegalStateException(LISTING);
        var told = ProfileNames.leftOut(listing);
        assertThat(told).hasMessage("java.lang.IllegalStateException: no key").hasNoCause();
        assertThat(told.getStackTrace()).isEqualTo(listing.getStackTrace());
    }

    /** What an exception with a listing deep inside is shown as. */
    static Stream<Throwable> holders() {
        return Stream.of(
                new IOException("outer", new IllegalStateException("middle", new IllegalStateException(LISTING))),
                suppressing(new IOException("outer"), new IllegalStateException(LISTING)),
                new IOException("outer", suppressing(new IOException("plain"), new IllegalStateException(LISTING))),
                suppressing(new IOException("outer"), new IOException("plain", new IllegalStateException(LISTING))),
                suppressing(new IllegalStateException(LISTING), new IllegalStateException(LISTING)),
                new IllegalStateException(LISTING, new IOException("plain")));
    }

    @ParameterizedTest
    @MethodSource("holders")
    void theListingIsLeftOutOfAllThatAnExceptionHolds(Throwable holder) {
        assertThat(trace(ProfileNames.leftOut(holder)).replace(STAND_IN, ""))
                .isEqualTo(trace(holder).replace(": ProfileFile(sections=[own])", ""));
    }

    @Test
    void circlesThatListNothingAreShownAsTheyAre() {
        var causes = new IllegalStateException("one");
        causes.initCause(new IOException("other", causes));
        var others = new IllegalStateException("one");
        others.addSuppressed(suppressing(new IOException("other"), others));
        for (var circle : new Throwable[] {causes, others}) {
            assertThat(ProfileNames.leftOut(circle)).isSameAs(circle);
        }
    }

    @Test
    void aCircleOfCausesIsFollowedSoFarOnly() {
        var one = new IllegalStateException(LISTING);
        one.initCause(new IOException("other", one));
        var shown = trace(ProfileNames.leftOut(one));
        assertThat(shown).contains("IOException: other").doesNotContain("ProfileFile", "CIRCULAR");
        assertThat(shown.split("Caused by: ", -1)).hasSize(11);
    }

    @Test
    void exceptionsThatSuppressEachOtherAreFollowedSoFarOnly() {
        var one = new IllegalStateException(LISTING);
        one.addSuppressed(suppressing(new IOException("other"), one));
        var shown = trace(ProfileNames.leftOut(one));
        assertThat(shown).contains("IOException: other").doesNotContain("ProfileFile", "CIRCULAR");
        assertThat(shown.split("Suppressed: ", -1)).hasSize(11);
    }

    private static String trace(Throwable thrown) {
        var shown = new StringWriter();
        thrown.printStackTrace(new PrintWriter(shown, true));
        return shown.toString();
    }

    private static Throwable suppressing(Throwable thrown, Throwable suppressed) {
        thrown.addSuppressed(suppressed);
        return thrown;
    }
}
