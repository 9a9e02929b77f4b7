package io.github.redshiftdata.emulator.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.redshiftdata.emulator.state.PageTokens;
import io.github.redshiftdata.emulator.state.Statement;
import io.github.redshiftdata.emulator.state.StatementPart;
import io.github.redshiftdata.emulator.state.StatementStatus;
import io.github.redshiftdata.emulator.state.Submission;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** ExecuteStatement, BatchExecuteStatement, DescribeStatement, CancelStatement and ListStatements. */
final class StatementOperations {

    private static final Duration CANCEL_STEP = Duration.ofMillis(200);
    private static final int CANCEL_STEPS = 25;

    private final Service service;
    private final Submitter submitter;
    private final StatementLookup lookup;

    StatementOperations(Service service, Submitter submitter, StatementLookup lookup) {
        this.service = service;
        this.submitter = submitter;
        this.lookup = lookup;
    }

    Answer execute(Request request) {
        return submitted(request, submitter.submit(request, List.of(request.requiredText("Sql")), false));
    }

    Answer batchExecute(Request request) {
        return submitted(request, submitter.submit(request, request.texts("Sqls"), true));
    }

    private Answer submitted(Request request, Statement statement) {
        lookup.await(statement, request);
        var now = statement.snapshot();
        return json -> {
            json.writeStartObject();
            json.writeStringField("Id", statement.id());
            Shapes.time(json, "CreatedAt", now.submission().createdAt());
            Shapes.target(json, now.submission().target());
            Shapes.text(json, "SessionId", now.sessionId());
            if (service.settings().longPolling() != LongPolling.IGNORED) {
                json.writeStringField("Status", now.status().name());
                if (now.pid() != 0) {
                    json.writeNumberField("RedshiftPid", now.pid());
                }
                if (now.status().terminal()) {
                    json.writeBooleanField("HasResultSet", now.hasResultSet());
                }
            }
            json.writeEndObject();
        };
    }

    Answer describe(Request request) {
        var found = lookup.find(request);
        lookup.await(found, request);
        var now = found.statement().snapshot();
        return json -> {
            json.writeStartObject();
            json.writeStringField("Id", now.submission().id());
            Shapes.time(json, "CreatedAt", now.submission().createdAt());
            Shapes.time(json, "UpdatedAt", now.updatedAt());
            json.writeStringField("Status", now.status().name());
            Shapes.text(json, "Error", now.error());
            Shapes.target(json, now.submission().target());
            Shapes.text(json, "SessionId", now.sessionId());
            json.writeNumberField("RedshiftPid", now.pid());
            json.writeBooleanField("HasResultSet", now.hasResultSet());
            json.writeStringField("ResultFormat", now.submission().format().name());
            Shapes.parameters(json, now.submission().parameters());
            if (now.submission().batch()) {
                batchNumbers(json, now, found.part());
            } else {
                var part = now.parts().get(0);
                json.writeStringField("QueryString", part.sql());
                numbers(json, part, now.submission());
            }
            json.writeEndObject();
        };
    }

    private void batchNumbers(JsonGenerator json, Statement.Snapshot now, int only) throws IOException {
        if (service.settings().batchModes() != BatchModes.IGNORED) {
            json.writeStringField("ExecutionMode", now.submission().mode().name());
        }
        json.writeNumberField("Duration", duration(now.duration(), now.status(), now.submission()));
        json.writeNumberField("RedshiftQueryId", 0);
        if (now.status().terminal()) {
            json.writeNumberField("ResultRows", -1);
            json.writeNumberField("ResultSize", -1);
        }
        json.writeArrayFieldStart("SubStatements");
        for (int i = 0; i < now.parts().size(); i++) {
            if (only < 0 || only == i) {
                subStatement(json, now.parts().get(i), now.submission());
            }
        }
        json.writeEndArray();
    }

