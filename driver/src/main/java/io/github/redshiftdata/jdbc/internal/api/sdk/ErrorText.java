package io.github.redshiftdata.jdbc.internal.api.sdk;

import com.fasterxml.jackson.core.JsonToken;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The text of a service error. The wire key is "Message" or "message"; the SDK does not find every spelling. */
final class ErrorText {

    private static final Set<String> KEYS = Set.of("message", "errormessage");

    private ErrorText() {}

    static @Nullable String of(AwsServiceException answer) {
        var details = answer.awsErrorDetails();
        if (details == null) {
            return null;
        }
        var text = details.errorMessage();
        if (text == null || text.isBlank()) {
            text = details.rawResponse() == null
                    ? null
                    : inBody(details.rawResponse().asByteArray());
        }
        return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable String inBody(byte[] body) {
        return ErrorBody.member(
                body, name -> KEYS.contains(name.toLowerCase(Locale.ROOT)), token -> token == JsonToken.VALUE_STRING);
    }
}
