package io.github.redshiftdata.emulator.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.redshiftdata.emulator.engine.EngineColumn;
import io.github.redshiftdata.emulator.state.Target;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the shapes that several answers share. */
final class Shapes {

    private Shapes() {}

    /** Absent members are omitted. */
    static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    /** Seconds since 1970 with milliseconds. */
    static void time(JsonGenerator json, String name, Instant value) throws IOException {
        json.writeNumberField(name, BigDecimal.valueOf(value.toEpochMilli(), 3));
    }

    static void target(JsonGenerator json, Target target) throws IOException {
        text(json, "ClusterIdentifier", target.clusterIdentifier());
        text(json, "WorkgroupName", target.workgroupName());
        text(json, "Database", target.database());
        text(json, "SecretArn", target.secretArn());
        if (target.secretArn() == null) {
            text(json, "DbUser", target.dbUser());
        }
    }

    static void parameters(JsonGenerator json, Map<String, String> parameters) throws IOException {
        if (parameters.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("QueryParameters");
        for (var parameter : parameters.entrySet()) {
            json.writeStartObject();
            json.writeStringField("name", parameter.getKey());
            json.writeStringField("value", parameter.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void columns(JsonGenerator json, String name, List<EngineColumn> columns) throws IOException {
        json.writeArrayFieldStart(name);
        for (var column : columns) {
            column(json, column);
        }
        json.writeEndArray();
    }

    private static void column(JsonGenerator json, EngineColumn column) throws IOException {
        json.writeStartObject();
        text(json, "columnDefault", column.columnDefault());
        json.writeBooleanField("isCaseSensitive", column.caseSensitive());
        json.writeBooleanField("isCurrency", column.currency());
        json.writeBooleanField("isSigned", column.signed());
        text(json, "label", column.label());
        json.writeNumberField("length", column.length());
        json.writeStringField("name", column.name());
        json.writeNumberField("nullable", column.nullable());
        json.writeNumberField("precision", column.precision());
        json.writeNumberField("scale", column.scale());
        json.writeStringField("schemaName", column.schemaName());
        json.writeStringField("tableName", column.tableName());
        json.writeStringField("typeName", column.typeName());
        json.writeEndObject();
    }
}
