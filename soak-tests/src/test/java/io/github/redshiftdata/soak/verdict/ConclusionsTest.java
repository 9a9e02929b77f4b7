package io.github.redshiftdata.soak.verdict;

import static io.github.redshiftdata.soak.verdict.Conclusion.IN;
import static io.github.redshiftdata.soak.verdict.Conclusion.NOT_IN;
import static io.github.redshiftdata.soak.verdict.Conclusion.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConclusionsTest {

    @Test
    void anEndWithoutAnExceptionMeansIn() {
        assertThat(Conclusions.of(null)).isEqualTo(IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"58000", "08007"})
    void theStatesOfAnUnknownEndPromiseNothing(String state) {
        assertThat(Conclusions.of(new SQLException("whatever was cancelled", state)))
                .isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"08001", "08003", "08006", "28000", "42P01", "53400", "40001", "25P02", "55006", "HY000", "57014"
            })
    void everyOtherStatePromisesThatNothingIsIn(String state) {
        assertThat(Conclusions.of(new SQLException("it may have run", state))).isEqualTo(NOT_IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08001", "42P01", "57014"})
    void theErrorCodeOfAnUnknownOutcomeOutdoesTheState(String state) {
        assertThat(Conclusions.of(new SQLException("The statement was cancelled.", state, 1)))
                .isEqualTo(UNKNOWN);
        assertThat(Conclusions.of(new SQLException("The statement was cancelled.", state, 2)))
                .isEqualTo(NOT_IN);
    }

    @Test
    void aCancelPromisesThatNothingIsInUnlessTheErrorCodeSaysOtherwise() {
        assertThat(Conclusions.of(new SQLTimeoutException("it may have run", "57014")))
                .isEqualTo(NOT_IN);
        assertThat(Conclusions.of(new SQLTimeoutException("it was cancelled", "57014", 1)))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void anExceptionIsWrongByItselfWhereItMisleadsAProgram() {
        assertThat(Conclusions.untruthOf(null)).isEmpty();
        assertThat(Conclusions.untruthOf(new SQLException("cut", "58000", 1))).isEmpty();
        assertThat(Conclusions.untruthOf(new SQLTransientConnectionException("busy", "53400")))
                .isEmpty();
        assertThat(Conclusions.untruthOf(new SQLTransientConnectionException("cut", "58000", 1)))
                .isPresent();
        assertThat(Conclusions.untruthOf(new SQLException("no state"))).isPresent();
        assertThat(Conclusions.untruthOf(new SQLException(null, "58000"))).isPresent();
        assertThat(Conclusions.untruthOf(new IllegalStateException("bug"))).isPresent();
    }

    @Test
    void whatThePoolSaysOfItsOwnIsNoneOfTheDriver() {
        var closed = new SQLException("Connection is closed");
        closed.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("com.zaxxer.hikari.pool.ProxyConnection$ClosedConnection", "lambda", "", 1)
        });
        assertThat(Conclusions.untruthOf(closed)).isEmpty();
        assertThat(Conclusions.of(closed)).isEqualTo(UNKNOWN);
    }

    @Test
    void whatIsNoSqlExceptionOrHasNoStatePromisesNothing() {
        assertThat(Conclusions.of(new IllegalStateException("bug"))).isEqualTo(UNKNOWN);
        assertThat(Conclusions.of(new SQLException("no state"))).isEqualTo(UNKNOWN);
    }

    @Test
    void theCountsOfABatchSayWhatIsIn() {
        var counts = new int[] {1, 0, Statement.SUCCESS_NO_INFO, Statement.EXECUTE_FAILED};
        assertThat(Conclusions.ofBatch(batch("23502", 0, counts), 6))
                .containsExactly(IN, IN, IN, NOT_IN, NOT_IN, NOT_IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"58000", "08007"})
    void whatFailedInABatchOfUnknownEndIsUnknown(String state) {
        var counts = new int[] {1, Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED};
        assertThat(Conclusions.ofBatch(batch(state, 0, counts), 4)).containsExactly(IN, UNKNOWN, UNKNOWN, NOT_IN);
    }

    @Test
    void theErrorCodeMakesFailedElementsUnknown() {
        var counts = new int[] {Statement.EXECUTE_FAILED};
        assertThat(Conclusions.ofBatch(batch("08001", 1, counts), 2)).containsExactly(UNKNOWN, NOT_IN);
    }

    @Test
    void anExceptionWithoutCountsCountsForAllElements() {
        assertThat(Conclusions.ofBatch(new SQLException("lost", "58000"), 2)).containsExactly(UNKNOWN, UNKNOWN);
        assertThat(Conclusions.ofBatch(new SQLException("closed", "08003"), 2)).containsExactly(NOT_IN, NOT_IN);
        assertThat(Conclusions.ofBatch(null, 2)).containsExactly(IN, IN);
    }

    private static BatchUpdateException batch(String state, int code, int[] counts) {
        return new BatchUpdateException("a batch that was cancelled", state, code, counts);
    }
}
