package io.github.redshiftdata.jdbc.internal.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.redshiftdata.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.RedshiftDataResponse;
import software.amazon.awssdk.services.redshiftdata.model.SessionData;
import software.amazon.awssdk.services.redshiftdata.model.StatementData;
import software.amazon.awssdk.services.redshiftdata.model.SubStatementData;
import software.amazon.awssdk.services.redshiftdata.model.TableMember;

/** The SDK's answers as the driver's own records. */
final class Answers {

    private Answers() {}

    static Submitted submitted(ExecuteStatementResponse answer) {
        return new Submitted(
                textOrEmpty(answer.id()),
                answer.sessionId(),
                answer.statusAsString() == null ? null : status(answer.statusAsString()),
                answer.hasResultSet(),
                requestId(answer));
    }

    static Submitted submitted(BatchExecuteStatementResponse answer) {
        return new Submitted(
                textOrEmpty(answer.id()),
                answer.sessionId(),
                answer.statusAsString() == null ? null : status(answer.statusAsString()),
                answer.hasResultSet(),
                requestId(answer));
    }

    static StatementDescription description(String statementId, DescribeStatementResponse answer) {
        return new StatementDescription(
                answer.id() == null ? statementId : answer.id(),
                status(answer.statusAsString()),
                Boolean.TRUE.equals(answer.hasResultSet()),
                number(answer.resultRows()),
                number(answer.resultSize()),
                number(answer.duration()),
                number(answer.redshiftQueryId()),
                number(answer.redshiftPid()),
                answer.sessionId(),
                answer.error(),
                answer.hasSubStatements() ? subStatements(answer.subStatements()) : List.of(),
                requestId(answer),
                resultFormat(answer.resultFormatAsString()));
    }

    private static List<StatementDescription.SubStatement> subStatements(List<SubStatementData> parts) {
        return parts.stream()
                .map(part -> new StatementDescription.SubStatement(
                        textOrEmpty(part.id()),
                        status(part.statusAsString()),
                        Boolean.TRUE.equals(part.hasResultSet()),
                        number(part.resultRows()),
                        number(part.redshiftQueryId()),
                        part.error()))
                .toList();
    }

    static SessionDescription session(SessionData data) {
        var status = textOrEmpty(data.statusAsString());
        return new SessionDescription(
                textOrEmpty(data.sessionId()),
                switch (status) {
                    case "AVAILABLE" -> SessionDescription.Status.AVAILABLE;
                    case "BUSY" -> SessionDescription.Status.BUSY;
                    case "CLOSED" -> SessionDescription.Status.CLOSED;
                    default -> SessionDescription.Status.UNKNOWN;
                },
                data.currentStatementId());
    }

    static StatementEntry entry(StatementData data) {
        return new StatementEntry(
                textOrEmpty(data.id()),
                textOrEmpty(data.statementName()),
                status(data.statusAsString()),
                data.sessionId());
    }

    static TableEntry table(TableMember table) {
        return new TableEntry(textOrEmpty(table.schema()), textOrEmpty(table.name()), textOrEmpty(table.type()));
    }

    /** A column of a table; the names that were asked for stand in where the answer leaves them out. */
    static ColumnMetadata column(
            software.amazon.awssdk.services.redshiftdata.model.ColumnMetadata column,
            @Nullable String schema,
            @Nullable String table) {
        return new ColumnMetadata(
                textOrEmpty(column.label()),
                textOrEmpty(column.name()),
                textOrEmpty(column.typeName()),
                orElse(column.precision(), 0),
                orElse(column.scale(), 0),
                orElse(column.length(), 0),
                orElse(column.nullable(), 2),
                Boolean.TRUE.equals(column.isSigned()),
                Boolean.TRUE.equals(column.isCaseSensitive()),
                Boolean.TRUE.equals(column.isCurrency()),
                textOrEmpty(column.schemaName() == null ? schema : column.schemaName()),
                textOrEmpty(column.tableName() == null ? table : column.tableName()),
                textOrEmpty(column.columnDefault()));
    }

    static @Nullable String requestId(RedshiftDataResponse answer) {
        return answer.responseMetadata() == null
                ? null
                : FailureClassifier.known(answer.responseMetadata().requestId());
    }

    static String textOrEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** What is wrong with an answer, without the excerpt of it that Jackson would show. */
    static String brief(IOException malformed) {
        var message =
                malformed instanceof JsonProcessingException json ? json.getOriginalMessage() : malformed.getMessage();
        return textOrEmpty(message);
    }

    /** The manual writes the name in either case. */
    private static ResultFormat resultFormat(@Nullable String name) {
        return "csv".equalsIgnoreCase(name) ? ResultFormat.CSV : ResultFormat.JSON;
    }

    private static StatementStatus status(@Nullable String name) {
        return switch (textOrEmpty(name)) {
            case "SUBMITTED" -> StatementStatus.SUBMITTED;
            case "PICKED" -> StatementStatus.PICKED;
            case "STARTED" -> StatementStatus.STARTED;
            case "FINISHED" -> StatementStatus.FINISHED;
            case "FAILED" -> StatementStatus.FAILED;
            case "ABORTED" -> StatementStatus.ABORTED;
            default -> StatementStatus.UNKNOWN;
        };
    }

    private static long number(@Nullable Long value) {
        return value == null ? -1 : value;
    }

    private static int orElse(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }
}
