package io.github.redshiftdata.emulator.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The members of a request whose rules were checked. */
final class Request {

    private static final Pattern PARAMETER_NAME = Pattern.compile("[0-9a-zA-Z_]+");

    private final String operation;
    private final Map<String, ?> members;

    Request(String operation, Map<String, ?> members) {
        RequestRules.check(operation, members);
        this.operation = operation;
        this.members = members;
    }

    String operation() {
        return operation;
    }

    boolean has(String name) {
        return members.get(name) != null;
    }

    @Nullable
    String text(String name) {
        return (String) members.get(name);
    }

    String requiredText(String name) {
        return Objects.requireNonNull(text(name));
    }

    @Nullable
    Integer number(String name) {
        return members.get(name) instanceof Long number ? Math.toIntExact(number) : null;
    }

    /** False where it is absent. */
    boolean flag(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    List<String> texts(String name) {
        return members.get(name) instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of();
    }

    /** In the order given; empty where there are none. */
    Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        if (members.get("Parameters") instanceof List<?> list) {
            for (var element : list) {
                var parameter = (Map<?, ?>) element;
                parameters.put(parameterName(parameter.get("name")), parameterValue(parameter.get("value")));
            }
        }
        return parameters;
    }

    private static String parameterName(@Nullable Object name) {
        if (!(name instanceof String text)) {
            throw ServiceException.validation("parameters.member.name must not be null");
        }
        if (!PARAMETER_NAME.matcher(text).matches()) {
            throw ServiceException.validation(
                    "parameters.member.name must satisfy regex pattern: ^" + PARAMETER_NAME + "$");
        }
        return text;
    }

    private static String parameterValue(@Nullable Object value) {
        if (!(value instanceof String text)) {
            throw ServiceException.validation("parameters.member.value must not be null");
        }
        if (text.isEmpty()) {
            throw ServiceException.validation("parameters.member.value must have length greater than or equal to 1");
        }
        return text;
    }
}
