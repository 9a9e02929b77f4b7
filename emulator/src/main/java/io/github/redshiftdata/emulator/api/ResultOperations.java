package io.github.redshiftdata.emulator.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.redshiftdata.emulator.state.PageTokens;
import io.github.redshiftdata.emulator.state.Result;
import io.github.redshiftdata.emulator.state.ResultFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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
        long page = Page.start(scope, request);
        var rows = pages(request, result, page, page + 1);
        return json -> {
            json.writeStartObject();
            json.writeFieldName("Records");
            writeRows(json, rows.isEmpty() ? new byte[0] : rows.get(0));
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
        long from = Page.start(scope, request);
        var chunks = pages(request, result, from, from + CHUNKS);
        return json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("Records");
            for (var chunk : chunks) {
                json.writeStartObject();
                json.writeStringField("CSVRecords", new String(chunk, StandardCharsets.UTF_8));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("ResultFormat", ResultFormat.CSV.name());
            writeEnd(json, result, scope, from + chunks.size());
            json.writeEndObject();
        };
    }

    private Result find(Request request) {
        var found = lookup.find(request);
        lookup.await(found, request);
        var now = found.statement().snapshot();
        if (now.submission().batch() && found.part() < 0) {
            throw ServiceException.validation(
                    "BatchExecuteStatement result can only be retrieved with sub-statement id.");
        }
        int part = found.part() < 0 && !now.submission().batch() ? 0 : found.part();
        var result = part < 0 || !now.parts().get(part).status().terminal()
                ? null
                : now.parts().get(part).result();
        if (result == null) {
            throw ServiceException.notFound(
                    "Query does not have result. Please check query status with DescribeStatement.",
                    request.requiredText("Id"));
        }
        return result;
    }

    /** Read before the answer begins: a result that expires meanwhile must not look like an empty one. */
    private static List<byte[]> pages(Request request, Result result, long from, long to) {
        try {
            var pages = new ArrayList<byte[]>();
            for (long i = from; i < Math.min(to, result.pageCount()); i++) {
                pages.add(result.page((int) i));
            }
            if (!result.expired()) {
                return pages;
            }
        } catch (IOException | IndexOutOfBoundsException e) {
            if (!result.expired()) {
                throw ServiceException.internal("The result cannot be read: " + e.getMessage());
            }
        }
        throw ServiceException.notFound("The result of the query has expired.", request.requiredText("Id"));
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

    private static void writeEnd(JsonGenerator json, Result result, String scope, long next) throws IOException {
        Shapes.columns(json, "ColumnMetadata", result.columns());
        json.writeNumberField("TotalNumRows", result.rowCount());
        if (next < result.pageCount()) {
            json.writeStringField("NextToken", PageTokens.encode(scope, next));
        }
    }
}
