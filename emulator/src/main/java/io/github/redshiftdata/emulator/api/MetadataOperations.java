package io.github.redshiftdata.emulator.api;

import io.github.redshiftdata.emulator.engine.Engine;
import io.github.redshiftdata.emulator.engine.EngineException;
import java.util.ArrayList;
import java.util.List;

/** ListDatabases, ListSchemas, ListTables and DescribeTable. They answer at once and leave no statement behind. */
final class MetadataOperations {

    private static final int MOST = 1000;

    private final Engine engine;
    private final UnfinishedListings unfinished = new UnfinishedListings();

    MetadataOperations(Engine engine) {
        this.engine = engine;
    }

    Answer databases(Request request) {
        return names(request, "Databases", ask(request, engine::databases));
    }

    Answer schemas(Request request) {
        return names(
                request,
                "Schemas",
                ask(request, () -> engine.schemas(request.requiredText("Database"), request.text("SchemaPattern"))));
    }

    private static Answer names(Request request, String member, List<String> all) {
        var page = Page.of(request, all, MOST);
        return json -> {
            json.writeStartObject();
            json.writeArrayFieldStart(member);
            for (var name : page.items()) {
                json.writeString(name);
            }
            json.writeEndArray();
            page.writeToken(json);
            json.writeEndObject();
        };
    }

    Answer tables(Request request) {
        var all = ask(
                request,
                () -> engine.tables(
                        request.requiredText("Database"), request.text("SchemaPattern"), request.text("TablePattern")));
        var page = Page.of(request, all, MOST);
        return json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("Tables");
            for (var table : page.items()) {
                json.writeStartObject();
                json.writeStringField("name", table.name());
                json.writeStringField("type", table.type());
                json.writeStringField("schema", table.schema());
                json.writeEndObject();
            }
            json.writeEndArray();
            page.writeToken(json);
            json.writeEndObject();
        };
    }

    Answer describeTable(Request request) {
        var all = ask(
                request,
                () -> engine.columns(request.requiredText("Database"), request.text("Schema"), request.text("Table")));
        var page = Page.of(request, all, MOST);
        return json -> {
            json.writeStartObject();
            Shapes.columns(json, "ColumnList", page.items());
            page.writeToken(json);
            json.writeEndObject();
        };
    }

    private <T> List<T> ask(Request request, UnfinishedListings.Question<T> question) {
        Targets.of(request);
        var key = new ArrayList<String>();
        key.add(request.operation());
        for (var member : List.of("Database", "SchemaPattern", "TablePattern", "Schema", "Table")) {
            key.add(String.valueOf(request.text(member)));
        }
        try {
            return unfinished.listing(key, Page.start(request.operation(), request) == 0, question);
        } catch (EngineException e) {
            throw new ServiceException("DatabaseConnectionException", 500, String.valueOf(e.getMessage()));
        }
    }
}
