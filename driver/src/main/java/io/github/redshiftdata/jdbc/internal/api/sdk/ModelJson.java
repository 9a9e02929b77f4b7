package io.github.redshiftdata.jdbc.internal.api.sdk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * The SDK's requests and answers as the JSON of the service. Their classes tell the name and the type of each member; the types
 * are those that the operations of the driver have.
 */
final class ModelJson {

    /** Texts may have any length: the answer as a whole is limited. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final int MILLIS_OF_A_SECOND = 3;

    private ModelJson() {}

    // ---------------------------------------------------------------- writing

    /** A request: an object of the members that are set. */
    static byte[] write(SdkPojo request) {
        var bytes = new ByteArrayOutputStream(1 << 10);
        try (var json = JSON.createGenerator(bytes)) {
            writeObject(json, request);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void writeObject(JsonGenerator json, SdkPojo object) throws IOException {
        json.writeStartObject();
        for (var field : object.sdkFields()) {
            @Nullable Object value = field.getValueOrDefault(object);
            if (value != null && !(value instanceof SdkAutoConstructList<?>)) {
                json.writeFieldName(field.locationName());
                write(json, value);
            }
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof SdkPojo object) {
            writeObject(json, object);
        } else if (value instanceof List<?> items) {
            json.writeStartArray();
            for (var item : items) {
                write(json, item);
            }
            json.writeEndArray();
        } else {
            throw new IllegalStateException("no member of a request is of " + value.getClass());
        }
    }

    // ---------------------------------------------------------------- reading

    /**
     * Reads an answer into its builder. Members that the builder does not know are passed over, and so are those that are null.
     *
     * @throws IOException if it breaks off, or is not JSON
     * @throws RuntimeException if a member is of another type than it must be
     */
    static void read(InputStream content, SdkPojo answer) throws IOException {
        try (var json = JSON.createParser(content)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                readObject(json, answer);
            }
        }
    }

    private static void readObject(JsonParser json, SdkPojo object) throws IOException {
        var fields = object.sdkFieldNameToField();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var field = fields.get(json.currentName());
            json.nextToken();
            if (field == null) {
                json.skipChildren();
            } else {
                field.set(object, read(json, field));
            }
        }
    }

    private static @Nullable Object read(JsonParser json, SdkField<?> field) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        var type = field.marshallingType().getKnownType();
        return switch (type) {
            case LIST -> readList(json, field);
            case SDK_POJO -> readPart(json, field);
            default -> readScalar(json, type);
        };
    }

    private static List<@Nullable Object> readList(JsonParser json, SdkField<?> field) throws IOException {
        require(json, JsonToken.START_ARRAY);
        var item = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        var items = new ArrayList<@Nullable Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(json, item));
        }
        return items;
    }

    private static Object readPart(JsonParser json, SdkField<?> field) throws IOException {
        require(json, JsonToken.START_OBJECT);
        var part = field.constructor().get();
        readObject(json, part);
        return ((SdkBuilder<?, ?>) part).build();
    }

    private static @Nullable Object readScalar(JsonParser json, MarshallingKnownType type) throws IOException {
        if (json.currentToken().isStructStart()) {
            // What is asked for instead of a text counts as absent.
            json.skipChildren();
            return null;
        }
        var text = json.getText();
        return switch (type) {
            case STRING -> text;
            case BOOLEAN -> Boolean.valueOf(text);
            case INTEGER -> new BigDecimal(text).intValueExact();
            case LONG -> new BigDecimal(text).longValueExact();
            case DOUBLE -> Double.valueOf(text);
            case INSTANT -> instant(new BigDecimal(text));
            default -> throw new IllegalStateException("no member of an answer is of the type " + type);
        };
    }

    /** Seconds since 1970, with a fraction. */
    private static Instant instant(BigDecimal seconds) {
        return Instant.ofEpochMilli(seconds.movePointRight(MILLIS_OF_A_SECOND).longValue());
    }

    private static void require(JsonParser json, JsonToken wanted) throws IOException {
        if (json.currentToken() != wanted) {
            throw new IllegalArgumentException(
                    "the member " + json.currentName() + " begins with " + json.currentToken());
        }
    }
}
