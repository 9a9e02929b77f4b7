package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.sdk.RecordedAnswers;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer.Operation;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import java.util.Optional;

/** What the driver's own client makes of answers that are not the right ones. */
final class Answers {

    private final RecordedAnswers recorded;

    Answers(RecordedAnswers recorded) {
        this.recorded = recorded;
    }

    /** The failure of a request; where the client takes the answer for a good one, that of no answer. */
    DataApiException failure(WireAnswer answer, Operation operation) {
        if (recorded.of(answer, operation) instanceof RecordedAnswers.Thrown thrown) {
            return thrown.exception();
        }
        return failure(WireAnswer.RESET, operation);
    }

    /** A refusal in the words that the service has for it. */
    DataApiException refusal(WireAnswer like, Operation operation, String words) {
        var recordedOne = failure(like, operation);
        var said = recordedOne.failure();
        return new DataApiException(
                new ServiceFailure(said.kind(), said.code(), words, said.httpStatus(), said.requestId(), said.sent()),
                recordedOne);
    }

    DataApiException interrupted() {
        return recorded.interrupted();
    }

    /** The pace that a request of this operation keeps. */
    static Optional<OperationRates.Operation> rate(Operation operation) {
        return switch (operation) {
            case EXECUTE -> Optional.of(OperationRates.Operation.EXECUTE_STATEMENT);
            case BATCH -> Optional.of(OperationRates.Operation.BATCH_EXECUTE_STATEMENT);
            case GET_RESULT -> Optional.of(OperationRates.Operation.GET_STATEMENT_RESULT);
            case CANCEL -> Optional.of(OperationRates.Operation.CANCEL_STATEMENT);
            case FIND_SESSION -> Optional.of(OperationRates.Operation.LIST_SESSIONS);
            case FIND_STATEMENTS -> Optional.of(OperationRates.Operation.LIST_STATEMENTS);
            case DESCRIBE -> Optional.empty();
        };
    }
}
