package io.github.redshiftdata.jdbc.internal.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A question that comes while the same one is asked; the one thread here plays both who ask. */
class SharedQuestionsTest {

    private final CatalogCache cache = new CatalogCache(Duration.ofSeconds(30), () -> 0);
    private final AtomicInteger asked = new AtomicInteger();
    private int waits;

    /** Whoever waits is interrupted. */
    private final class Waiting implements CatalogSession {

        @Override
        public List<List<@Nullable String>> query(String sql) {
            throw new AssertionError(sql);
        }

        @Override
        public List<List<@Nullable String>> queryAside(String sql) {
            throw new AssertionError(sql);
        }

        @Override
        public boolean holdsWhatOnlyItSees() {
            return false;
        }

        @Override
        public <T> T asking(Question<T> question) throws SQLException {
            return question.ask();
        }

        @Override
        public void await(CompletableFuture<?> answer) throws InterruptedException {
            waits++;
            throw new InterruptedException();
        }

        @Override
        public Duration requestTimeout() {
            return Duration.ofSeconds(60);
        }

        @Override
        public Duration networkTimeout() {
            return Duration.ZERO;
        }

        @Override
        public boolean isOutsideTransactions() {
            return true;
        }
    }

    private final SharedQuestions questions = new SharedQuestions(new Waiting(), cache);

    private List<String> answer() {
        return List.of("answer " + asked.incrementAndGet());
    }

    @Test
    void anAnswerIsKept() throws SQLException {
        assertThat(questions.ask("key", this::answer)).containsExactly("answer 1");
        assertThat(cache.<List<String>>find("key")).contains(List.of("answer 1"));
        assertThat(questions.ask("key", this::answer)).as("known already").containsExactly("answer 1");
        assertThat(waits).isZero();
    }

    @Test
    void withoutALifeEveryoneAsks() throws SQLException {
        var off = new SharedQuestions(new Waiting(), new CatalogCache(Duration.ZERO, () -> 0));
        assertThat(off.ask("key", this::answer)).containsExactly("answer 1");
        assertThat(off.ask("key", this::answer)).containsExactly("answer 2");
    }

    @Test
    void aFailureIsNotKept() throws SQLException {
        var failure = new SQLException("no");
        assertThatThrownBy(() -> questions.ask("key", () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(questions.ask("key", this::answer)).containsExactly("answer 1");
        assertThat(waits).isZero();
    }

    @Test
    void anAnswerFromBeforeAChangeIsGivenAndNotKept() throws SQLException {
        assertThat(questions.ask("key", () -> {
                    cache.clear();
                    return answer();
                }))
                .containsExactly("answer 1");
        assertThat(questions.ask("key", this::answer)).containsExactly("answer 2");
    }

    @Test
    void aChangeMakesItAnotherQuestion() throws SQLException {
        assertThat(questions.ask("key", () -> {
                    cache.clear();
                    assertThat(questions.ask("key", this::answer)).containsExactly("answer 1");
                    return List.of("old");
                }))
                .containsExactly("old");
        assertThat(waits).as("nobody waits for an answer from before a change").isZero();
        assertThat(questions.ask("key", this::answer)).containsExactly("answer 1");
    }

    @Test
    void anInterruptEndsTheWaitForAnother() throws SQLException {
        assertThat(questions.ask("key", () -> {
                    assertThatThrownBy(() -> questions.ask("key", this::answer))
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("interrupted")
                            .extracting(e -> ((SQLException) e).getSQLState())
                            .isEqualTo("57014");
                    assertThat(Thread.interrupted()).as("the flag is set again").isTrue();
                    return List.of("first");
                }))
                .containsExactly("first");
        assertThat(waits).isEqualTo(1);
        assertThat(asked).hasValue(0);
    }
}
