package io.github.redshiftdata.emulator.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object that this program has written itself. */
final class JsonMembers {

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Object> members;

    private JsonMembers(Map<String, Object> members) {
        this.members = members;
    }

    static JsonMembers read(String text) throws IOException {
        try (var parser = JSON.createParser(text)) {
            parser.nextToken();
            return new JsonMembers(object(parser));
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        var object = new LinkedHashMap<String, Object>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> new JsonMembers(object(parser));
            case START_ARRAY -> {
                var list = new ArrayList<Object>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> parser.getText();
        };
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    @Nullable
    String optional(String name) {
        return (String) members.get(name);
    }

    String text(String name) {
        return (String) member(name);
    }

    long number(String name) {
        return (Long) member(name);
    }

    boolean flag(String name) {
        return (Boolean) member(name);
    }

    /** The objects of an array. */
    List<JsonMembers> list(String name) {
        return ((List<?>) member(name)).stream().map(JsonMembers.class::cast).toList();
    }

    /** An object of texts; empty where it is absent. */
    Map<String, String> texts(String name) {
        var texts = new LinkedHashMap<String, String>();
        if (members.get(name) instanceof JsonMembers object) {
            object.members.forEach((key, value) -> texts.put(key, (String) value));
        }
        return texts;
    }

    private Object member(String name) {
        return Objects.requireNonNull(members.get(name), name);
    }
}
