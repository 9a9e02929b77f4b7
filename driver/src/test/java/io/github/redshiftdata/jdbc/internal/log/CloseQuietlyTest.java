package io.github.redshiftdata.jdbc.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CloseQuietlyTest {

    @Test
    void whatIsNotNeededIsClosed() {
        var closed = new int[1];
        CloseQuietly.quietly(() -> closed[0]++);
        assertThat(closed[0]).isEqualTo(1);
    }

    @Test
    void aFailureToCloseIsNobodysException() {
        for (var failure : new Exception[] {new IOException("in use"), new IllegalStateException("in use")}) {
            assertThatCode(() -> CloseQuietly.quietly(() -> {
                        throw failure;
                    }))
                    .doesNotThrowAnyException();
        }
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anInterruptWhileClosingStays() {
        CloseQuietly.quietly(() -> {
            throw new InterruptedException();
        });
        assertThat(Thread.interrupted()).isTrue();
    }
}
