package io.github.redshiftdata.jdbc.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class CausesTest {

    private final ConnectException refused = new ConnectException("refused");
    private final IOException wrapped = new IOException(refused);
    private final IllegalStateException whole = new IllegalStateException(wrapped);

    @Test
    void theNearestOfAClassIsFound() {
        assertThat(Causes.find(whole, IOException.class)).containsSame(wrapped);
        assertThat(Causes.find(whole, ConnectException.class)).containsSame(refused);
        assertThat(Causes.find(whole, RuntimeException.class)).containsSame(whole);
        assertThat(Causes.find(whole, Error.class)).isEmpty();
    }

    @Test
    void causesInACircleAreFollowedForAWhileOnly() {
        var one = new IllegalStateException();
        var other = new IllegalArgumentException(one);
        one.initCause(other);
        assertThat(Causes.find(one, IOException.class)).isEmpty();
        assertThat(Causes.find(one, IllegalArgumentException.class)).containsSame(other);
    }
}
