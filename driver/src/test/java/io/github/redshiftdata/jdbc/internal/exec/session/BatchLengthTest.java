package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.StatementLengths;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ReadOnly;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchLengthTest {

    private static final int SURE = StatementLengths.SURE;
    private static final int LONGER = StatementLengths.LONGER;
    private final SQLException refused = new SQLException("no", "42000");

    private final StatementLengths lengths = new StatementLengths();
    private final Transaction transaction =
            new Transaction(null, new SessionState(), new ReadOnlyMode(ReadOnly.ALWAYS), null);
    private final BatchLength length = of(SURE);

    private BatchLength of(int configured) {
        return new BatchLength(lengths, configured, transaction);
    }

    @Test
    void theLongerTextIsTriedUntilItIsRefused() {
        assertThat(length.next()).isEqualTo(LONGER);
        assertThat(length.most()).isEqualTo(LONGER);
        length.taken(SURE, true);
        assertThat(length.next()).isEqualTo(SURE);
    }

    @Test
    void onceTakenItIsSentInTransactionsToo() throws SQLException {
        transaction.autoCommit(false);
        assertThat(length.next()).isEqualTo(SURE);
        length.taken(SURE + 1, false);
        assertThat(length.next()).isEqualTo(LONGER);
    }

    @Test
    void aShortTextThatIsTakenSaysNothing() {
        length.taken(SURE, false);
        assertThat(lengths.isUnknown()).isTrue();
        length.taken(SURE + 1, true);
        assertThat(lengths.takesLonger()).isTrue();
    }

    @Test
    void aLimitThatIsSetCountsAlone() {
        var set = of(5_000);
        assertThat(set.next()).isEqualTo(5_000);
        assertThat(set.most()).isEqualTo(5_000);
        assertThat(set.mayBeTooLong(SURE + 1, refused)).isFalse();
        set.taken(SURE + 1, false);
        set.taken(SURE, true);
        assertThat(lengths.isUnknown()).isTrue();
    }

    /** How the service says that a text is too long is not known, so anything may mean that which means nothing else. */
    @ParameterizedTest
    @CsvSource({
        "42000, true",
        "HY000, true",
        ", true",
        "42601, true",
        "42501, false",
        "08001, false",
        "25P02, false",
        "28000, false",
        "40001, false",
        "53400, false",
        "57014, false"
    })
    void aFailureThatIsAboutSomethingElseIsNotTakenForThat(String state, boolean mayBe) {
        assertThat(length.mayBeTooLong(SURE + 1, new SQLException("no", state))).isEqualTo(mayBe);
    }

    @Test
    void aShortTextIsNeverTooLong() {
        assertThat(length.mayBeTooLong(SURE, refused)).isFalse();
        assertThat(length.mayBeTooLong(SURE + 1, refused)).isTrue();
    }

    @Test
    void whatIsInDoubtIsNotSentAgain() {
        assertThat(length.mayBeTooLong(SURE + 1, Doubt.of("not known", null))).isFalse();
    }

    @Test
    void inATransactionARefusalHasFailedThat() throws SQLException {
        transaction.autoCommit(false);
        assertThat(length.mayBeTooLong(SURE + 1, refused)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"413, true", "400, false", "503, false"})
    void whatSomethingOnTheWayTakesForTooLargeIsToldByItsStatus(int status, boolean tooLong) {
        var failure = new DataApiException(
                new ServiceFailure(Kind.REJECTED, "HTTP " + status, "no", status, null), new IllegalStateException());
        assertThat(length.mayBeTooLong(SURE + 1, new SQLException("no", "08001", failure)))
                .isEqualTo(tooLong);
    }
}
