package io.github.redshiftdata.emulator.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.redshiftdata.emulator.state.PageTokens;
import io.github.redshiftdata.emulator.state.Result;
import io.github.redshiftdata.emulator.state.ResultFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** GetStatementResult and GetStatementResultV2. */
final class ResultOperations {

    /** A CSV answer holds this many chunks at most. */
    private static final int CHUNKS = 15;

    private final StatementLookup lookup;

    ResultOperations(StatementLookup lookup) {
        this.lookup = lookup;
    }

    Answer getJson(Request request) {
        var result = find(request);
        if (result.format() != ResultFormat.JSON) {
            throw ServiceException.validation(
                    "The result format of the statement is CSV. Use GetStatementResultV2 to retrieve it.");
        }
        var scope = request.requiredText("Id");
        int page = Page.start(scope, request);
        return json -> {
            json.writeStartObject();
            json.writeFieldName("Records");
            writeRows(json, page < result.pageCount() ? result.page(page) : new byte[0]);
            writeEnd(json, result, scope, page + 1);
            json.writeEndObject();
        };
    }

    Answer getCsv(Request request) {
        var result = find(request);
        if (result.format() != ResultFormat.CSV) {
            throw ServiceException.validation(
                    "The result format of the statement is JSON. Use GetStatementResult to retrieve it.");
        }
        var scope = request.requiredText("Id");
        int from = Page.start(scope, request);
        int to = Math.min(from + CHUNKS, result.pageCount());
        return json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("Records");
            for (int i = from; i < to; i++) {
                json.writeStartObject();
                json.writeStringField("CSVRecords", new String(result.page(i), StandardCharsets.UTF_8));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("ResultFormat", ResultFormat.CSV.name());
            writeEnd(json, result, scope, to);
            json.writeEndObject();
        };
    }

    private Result find(Request request) {
        var found = lookup.find(request);
        lookup.await(found.statement(), request);
        var now = found.statement().snapshot();
        int part = found.part() < 0 && !now.submission().batch() ? 0 : found.part();
        var result = part < 0 || !now.status().terminal()
                ? null
                : now.parts().get(part).result();
        if (result == null) {
            throw ServiceException.notFound(
                    "Query does not have result. Please check query status with DescribeStatement.",
                    request.requiredText("Id"));
        }
        return result;
    }

    /** The rows are JSON already: they go around the generator. */
    private static void writeRows(JsonGenerator json, byte[] rows) throws IOException {
        json.writeRawValue("");
        json.flush();
        var out = (OutputStream) json.getOutputTarget();
        out.write('[');
        out.write(rows);
        out.write(']');
    }

    private static void writeEnd(JsonGenerator json, Result result, String scope, int next) throws IOException {
        Shapes.columns(json, "ColumnMetadata", result.columns());
        json.writeNumberField("TotalNumRows", result.rowCount());
        if (next < result.pageCount()) {
            json.writeStringField("NextToken", PageTokens.encode(scope, next));
        }
    }
}
