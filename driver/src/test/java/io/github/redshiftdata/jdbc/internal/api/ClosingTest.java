package io.github.redshiftdata.jdbc.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ClosingTest {

    @Test
    void whatIsNotNeededIsClosed() {
        var closed = new int[1];
        Closing.quietly(() -> closed[0]++);
        assertThat(closed[0]).isEqualTo(1);
    }

    @Test
    void aFailureToCloseIsNobodysException() {
        for (var failure : new Exception[] {new IOException("in use"), new IllegalStateException("in use")}) {
            assertThatCode(() -> Closing.quietly(() -> {
                        throw failure;
                    }))
                    .doesNotThrowAnyException();
        }
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anInterruptWhileClosingStays() {
        Closing.quietly(() -> {
            throw new InterruptedException();
        });
        assertThat(Thread.interrupted()).isTrue();
    }
}
