package io.github.redshiftdata.jdbc.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnderWayTest {

    private final List<String> done = new ArrayList<>();
    private final UnderWay underWay = new UnderWay();

    @Test
    void anActionThatFailsKeepsTheNextFromNothing() {
        underWay.begin();
        underWay.whenIdle(() -> {
            throw new IllegalStateException("no");
        });
        underWay.whenIdle(() -> done.add("client is closed"));
        assertThat(done).isEmpty();
        assertThatThrownBy(underWay::end).hasMessage("no");
        assertThat(done).containsExactly("client is closed");
    }

    @Test
    void whatAnActionBeginsEndsBeforeTheNext() {
        underWay.whenIdle(underWay::begin);
        underWay.whenIdle(() -> done.add("client is closed"));
        assertThat(done).isEmpty();
        underWay.end();
        assertThat(done).containsExactly("client is closed");
    }
}
