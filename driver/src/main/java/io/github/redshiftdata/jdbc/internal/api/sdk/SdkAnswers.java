package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.SessionDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementEntry;
import io.github.redshiftdata.jdbc.internal.api.StatementFigures;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.api.TableEntry;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.redshiftdata.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.CancelStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.DescribeTableResponse;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.ListDatabasesResponse;
import software.amazon.awssdk.services.redshiftdata.model.ListSchemasResponse;
import software.amazon.awssdk.services.redshiftdata.model.ListSessionsResponse;
import software.amazon.awssdk.services.redshiftdata.model.ListStatementsResponse;
import software.amazon.awssdk.services.redshiftdata.model.ListTablesResponse;
import software.amazon.awssdk.services.redshiftdata.model.RedshiftDataResponse;
import software.amazon.awssdk.services.redshiftdata.model.SessionData;
import software.amazon.awssdk.services.redshiftdata.model.StatementData;
import software.amazon.awssdk.services.redshiftdata.model.SubStatementData;

/**
 * Turns the SDK's answers into the driver's own records. An answer that lacks a member it must have is refused with
 * {@link UnexpectedAnswerException}, since the absence could be mistaken for a value.
 */
final class SdkAnswers {

    private SdkAnswers() {}

    static Submitted submitted(ExecuteStatementResponse answer) {
        return new Submitted(
                required(answer.id(), "Id", answer),
                answer.sessionId(),
                answer.statusAsString() == null ? null : status(answer.statusAsString()),
                answer.hasResultSet(),
                requestId(answer));
    }

    static Submitted submitted(BatchExecuteStatementResponse answer) {
        return new Submitted(
                required(answer.id(), "Id", answer),
                answer.sessionId(),
                answer.statusAsString() == null ? null : status(answer.statusAsString()),
                answer.hasResultSet(),
                requestId(answer));
    }

    /**
     * The description of a statement.
     *
     * @param statementId the id that was asked for; for a part of a batch, the service may answer with the id of the
     *     batch
     */
    static StatementDescription description(String statementId, DescribeStatementResponse answer) {
        var told = required(answer.id(), "Id", answer);
        if (!told.equals(statementId) && !statementId.startsWith(told + ":")) {
            throw unexpected("is about another statement (" + told + ")", answer);
        }
        return new StatementDescription(
                told,
                status(required(answer.statusAsString(), "Status", answer)),
                answer.hasResultSet(),
                number(answer.resultRows()),
                number(answer.redshiftQueryId()),
                answer.sessionId(),
                answer.error(),
                answer.hasSubStatements() ? subStatements(answer) : List.of(),
                requestId(answer),
                resultFormat(answer.resultFormatAsString()),
                answer.redshiftQueryUuid(),
                new StatementFigures(
                        answer.createdAt(),
                        answer.updatedAt(),
                        number(answer.duration()),
                        number(answer.resultSize()),
                        number(answer.redshiftPid()),
                        answer.queryString()),
                autoCommit(answer.executionModeAsString()));
    }

    /** A mode that is not known may be anything. */
    private static @Nullable Boolean autoCommit(@Nullable String executionMode) {
        return switch (textOrEmpty(executionMode)) {
            case "AUTO_COMMIT" -> true;
            case "TRANSACTION" -> false;
            default -> null;
        };
    }

    private static List<StatementDescription.SubStatement> subStatements(DescribeStatementResponse answer) {
        return entries(answer.subStatements(), "SubStatements", answer, part -> subStatement(part, answer));
    }

    private static StatementDescription.SubStatement subStatement(
            SubStatementData part, DescribeStatementResponse answer) {
        return new StatementDescription.SubStatement(
                required(part.id(), "Id of a sub-statement", answer),
                status(required(part.statusAsString(), "Status of a sub-statement", answer)),
                part.hasResultSet(),
                number(part.resultRows()),
                number(part.redshiftQueryId()),
                part.error(),
                part.redshiftQueryUuid(),
                new StatementFigures(
                        part.createdAt(),
                        part.updatedAt(),
                        number(part.duration()),
                        number(part.resultSize()),
                        -1,
                        part.queryString()));
    }

    /** Whether the statement is being cancelled. */
    static boolean cancelled(CancelStatementResponse answer) {
        if (answer.status() == null) {
            throw missing("Status", answer);
        }
        return answer.status();
    }

