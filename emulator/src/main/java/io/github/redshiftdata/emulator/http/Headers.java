package io.github.redshiftdata.emulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The header fields of a request or an answer. Names are the same in any case of their letters. */
final class Headers {

    private final Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    void add(String name, String value) {
        fields.computeIfAbsent(name, field -> new ArrayList<>()).add(value);
    }

    void set(String name, String value) {
        fields.put(name, List.of(value));
    }

    @Nullable
    String first(String name) {
        var values = fields.get(name);
        return values == null ? null : values.get(0);
    }

    /** Empty where there is no such field. */
    List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** Whether a field that lists words has this one. */
    boolean lists(String name, String word) {
        return all(name).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .anyMatch(element -> element.strip().equalsIgnoreCase(word));
    }

    /** As lines, each with its end. */
    String lines() {
        var lines = new StringBuilder();
        fields.forEach((name, values) -> values.forEach(
                value -> lines.append(name).append(": ").append(value).append("\r\n")));
        return lines.toString();
    }
}
