package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class OneSignInTest {

    /** Else all who sign in later wait for a browser that never opens. */
    @Test
    void aSignInForWhichThereWasNoThreadIsBegunByTheNextCaller() {
        var threadsLeft = new AtomicBoolean();
        var signIn = new OneSignIn<String>(() -> Instant.EPOCH, work -> {
            if (!threadsLeft.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            work.run();
        });
        assertThatThrownBy(() -> signIn.begin("the sign-in", "with", shown -> "token"))
                .isInstanceOf(OutOfMemoryError.class);
        threadsLeft.set(true);
        assertThat((Object) signIn.begin("the sign-in", "with", shown -> "token")
                        .end()
                        .getNow(null))
                .isEqualTo("token");
    }
}