    static List<SessionDescription> sessions(ListSessionsResponse answer) {
        return entries(
                answer.hasSessions() ? answer.sessions() : null, "Sessions", answer, data -> session(data, answer));
    }

    private static SessionDescription session(SessionData data, RedshiftDataResponse answer) {
        return new SessionDescription(
                required(data.sessionId(), "SessionId of a session", answer),
                switch (required(data.statusAsString(), "Status of a session", answer)) {
                    case "AVAILABLE" -> SessionDescription.Status.AVAILABLE;
                    case "BUSY" -> SessionDescription.Status.BUSY;
                    case "CLOSED" -> SessionDescription.Status.CLOSED;
                    default -> SessionDescription.Status.UNKNOWN;
                },
                data.currentStatementId());
    }

    static List<StatementEntry> statements(ListStatementsResponse answer) {
        return entries(
                answer.hasStatements() ? answer.statements() : null, "Statements", answer, data -> entry(data, answer));
    }

    private static StatementEntry entry(StatementData data, RedshiftDataResponse answer) {
        return new StatementEntry(
                required(data.id(), "Id of a statement", answer),
                textOrEmpty(data.statementName()),
                status(required(data.statusAsString(), "Status of a statement", answer)),
                data.sessionId(),
                data.createdAt(),
                data.updatedAt(),
                texts(data));
    }

    private static List<String> texts(StatementData data) {
        if (data.hasQueryStrings() && !data.queryStrings().isEmpty()) {
            return data.queryStrings().stream().map(SdkAnswers::textOrEmpty).toList();
        }
        return data.queryString() == null ? List.of() : List.of(data.queryString());
    }

    static List<String> databases(ListDatabasesResponse answer) {
        return entries(answer.hasDatabases() ? answer.databases() : null, "Databases", answer, name -> name);
    }

    static List<String> schemas(ListSchemasResponse answer) {
        return entries(answer.hasSchemas() ? answer.schemas() : null, "Schemas", answer, name -> name);
    }

    static List<TableEntry> tables(ListTablesResponse answer) {
        return entries(
                answer.hasTables() ? answer.tables() : null,
                "Tables",
                answer,
                table -> new TableEntry(
                        textOrEmpty(table.schema()),
                        required(table.name(), "name of a table", answer),
                        textOrEmpty(table.type())));
    }

    /**
     * The columns of tables; where the answer leaves out schema and table, those that were asked for take their place.
     */
    static List<ColumnMetadata> columns(DescribeTableResponse answer, @Nullable String schema, @Nullable String table) {
        return entries(answer.hasColumnList() ? answer.columnList() : null, "ColumnList", answer, column -> {
            required(column.name(), "name of a column", answer);
            return column(column, schema, table);
        });
    }

    private static ColumnMetadata column(
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

    /** The entries of a list. A list that is absent or null is an error and does not mean that there are none. */
    private static <T, R> List<R> entries(
            @Nullable List<T> list, String member, RedshiftDataResponse answer, Function<T, R> entry) {
        if (list == null) {
            throw missing(member, answer);
        }
        var read = new ArrayList<R>(list.size());
        for (var item : list) {
            if (item == null) {
                throw missing("entry of " + member, answer);
            }
            read.add(entry.apply(item));
        }
        return List.copyOf(read);
    }

    private static String required(@Nullable String value, String member, RedshiftDataResponse answer) {
        if (value == null || value.isEmpty()) {
            throw missing(member, answer);
        }
        return value;
    }

    private static UnexpectedAnswerException missing(String member, RedshiftDataResponse answer) {
        return unexpected("lacks the " + member + " that it must have", answer);
    }

    private static UnexpectedAnswerException unexpected(String fault, RedshiftDataResponse answer) {
        var name = answer.getClass().getSimpleName();
        return new UnexpectedAnswerException("the answer (" + name + ") " + fault, requestId(answer));
    }

    static @Nullable String requestId(RedshiftDataResponse answer) {
        return answer.responseMetadata() == null
                ? null
                : known(answer.responseMetadata().requestId());
    }

    /** The request id, or null if it is the word that the SDK uses for none. */
    static @Nullable String known(@Nullable String requestId) {
        return requestId == null || requestId.toUpperCase(Locale.ROOT).equals("UNKNOWN") ? null : requestId;
    }

    static String textOrEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The format of a name, which the manual writes in either case. */
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
