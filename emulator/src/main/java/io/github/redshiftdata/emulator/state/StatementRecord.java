package io.github.redshiftdata.emulator.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Statements as the texts that are written down: what was asked for, which never changes, and how far it has come. */
final class StatementRecord {

    private static final JsonFactory JSON = new JsonFactory();

    private StatementRecord() {}

    @FunctionalInterface
    private interface Body {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static String text(Body body) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            body.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static String request(Submission submission) {
        return text(json -> {
            member(json, "name", submission.name());
            member(json, "token", submission.clientToken());
            json.writeBooleanField("batch", submission.batch());
            member(json, "mode", submission.mode().name());
            member(json, "format", submission.format().name());
            json.writeBooleanField("event", submission.withEvent());
            member(json, "at", submission.createdAt().toString());
            target(json, submission.target());
            session(json, submission.session());
            map(json, "parameters", submission.parameters());
            json.writeArrayFieldStart("texts");
            for (var part : submission.texts()) {
                json.writeStartObject();
                member(json, "sql", part.sql());
                map(json, "parameters", part.parameters());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void target(JsonGenerator json, Target target) throws IOException {
        member(json, "cluster", target.clusterIdentifier());
        member(json, "workgroup", target.workgroupName());
        member(json, "database", target.database());
        member(json, "user", target.dbUser());
        member(json, "secret", target.secretArn());
    }

    private static void session(JsonGenerator json, @Nullable Session session) throws IOException {
        if (session != null) {
            member(json, "session", session.id());
            member(json, "session at", session.createdAt().toString());
            json.writeNumberField("session seconds", session.keepAliveSeconds());
        }
    }

    static String progress(Statement.Snapshot statement) {
        return text(json -> {
            end(json, statement.status(), statement.error(), statement.updatedAt(), statement.duration());
            json.writeNumberField("pid", statement.pid());
            json.writeArrayFieldStart("parts");
            for (var part : statement.parts()) {
                json.writeStartObject();
                end(json, part.status(), part.error(), part.updatedAt(), part.duration());
                json.writeNumberField("rows", part.resultRows());
                json.writeNumberField("query", part.queryId());
                member(json, "uuid", part.queryUuid());
                if (part.result() != null) {
                    json.writeNumberField("size", part.resultSize());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void end(
            JsonGenerator json, StatementStatus status, @Nullable String error, Instant at, long duration)
            throws IOException {
        member(json, "status", status.name());
        member(json, "error", error);
        member(json, "at", at.toString());
        json.writeNumberField("duration", duration);
    }

    private static void member(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void map(JsonGenerator json, String name, Map<String, String> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeObjectFieldStart(name);
            for (var value : values.entrySet()) {
                json.writeStringField(value.getKey(), value.getValue());
            }
            json.writeEndObject();
        }
    }

    /** @param sessions finds or makes the session that the record names */
    static Submission submission(String id, long sequence, String request, Function<SessionRecord, Session> sessions)
            throws IOException {
        var members = JsonMembers.read(request);
        var target = new Target(
                members.optional("cluster"),
                members.optional("workgroup"),
                members.text("database"),
                members.optional("user"),
                members.optional("secret"));
        var session = members.optional("session");
        var texts = new ArrayList<Submission.Text>();
        for (var part : members.list("texts")) {
            texts.add(new Submission.Text(part.text("sql"), part.texts("parameters")));
        }
        return new Submission(
                id,
                sequence,
                members.optional("name"),
                target,
                List.copyOf(texts),
                new LinkedHashMap<>(members.texts("parameters")),
                members.flag("batch"),
                ExecutionMode.valueOf(members.text("mode")),
                ResultFormat.valueOf(members.text("format")),
                // What an older emulator has written down does not tell.
                members.has("event") && members.flag("event"),
                session == null
                        ? null
                        : sessions.apply(new SessionRecord(
                                session,
                                target,
                                Instant.parse(members.text("session at")),
                                Math.toIntExact(members.number("session seconds")))),
                members.optional("token"),
                Instant.parse(members.text("at")));
    }

    /** What a statement tells of its session. */
    record SessionRecord(String id, Target target, Instant createdAt, int keepAliveSeconds) {}

    /** The statement of this submission, as it stood. Its rows have expired. */
    static Statement statement(Submission submission, String progress) throws IOException {
        var statement = new Statement(submission);
        var fresh = statement.snapshot();
        var members = JsonMembers.read(progress);
        var records = members.list("parts");
        var parts = new ArrayList<StatementPart.Snapshot>();
        for (int i = 0; i < records.size(); i++) {
            parts.add(part(fresh.parts().get(i), records.get(i), submission.format()));
        }
        statement.restore(new Statement.Snapshot(
                submission,
                StatementStatus.valueOf(members.text("status")),
                Instant.parse(members.text("at")),
                members.optional("error"),
                members.number("duration"),
                Math.toIntExact(members.number("pid")),
                fresh.sessionId(),
                parts));
        return statement;
    }

    private static StatementPart.Snapshot part(StatementPart.Snapshot fresh, JsonMembers members, ResultFormat format) {
        long rows = members.number("rows");
        boolean resultSet = members.has("size");
        long size = resultSet ? members.number("size") : -1;
        return new StatementPart.Snapshot(
                fresh.id(),
                fresh.sql(),
                StatementStatus.valueOf(members.text("status")),
                fresh.createdAt(),
                Instant.parse(members.text("at")),
                members.optional("error"),
                members.number("duration"),
                rows,
                size,
                members.number("query"),
                members.optional("uuid"),
                resultSet ? Result.expired(format, rows, size) : null);
    }
}
