package io.github.redshiftdata.emulator.api;

import io.github.redshiftdata.emulator.engine.EngineException;
import io.github.redshiftdata.emulator.state.ExecutionMode;
import io.github.redshiftdata.emulator.state.ResultFormat;
import io.github.redshiftdata.emulator.state.Session;
import io.github.redshiftdata.emulator.state.Statement;
import io.github.redshiftdata.emulator.state.Submission;
import io.github.redshiftdata.emulator.state.Target;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns a request into a statement that runs. */
final class Submitter {

    private static final int MAX_SQL_BYTES = 200 << 10;

    private final Service service;
    private final StatementRunner runner;

    Submitter(Service service, StatementRunner runner) {
        this.service = service;
        this.runner = runner;
    }

    /** A new statement, or the one that the request's client token stands for already. */
    Statement submit(Request request, List<String> sqls, boolean batch) {
        var token = request.text("ClientToken");
        var key = token == null ? null : request.operation() + " " + token;
        return service.clientTokens().once(key, () -> start(request, sqls, batch, key));
    }

    private Statement start(Request request, List<String> sqls, boolean batch, @Nullable String key) {
        var parameters = request.parameters();
        var texts = texts(sqls, parameters);
        var sessionId = request.text("SessionId");
        Target target;
        if (sessionId == null) {
            target = Targets.of(request);
        } else {
            Targets.requireNone(request);
            target = knownSession(sessionId).target();
        }
        requireFreeStatement();
        var id = UUID.randomUUID().toString();
        var format = "CSV".equalsIgnoreCase(request.text("ResultFormat")) ? ResultFormat.CSV : ResultFormat.JSON;
        var obeyed = service.settings().batchModes() != BatchModes.IGNORED;
        var mode = obeyed && "AUTO_COMMIT".equals(request.text("ExecutionMode"))
                ? ExecutionMode.AUTO_COMMIT
                : ExecutionMode.TRANSACTION;
        var session = session(sessionId, target, request.number("SessionKeepAliveSeconds"), id);
        var statement = new Statement(new Submission(
                id,
                service.statements().nextSequence(),
                request.text("StatementName"),
                target,
                texts,
                parameters,
                batch,
                mode,
                format,
                request.flag("WithEvent"),
                session,
                key,
                service.clock().instant()));
        writeDown(statement, sessionId == null);
        service.statements().add(statement);
        runner.start(statement);
        return statement;
    }

    /** Before it is accepted: what nobody would remember must not run. */
    private void writeDown(Statement statement, boolean newSession) {
        try {
            service.history().accepted(statement);
        } catch (EngineException e) {
            var session = statement.submission().session();
            if (session != null) {
                session.untake(service.clock().instant());
                if (newSession) {
                    service.sessions().discard(session);
                }
            }
            throw ServiceException.internal(String.valueOf(e.getMessage()));
        }
    }

    private static List<Submission.Text> texts(List<String> sqls, Map<String, String> parameters) {
        var unused = new LinkedHashSet<>(parameters.keySet());
        var texts = sqls.stream()
                .map(sql -> {
                    requireShort(sql);
                    var used = new LinkedHashMap<>(parameters);
                    var names = PlaceholderScan.of(sql).names();
                    used.keySet().retainAll(names);
                    unused.removeAll(names);
                    return new Submission.Text(sql, used);
                })
                .toList();
        if (!unused.isEmpty()) {
            throw ServiceException.validation("Parameters list contains unused parameters. Unused parameters: ["
                    + String.join(", ", unused) + "]");
        }
        return texts;
    }

    private static void requireShort(String sql) {
        if (sql.isBlank()) {
            throw ServiceException.validation("sql must not be empty");
        }
        int length = sql.getBytes(StandardCharsets.UTF_8).length;
        if (length > MAX_SQL_BYTES) {
            throw ServiceException.validation(
                    "The SQL statement has " + length + " bytes. The limit is " + MAX_SQL_BYTES + " bytes.");
        }
    }

    private Session knownSession(String id) {
        var session = service.sessions().find(id);
        if (session == null) {
            throw ServiceException.validation("Session with Id: " + id + " is invalid");
        }
        return session;
    }

    private @Nullable Session session(
            @Nullable String id, Target target, @Nullable Integer keepAlive, String statementId) {
        if (id == null && (keepAlive == null || keepAlive == 0)) {
            return null;
        }
        var session = id == null ? newSession(target, keepAlive == null ? 0 : keepAlive) : knownSession(id);
        if (!session.take(statementId, keepAlive, service.clock().instant())) {
            throw ServiceException.validation("Session is not available");
        }
        return session;
    }

    private Session newSession(Target target, int keepAlive) {
        int most = Math.min(service.settings().maxSessions(), service.engine().capacity());
        // Only at the limit is it worth a look at each of them.
        if (service.sessions().openCount() >= most && service.sessions().openCountNow() >= most) {
            throw new ServiceException(
                    "ActiveSessionsExceededException",
                    400,
                    "The number of active sessions exceeds the limit of " + most);
        }
        return service.sessions().open(target, keepAlive);
    }

    private void requireFreeStatement() {
        int most = service.settings().maxActiveStatements();
        if (service.statements().activeCount() >= most) {
            throw new ServiceException(
                    "ActiveStatementsExceededException",
                    400,
                    "The number of active statements exceeds the limit of " + most);
        }
    }
}
