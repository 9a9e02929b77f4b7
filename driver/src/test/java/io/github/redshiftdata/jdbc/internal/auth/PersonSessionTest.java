package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** The keys that a person has got: how long they are used, and when a person is asked again. */
class PersonSessionTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private Instant now = NOW;
    private int asked;
    private final PersonSession session = new PersonSession(() -> now);

    private static AwsSessionCredentials keysUntil(Instant end) {
        return AwsSessionCredentials.builder()
                .accessKeyId("ASIAEXAMPLE")
                .secretAccessKey("hush")
                .sessionToken("token")
                .expirationTime(end)
                .build();
    }

    private void signIn(Instant end) {
        var pending = session.signIn("the sign-in", "", shown -> {
            asked++;
            return keysUntil(end);
        });
        if (pending != null) {
            pending.end().join();
        }
    }

    @Test
    void keysAreUsedUntilAMinuteBeforeTheirEnd() {
        signIn(NOW.plus(MARGIN).plusMillis(2));
        now = NOW.plusMillis(1);
        assertThat(session.keys(null, "nobody").accessKeyId()).isEqualTo("ASIAEXAMPLE");
        signIn(NOW);
        assertThat(asked).isEqualTo(1);
        now = NOW.plusMillis(2);
        assertThatThrownBy(() -> session.keys(null, "nobody has signed in"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("nobody has signed in");
        signIn(NOW.plus(Duration.ofHours(1)));
        assertThat(asked).isEqualTo(2);
        assertThat(session.keys(null, "nobody").expirationTime()).contains(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void keysThatAwsCallsExpiredAreNotUsedAgain() {
        signIn(NOW.plus(Duration.ofHours(1)));
        session.forget();
        assertThatThrownBy(() -> session.keys(null, "nobody")).hasMessage("nobody");
        signIn(NOW.plus(Duration.ofHours(1)));
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void whatTheProgramHasGivenSignsInWithoutAPerson() {
        var keys = session.keys(
                () -> session.signIn("the sign-in", "", shown -> keysUntil(NOW.plus(Duration.ofHours(1)))), "nobody");
        assertThat(keys.accessKeyId()).isEqualTo("ASIAEXAMPLE");
    }

    @Test
    void keysWithoutAnEndAreNotTrusted() {
        var pending = session.signIn(
                "the sign-in", "", shown -> AwsSessionCredentials.create("ASIAEXAMPLE", "hush", "token"));
        pending.end().join();
        assertThatThrownBy(() -> session.keys(null, "nobody")).hasMessage("nobody");
    }
}
