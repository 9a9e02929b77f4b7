package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Batches whose statements are as long as the service takes, where the user has set no limit. */
class LongBatchTest {

    private static final int SURE = 100_000;
    private static final int LONGER = 200_000;
    private static final int ROWS = 500;

    /** What the service says to a text of this many bytes or more; null for nothing. */
    private ServiceFailure refusal;

    private int refusedFrom = Integer.MAX_VALUE;
    private final List<Integer> refused = new ArrayList<>();
    private PlayedConnection played;

    private void connect(String parameters) throws SQLException {
        played = new PlayedConnection(parameters, this::refusing);
    }

    private DataApi refusing(DataApi api) {
        return (DataApi) Proxy.newProxyInstance(
                DataApi.class.getClassLoader(), new Class<?>[] {DataApi.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("executeStatement")) {
                        var bytes = bytes(((SubmitRequest) arguments[0]).sql());
                        if (bytes >= refusedFrom) {
                            refused.add(bytes);
                            throw new DataApiException(refusal, new IllegalStateException("refused"));
                        }
                    }
                    try {
                        return method.invoke(api, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void refuses(int from, int status) {
        refusedFrom = from;
        refusal = new ServiceFailure(Kind.REJECTED, "ValidationException", "Member must have length", status, "r");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private int[] runBatch() throws SQLException {
        try (PreparedStatement statement = played.connection.prepareStatement("insert into t values (?)")) {
            for (var row = 0; row < ROWS; row++) {
                statement.setString(1, "x".repeat(995));
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    private List<Integer> sizes() {
        var sizes = played.api.sqls().stream().map(LongBatchTest::bytes).toList();
        played.api.executed.clear();
        return sizes;
    }

    @Test
    void whereTheServiceTakesThemTheyAreTwiceAsLong() throws SQLException {
        connect("");
        assertThat(runBatch()).hasSize(ROWS).containsOnly(1);
        assertThat(sizes()).hasSize(3).first().satisfies(size -> assertThat(size)
                .isBetween(LONGER * 95 / 100, LONGER));
    }

    @Test
    void whereItRefusesThemThatIsTriedOnce() throws SQLException {
        for (var status : List.of(400, 413)) {
            connect("");
            refused.clear();
            refuses(SURE + 1, status);
            assertThat(runBatch()).hasSize(ROWS).containsOnly(1);
            assertThat(sizes()).hasSize(6).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(SURE));
            assertThat(runBatch()).hasSize(ROWS);
            assertThat(refused).hasSize(1);
        }
    }

    @Test
    void aRefusalOfSomethingElseIsToldOfTheShorterStatement() throws SQLException {
        connect("");
        refuses(0, 400);
        var error = catchThrowableOfType(BatchUpdateException.class, this::runBatch);
        assertThat((Throwable) error)
                .hasMessageStartingWith("Rows 1 to 99 of the batch were not carried out")
                .hasMessageContaining("Member must have length");
        assertThat(refused).hasSize(2);
        refusedFrom = Integer.MAX_VALUE;
        assertThat(runBatch()).hasSize(ROWS);
        assertThat(sizes()).as("nothing was learnt of lengths").hasSize(3);
    }

    @Test
    void inATransactionOnlyWhatIsKnownIsSent() throws SQLException {
        connect("");
        played.connection.setAutoCommit(false);
        assertThat(runBatch()).hasSize(ROWS);
        assertThat(sizes()).as("BEGIN and six").hasSize(7);
        played.connection.commit();
        played.connection.setAutoCommit(true);
        assertThat(runBatch()).hasSize(ROWS);
        played.connection.setAutoCommit(false);
        played.api.executed.clear();
        assertThat(runBatch()).hasSize(ROWS);
        assertThat(sizes()).as("BEGIN and three").hasSize(4);
    }

    @Test
    void inATransactionNothingIsSentAgainInShorterStatements() throws SQLException {
        connect("");
        assertThat(runBatch()).hasSize(ROWS);
        played.connection.setAutoCommit(false);
        refuses(SURE + 1, 400);
        var error = catchThrowableOfType(BatchUpdateException.class, this::runBatch);
        assertThat((Throwable) error)
                .as("the failure itself, not that of a second try in the failed transaction")
                .hasMessageStartingWith("Rows 1 to 199 of the batch were not carried out")
                .hasMessageContaining("Member must have length");
        assertThat(error.getSQLState()).isEqualTo("42000");
    }

    @Test
    void whatTheUserHasSetCounts() throws SQLException {
        connect("&maxStatementBytes=50000");
        assertThat(runBatch()).hasSize(ROWS);
        assertThat(sizes()).hasSize(11).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(50_000));
    }

    @Test
    void inDoubtNothingIsSentAgainInOtherStatements() throws SQLException {
        connect("");
        played.api.deniesLists = true;
        for (var i = 0; i < 200; i++) {
            played.api.loseAnswer("Execute");
        }
        var error = catchThrowableOfType(BatchUpdateException.class, this::runBatch);
        assertThat(error.getErrorCode()).isEqualTo(1);
        assertThat(played.api.executed)
                .extracting(request -> bytes(request.sql()))
                .containsOnly(sizes().get(0));
    }

    @Test
    void whatHasNothingToDoWithLengthsIsToldAtOnce() throws SQLException {
        connect("");
        refusedFrom = 0;
        refusal = new ServiceFailure(Kind.UNAUTHORIZED, "AccessDeniedException", "no", 400, "r");
        var error = catchThrowableOfType(BatchUpdateException.class, this::runBatch);
        assertThat((Throwable) error).hasMessageContaining("Rows 1 to 199 of the batch were not carried out");
        assertThat(refused)
                .as("a right that is missing has nothing to do with lengths")
                .hasSize(1);
    }
}
