package io.github.redshiftdata.emulator.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.redshiftdata.emulator.state.Session;
import java.io.IOException;
import java.util.List;

/** ListSessions. */
final class SessionOperations {

    private final Service service;

    SessionOperations(Service service) {
        this.service = service;
    }

    Answer list(Request request) {
        var page = Page.of(request, request.has("SessionId") ? one(request) : matching(request), 100);
        return json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("Sessions");
            for (var session : page.items()) {
                sessionData(json, session);
            }
            json.writeEndArray();
            page.writeToken(json);
            json.writeEndObject();
        };
    }

    private List<Session.Snapshot> one(Request request) {
        for (var member : List.of("Status", "ClusterIdentifier", "WorkgroupName", "Database")) {
            if (request.has(member)) {
                throw ServiceException.validation("SessionId can't be specified together with " + member + ".");
            }
        }
        var id = request.requiredText("SessionId");
        var session = service.sessions().find(id);
        if (session == null) {
            throw ServiceException.notFound("Session with Id: " + id + " is invalid", id);
        }
        return List.of(session.snapshot(service.clock().instant()));
    }

    private List<Session.Snapshot> matching(Request request) {
        var status = request.text("Status");
        return service.sessions().newestFirst(status == null ? null : Session.Status.valueOf(status)).stream()
                .filter(session -> Page.concerns(request, session.target()))
                .toList();
    }

    private static void sessionData(JsonGenerator json, Session.Snapshot session) throws IOException {
        json.writeStartObject();
        json.writeStringField("SessionId", session.id());
        json.writeStringField("Status", session.status().name());
        Shapes.time(json, "CreatedAt", session.createdAt());
        Shapes.time(json, "UpdatedAt", session.updatedAt());
        Shapes.text(json, "ClusterIdentifier", session.target().clusterIdentifier());
        Shapes.text(json, "WorkgroupName", session.target().workgroupName());
        Shapes.text(json, "Database", session.target().database());
        Shapes.text(json, "DbUser", session.target().loginUser());
        json.writeNumberField("SessionAliveSeconds", session.keepAliveSeconds());
        Shapes.time(json, "SessionTtl", session.updatedAt().plusSeconds(session.keepAliveSeconds()));
        Shapes.text(json, "CurrentStatementId", session.currentStatement());
        json.writeEndObject();
    }
}
