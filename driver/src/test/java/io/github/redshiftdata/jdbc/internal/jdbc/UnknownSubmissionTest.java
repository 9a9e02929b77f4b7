package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.RedshiftDataSubmission;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.statement.UnknownSubmissions;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnknownSubmissionTest {

    @Test
    void whatTheDriverDoesNotKnowOfASubmissionItSays() {
        var submission = new UnknownSubmission(new UnknownSubmissions().add("token-1", "name-1"));
        assertThat(submission.getState()).isEqualTo(RedshiftDataSubmission.State.UNKNOWN);
        assertThat(submission.getClientToken()).isEqualTo("token-1");
        assertThat(submission.getStatementName()).isEqualTo("name-1");
        assertThat(submission.getStatementId()).isEmpty();
        assertThat(submission).hasToString("name-1: UNKNOWN");
    }

    @Test
    void aSubmissionWithoutAnAnswerIsOneOfTheConnection() throws SQLException {
        var played = new PlayedConnection();
        played.api.deniesLists = true;
        try (var statement = played.connection.createStatement()) {
            for (var i = 0; i < 200; i++) {
                played.api.loseAnswer("Execute");
            }
            assertThatThrownBy(() -> statement.execute("delete from t")).isInstanceOf(SQLException.class);
        }
        assertThat(played.connection.getUnknownSubmissions()).hasSize(1);
        var submission = played.connection.getUnknownSubmissions().get(0);
        assertThat(submission.getClientToken())
                .isEqualTo(played.api.executed.get(0).clientToken());
        assertThat(submission.getStatementName())
                .isEqualTo(played.api.executed.get(0).statementName());
    }

    /** The thread gives up a submission whose answer is on its way. */
    private static RedshiftDataSubmission leftAlone(PlayedConnection played) throws SQLException {
        played.api.submissionTime = Duration.ofSeconds(30);
        try (var statement = played.connection.createStatement()) {
            played.time.atWait(1, () -> {
                try {
                    statement.cancel();
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
            assertThatThrownBy(() -> statement.execute("delete from t")).isInstanceOf(SQLException.class);
        }
        assertThat(played.connection.getUnknownSubmissions()).hasSize(1);
        return played.connection.getUnknownSubmissions().get(0);
    }

    @Test
    void anAnswerThatComesLaterNamesTheStatement() throws SQLException {
        var played = new PlayedConnection();
        played.api.deniesLists = true;
        var submission = leftAlone(played);
        assertThat(submission.getState()).isEqualTo(RedshiftDataSubmission.State.ACCEPTED);
        assertThat(submission.getStatementId()).contains("statement-1");
        assertThat(submission).hasToString(submission.getStatementName() + ": ACCEPTED as statement-1");
    }

    @Test
    void aRefusalThatComesLaterSaysThatNothingRan() throws SQLException {
        var played = new PlayedConnection();
        try (var statement = played.connection.createStatement()) {
            assertThat(statement.execute("delete from t")).isFalse();
        }
        played.api.fail("Execute", Kind.THROTTLED, "Rate exceeded");
        assertThat(leftAlone(played).getState()).isEqualTo(RedshiftDataSubmission.State.NOT_ACCEPTED);
    }
}
