package io.github.redshiftdata.jdbc.internal.exec.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.exec.statement.UnknownSubmissions.State;
import org.junit.jupiter.api.Test;

class UnknownSubmissionsTest {

    private final UnknownSubmissions unknown = new UnknownSubmissions();

    @Test
    void whatIsFoundOutLaterIsNoted() {
        var entry = unknown.add("token", "name");
        assertThat(entry.clientToken()).isEqualTo("token");
        assertThat(entry.statementName()).isEqualTo("name");
        assertThat(entry.state()).isEqualTo(State.UNKNOWN);
        assertThat(entry.statementId()).isNull();
        entry.accepted("statement-1");
        assertThat(entry.state()).isEqualTo(State.ACCEPTED);
        assertThat(entry.statementId()).isEqualTo("statement-1");
        var other = unknown.add("other", "name");
        other.notAccepted();
        assertThat(other.state()).isEqualTo(State.NOT_ACCEPTED);
        assertThat(unknown.all()).containsExactly(entry, other);
    }

    @Test
    void theLastHundredAreKept() {
        for (var number = 1; number <= 101; number++) {
            unknown.add("token " + number, "name");
        }
        assertThat(unknown.all()).hasSize(100);
        assertThat(unknown.all().get(0).clientToken()).isEqualTo("token 2");
        assertThat(unknown.all().get(99).clientToken()).isEqualTo("token 101");
    }
}
