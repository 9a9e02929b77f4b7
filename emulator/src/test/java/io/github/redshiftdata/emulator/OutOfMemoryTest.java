package io.github.redshiftdata.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutOfMemoryTest {

    private final List<String> seen = new ArrayList<>();
    private final OutOfMemory handler =
            new OutOfMemory((thread, error) -> seen.add("other " + error.getMessage()), () -> seen.add("end"));

    @Test
    void anErrorOfMemoryEndsTheProgramWhateverItIsWrappedIn() {
        handler.uncaughtException(Thread.currentThread(), new OutOfMemoryError("heap"));
        handler.uncaughtException(Thread.currentThread(), new IllegalStateException(new OutOfMemoryError("heap")));

        assertThat(seen).containsExactly("end", "end");
    }

    @Test
    void otherErrorsDoNot() {
        handler.uncaughtException(Thread.currentThread(), new IllegalStateException("x"));

        assertThat(seen).containsExactly("other x");
    }
}
