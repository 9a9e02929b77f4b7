package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One of the two services: sends it requests, and says what it answers in words that leave out what may differ. */
final class RequestSide {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final DataApi api;
    private final UnaryOperator<String> dialect;
    private final Consumer<Duration> pass;
    private final String unknownStatement;
    private final String tokenStart;
    private final List<String> statements = new ArrayList<>();
    private final List<String> sessions = new ArrayList<>();

    /**
     * A side.
     *
     * @param dialect makes of a text of the history the one for this service
     * @param pass lets its clock go on
     * @param unknownStatement an id of the right form that no statement has
     * @param tokenStart what the client tokens of this history begin with
     */
    RequestSide(
            DataApi api,
            UnaryOperator<String> dialect,
            Consumer<Duration> pass,
            String unknownStatement,
            String tokenStart) {
        this.api = api;
        this.dialect = dialect;
        this.pass = pass;
        this.unknownStatement = unknownStatement;
        this.tokenStart = tokenStart;
    }

    int statementCount() {
        return statements.size();
    }

    int sessionCount() {
        return sessions.size();
    }

    /** Sends a request; what came of it, for comparing. */
    String answer(RequestStep step) {
        try {
            return right(step);
        } catch (DataApiException e) {
            var failure = e.failure();
            return "refused: " + failure.kind() + " " + failure.code() + " " + withoutIds(failure.message());
        }
    }

    private String right(RequestStep step) throws DataApiException {
        if (step instanceof RequestStep.Submit submit) {
            return told(submitted(submit), submit);
        } else if (step instanceof RequestStep.Describe describe) {
            return told(api.describeStatement(
                    id(describe.statement(), describe.which(), describe.part()), describe.waitSeconds(), TIMEOUT));
        } else if (step instanceof RequestStep.Results results) {
            return rows(id(results.statement(), results.which(), results.part()), results.wrongToken());
        } else if (step instanceof RequestStep.Cancel cancel) {
            return "cancelled: " + api.cancelStatement(id(cancel.statement(), cancel.which(), cancel.part()), TIMEOUT);
        } else if (step instanceof RequestStep.FindSession find) {
            return api.findSession(sessionId(find.session()), TIMEOUT)
                    .map(found -> found.status() + " runs " + name(statements, found.currentStatementId()))
                    .orElse("no session");
        } else if (step instanceof RequestStep.FindStatements find) {
            return api.findStatements(tokenStart + find.nameStart(), TIMEOUT).stream()
                    .map(entry -> name(statements, entry.statementId()) + " "
                            + entry.name().substring(tokenStart.length()) + " " + entry.status() + " in "
                            + name(sessions, entry.sessionId()))
                    .sorted()
                    .toList()
                    .toString();
        }
        pass.accept(((RequestStep.Pass) step).time());
        return "later";
    }

    private Submitted submitted(RequestStep.Submit submit) throws DataApiException {
        var sqls = submit.sqls().stream().map(dialect).toList();
        var session = submit.session() == RequestStep.NONE ? null : sessionId(submit.session());
        var token = tokenStart + submit.token();
        var name = tokenStart + submit.name();
        return submit.batch()
                ? api.batchExecuteStatement(
                        new SubmitRequest(
                                sqls,
                                List.of(),
                                token,
                                session,
                                submit.keepAliveSeconds(),
                                name,
                                submit.waitSeconds(),
                                ResultFormat.JSON,
                                false,
                                submit.each()),
                        TIMEOUT)
                : api.executeStatement(
                        new SubmitRequest(
                                List.of(sqls.get(0)),
                                List.of(),
                                token,
                                session,
                                submit.keepAliveSeconds(),
                                name,
                                submit.waitSeconds(),
                                ResultFormat.JSON),
                        TIMEOUT);
    }

    private String sessionId(int number) {
        return number < 0 || number >= sessions.size() ? "11111111-0000-0000-0000-00000000abcd" : sessions.get(number);
    }

    private String id(int number, RequestStep.Which which, int part) {
        var whole = number < statements.size() ? statements.get(number) : unknownStatement;
        return switch (which) {
            case WHOLE -> whole;
            case PART -> whole + ":" + part;
            case PART_THAT_IS_NOT -> whole + ":41";
            case UNKNOWN -> unknownStatement;
            case MALFORMED -> "no id";
        };
    }

    private String told(Submitted answer, RequestStep.Submit submit) {
        var ended = submit.waitSeconds() > 0;
        return "statement " + numbered(statements, answer.statementId()) + " in session "
                + (answer.sessionId() == null ? "none" : numbered(sessions, answer.sessionId()))
                + (ended ? " " + answer.status() + " rows " + answer.hasResultSet() : "");
    }

    private String told(StatementDescription answer) {
        var parts = answer.subStatements().stream()
                .map(part -> part.statementId().substring(part.statementId().indexOf(':')) + " "
                        + told(part.status(), part.error()) + " " + part.hasResultSet() + " " + part.resultRows())
                .toList();
        return "statement " + name(statements, answer.statementId()) + " in "
                + name(sessions, answer.sessionId()) + " "
                + told(answer.status(), answer.error()) + " " + answer.hasResultSet() + " " + answer.resultRows() + " "
                + (answer.subStatements().isEmpty() ? "" : "each " + answer.autoCommit() + " ") + parts;
    }

    /** Of an error only what was said counts, not where; of a cancelled statement the service need not say anything. */
    private static String told(StatementStatus status, @Nullable String error) {
        if (!status.isTerminal()) {
            return "RUNNING";
        }
        return status == StatementStatus.ABORTED || error == null
                ? status.toString()
                : status + " (" + error.lines().findFirst().orElse("") + ")";
    }

    private String rows(String id, boolean wrongToken) throws DataApiException {
        if (wrongToken) {
            api.getStatementResult(id, "no token", TIMEOUT);
            return "takes any token";
        }
        var rows = new ArrayList<Long>();
        String token = null;
        long total;
        String type;
        do {
            var page = api.getStatementResult(id, token, TIMEOUT);
            var view = page.view();
            for (var row = 0; row < page.rowCount(); row++) {
                view.moveTo(row, 0);
                rows.add(view.longValue());
            }
            total = page.totalRows();
            type = page.columns().get(0).typeName();
            token = page.nextToken();
        } while (token != null);
        return rows + " of " + total + " " + type;
    }

    private static int numbered(List<String> known, String id) {
        if (!known.contains(id)) {
            known.add(id);
        }
        return known.indexOf(id);
    }

    private static String name(List<String> known, @Nullable String id) {
        return id == null ? "none" : String.valueOf(known.indexOf(id));
    }

    private String withoutIds(String message) {
        var text = message;
        for (var id : statements) {
            text = text.replace(id, "<statement " + statements.indexOf(id) + ">");
        }
        for (var id : sessions) {
            text = text.replace(id, "<session " + sessions.indexOf(id) + ">");
        }
        text = text.replace(unknownStatement, "<unknown>");
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