    private void subStatement(JsonGenerator json, StatementPart.Snapshot part, Submission submission)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("Id", part.id());
        Shapes.time(json, "CreatedAt", part.createdAt());
        Shapes.time(json, "UpdatedAt", part.updatedAt());
        json.writeStringField("Status", part.status().name());
        Shapes.text(json, "Error", part.error());
        json.writeBooleanField("HasResultSet", part.result() != null);
        json.writeStringField("QueryString", part.sql());
        numbers(json, part, submission);
        json.writeEndObject();
    }

    private void numbers(JsonGenerator json, StatementPart.Snapshot part, Submission submission) throws IOException {
        json.writeNumberField("Duration", duration(part.duration(), part.status(), submission));
        json.writeNumberField("ResultRows", part.resultRows());
        json.writeNumberField("ResultSize", part.resultSize());
        json.writeNumberField("RedshiftQueryId", part.queryId());
        // Came with a later model than the long poll.
        if (service.settings().longPolling() != LongPolling.IGNORED) {
            Shapes.text(json, "RedshiftQueryUuid", part.queryUuid());
        }
    }

    /** A serverless workgroup tells no duration of what failed. */
    private static long duration(long nanoseconds, StatementStatus status, Submission submission) {
        return status == StatementStatus.FAILED && submission.target().workgroupName() != null ? -1 : nanoseconds;
    }

    Answer cancel(Request request) {
        var found = lookup.find(request);
        var statement = found.statement();
        var status = statement.snapshot().status();
        if (status.terminal()) {
            throw ServiceException.validation(
                    "Could not cancel a query that is already in " + status + " state with ID: " + statement.id());
        }
        // Asked more than once: the first may come before the database has begun with the text.
        for (int i = 0; i < CANCEL_STEPS && !statement.snapshot().status().terminal(); i++) {
            statement.cancel();
            lookup.await(statement, CANCEL_STEP);
        }
        boolean aborted = statement.snapshot().status() == StatementStatus.ABORTED;
        return json -> {
            json.writeStartObject();
            json.writeBooleanField("Status", aborted);
            json.writeEndObject();
        };
    }

    Answer list(Request request) {
        var page = page(request, request.has("Status") ? request.requiredText("Status") : "FINISHED");
        return json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("Statements");
            for (var statement : page.items()) {
                statementData(json, statement);
            }
            json.writeEndArray();
            page.writeToken(json);
            json.writeEndObject();
        };
    }

    /** A page goes on before the last statement of the page before, so that newcomers and ends do not shift it. */
    private Page<Statement.Snapshot> page(Request request, String status) {
        var scope = request.operation();
        long last = Page.start(scope, request);
        int most = Page.most(request, 100);
        var statements = service.statements();
        var found = (last == 0 ? statements.newestFirst() : statements.before(last))
                .filter(statement -> isListed(statement.submission(), request))
                .map(Statement::snapshot)
                .filter(statement ->
                        status.equals("ALL") || statement.status().name().equals(status))
                .limit(most + 1L)
                .toList();
        if (found.size() <= most) {
            return new Page<>(found, null);
        }
        var items = found.subList(0, most);
        return new Page<>(
                items, PageTokens.encode(scope, items.get(most - 1).submission().sequence()));
    }

    private static boolean isListed(Submission submission, Request request) {
        var prefix = request.text("StatementName");
        var name = submission.name();
        boolean named = prefix == null || (name != null && name.startsWith(prefix));
        return named && Page.concerns(request, submission.target());
    }

    private static void statementData(JsonGenerator json, Statement.Snapshot statement) throws IOException {
        var submission = statement.submission();
        json.writeStartObject();
        json.writeStringField("Id", submission.id());
        Shapes.text(json, "StatementName", submission.name());
        json.writeStringField("Status", statement.status().name());
        Shapes.time(json, "CreatedAt", submission.createdAt());
        Shapes.time(json, "UpdatedAt", statement.updatedAt());
        json.writeBooleanField("IsBatchStatement", submission.batch());
        Shapes.text(json, "SecretArn", submission.target().secretArn());
        Shapes.text(json, "SessionId", statement.sessionId());
        json.writeStringField("ResultFormat", submission.format().name());
        Shapes.parameters(json, submission.parameters());
        if (submission.batch()) {
            json.writeArrayFieldStart("QueryStrings");
            for (var part : statement.parts()) {
                json.writeString(part.sql());
            }
            json.writeEndArray();
        } else {
            json.writeStringField("QueryString", statement.parts().get(0).sql());
        }
        json.writeEndObject();
    }
}
