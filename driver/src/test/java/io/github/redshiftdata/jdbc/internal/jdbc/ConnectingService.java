package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.api.SessionDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementEntry;
import io.github.redshiftdata.jdbc.internal.api.StatementFilter;
import io.github.redshiftdata.jdbc.internal.api.StatementPage;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A warehouse that comes up after a time of its own clock, which only moves when somebody waits. */
final class ConnectingService implements DataApi {

    /** What it does to a request while it is not up. */
    @FunctionalInterface
    interface Trouble {
        /** Throws, or gives the text with which the statement fails. */
        String meet() throws DataApiException;
    }

    final List<String> requests = new ArrayList<>();
    /** The WaitTimeSeconds of each. */
    final List<Integer> waits = new ArrayList<>();
    /** When the trouble is over. */
    Duration up = Duration.ZERO;

    Trouble trouble = () -> "";
    /** The trouble is one of reading the answer, too. */
    boolean concernsResults;

    private long nanos = 1_000_000_000L;
    private final Counters counters = new Counters();
    private final OperationRates rates = new OperationRates(this::nanos);
    private @Nullable String failedWith;

    long nanos() {
        return nanos;
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    DriverClock clock() {
        return new DriverClock(
                this::nanos,
                new Sleeper() {
                    @Override
                    public void sleep(Duration duration) throws InterruptedException {
                        if (Thread.interrupted()) {
                            throw new InterruptedException();
                        }
                        pass(duration);
                    }

                    @Override
                    public void await(List<CompletableFuture<?>> happenings, Duration longest) {
                        pass(longest);
                    }
                },
                new Random(1));
    }

    static DataApiException failure(
            ServiceFailure.Kind kind, String code, String message, int status, @Nullable String requestId) {
        return new DataApiException(
                new ServiceFailure(kind, code, message, status, requestId), new IllegalStateException(message));
    }

    private boolean isUp() {
        return nanos - 1_000_000_000L >= up.toNanos();
    }

    @Override
    public Counters counters() {
        return counters;
    }

    @Override
    public OperationRates rates() {
        return rates;
    }

    @Override
    public Submitted executeStatement(SubmitRequest request, Duration timeout) throws DataApiException {
        requests.add(request.sql());
        waits.add(request.waitSeconds());
        pass(Duration.ofMillis(5));
        failedWith = isUp() || concernsResults ? null : trouble.meet();
        var status = failedWith == null ? StatementStatus.FINISHED : StatementStatus.FAILED;
        var session = request.sessionId() == null ? "session-1" : request.sessionId();
        return new Submitted("statement-" + requests.size(), session, status, failedWith == null, "request-1");
    }

    @Override
    public Submitted batchExecuteStatement(SubmitRequest request, Duration timeout) throws DataApiException {
        return executeStatement(request, timeout);
    }

    @Override
    public StatementDescription describeStatement(String statementId, int waitSeconds, Duration timeout) {
        return new StatementDescription(
                statementId,
                StatementStatus.FAILED,
                false,
                -1,
                7,
                "session-1",
                failedWith,
                List.of(),
                "request-2",
                ResultFormat.JSON,
                null);
    }

    @Override
    public ResultPage getStatementResult(String statementId, @Nullable String nextToken, Duration timeout)
            throws DataApiException {
        if (!isUp()) {
            trouble.meet();
        }
        return new Row();
    }

    @Override
    public ResultPage getStatementResultV2(String statementId, @Nullable String nextToken, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean cancelStatement(String statementId, Duration timeout) {
        return true;
    }

    @Override
    public Optional<SessionDescription> findSession(String sessionId, Duration timeout) {
        return Optional.empty();
    }

    @Override
    public List<StatementEntry> findStatements(String nameStart, Duration timeout) {
        return List.of();
    }

    @Override
    public StatementPage listStatements(StatementFilter filter, @Nullable String nextToken, Duration timeout) {
        return new StatementPage(List.of(), null);
    }

    /** What the connecting statement gives. */
    private static final class Row implements ResultPage {

        private static final List<String> VALUES = List.of("user", "dev", "public", "PostgreSQL 8.0.2");

        @Override
        public List<ColumnMetadata> columns() {
            return VALUES.stream()
                    .map(name ->
                            new ColumnMetadata(name, name, "varchar", 256, 0, 256, 1, true, false, false, "", "", ""))
                    .toList();
        }

        @Override
        public int rowCount() {
            return 1;
        }

        @Override
        public long totalRows() {
            return 1;
        }

        @Override
        public @Nullable String nextToken() {
            return null;
        }

        @Override
        public long byteSize() {
            return 100;
        }

        @Override
        public View view() {
            return new View() {

                private int column;

                @Override
                public void moveTo(int row, int newColumn) {
                    column = newColumn;
                }

                @Override
                public Kind kind() {
                    return Kind.TEXT;
                }

                @Override
                public long longValue() {
                    throw new IllegalStateException();
                }

                @Override
                public double doubleValue() {
                    throw new IllegalStateException();
                }

                @Override
                public boolean booleanValue() {
                    throw new IllegalStateException();
                }

                @Override
                public String text() {
                    return VALUES.get(column);
                }

                @Override
                public byte[] blob() {
                    throw new IllegalStateException();
                }
            };
        }
    }
}
