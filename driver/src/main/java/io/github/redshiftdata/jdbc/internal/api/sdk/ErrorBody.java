package io.github.redshiftdata.jdbc.internal.api.sdk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The body of an answer that reports an error: a JSON object, or whatever something on the way put there. */
final class ErrorBody {

    private static final JsonFactory JSON = new JsonFactory();

    private ErrorBody() {}

    /** The text of the first member whose name and kind of value are wanted; null without one, or if it is no JSON. */
    static @Nullable String member(byte[] body, Predicate<String> name, Predicate<JsonToken> kind) {
        try (var json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = name.test(json.currentName());
                var value = json.nextToken();
                if (value != null && wanted && kind.test(value)) {
                    return json.getText();
                }
                json.skipChildren();
            }
            return null;
        } catch (IOException notJson) {
            return null;
        }
    }
}
