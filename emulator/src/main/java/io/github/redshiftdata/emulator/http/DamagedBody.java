package io.github.redshiftdata.emulator.http;

import io.github.redshiftdata.emulator.fault.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Damages the bodies of answers as a fault says. */
final class DamagedBody {

    private static final String HTML = "<!DOCTYPE html><html><body><h1>Sign in to the network</h1></body></html>";

    /** What the contract requires, and the status, without which nothing would be left to test. */
    private static final Set<String> KEPT =
            Set.of("Id", "Status", "Records", "Statements", "Sessions", "SubStatements");

    private DamagedBody() {}

    static byte[] of(byte[] body, Fault.Body fault, Map<String, ?> request) throws IOException {
        return switch (fault) {
            case TRUNCATED -> body;
            case WRONG_JSON -> "{\"Id\": \"broken\", ".getBytes(StandardCharsets.UTF_8);
            case HTML -> HTML.getBytes(StandardCharsets.UTF_8);
            default -> JsonTree.write(changed(JsonTree.readObject(body), fault, request));
        };
    }

    private static Map<String, @Nullable Object> changed(
            Map<String, @Nullable Object> body, Fault.Body fault, Map<String, ?> request) {
        switch (fault) {
            case UNKNOWN_STATUS -> changeStatus(body);
            case NULL_MEMBERS -> body.replaceAll((name, value) -> KEPT.contains(name) ? value : null);
            case REPEAT_TOKEN -> {
                Object token = request.get("NextToken");
                body.put("NextToken", token == null ? "again" : token);
            }
            case FEWER_ROWS -> dropLast(body.get("Records"));
            default -> throw new IllegalArgumentException(fault.name());
        }
        return body;
    }

    private static void changeStatus(Map<String, @Nullable Object> object) {
        object.replaceAll((name, value) -> name.equals("Status") && value instanceof String ? "UNKNOWN" : value);
    }

    private static void dropLast(@Nullable Object records) {
        if (records instanceof List<?> list && !list.isEmpty()) {
            list.remove(list.size() - 1);
        }
    }
}
