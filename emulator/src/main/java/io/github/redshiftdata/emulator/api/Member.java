package io.github.redshiftdata.emulator.api;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One member of a request and the rules for it.
 *
 * @param min least length or value; -1 for none
 * @param max greatest length or value; -1 for none
 * @param pattern for the whole text; null for none
 * @param values what the model's enum lists; empty where it has none
 */
record Member(
        String name, Type type, boolean required, int min, int max, @Nullable Pattern pattern, List<String> values) {

    /** The JSON types of members. */
    enum Type {
        STRING,
        INTEGER,
        BOOLEAN,
        STRINGS,
        PARAMETERS
    }

    static Member of(String name, Type type) {
        return new Member(name, type, false, -1, -1, null, List.of());
    }

    Member mandatory() {
        return new Member(name, type, true, min, max, pattern, values);
    }

    Member within(int least, int greatest) {
        return new Member(name, type, required, least, greatest, pattern, values);
    }

    Member matching(String regex) {
        return new Member(name, type, required, min, max, Pattern.compile(regex), values);
    }

    /** @param anyCase whether small letters are taken too, as the documentation of the service writes some values */
    Member oneOf(boolean anyCase, String... listed) {
        var pattern = Pattern.compile(String.join("|", listed), anyCase ? Pattern.CASE_INSENSITIVE : 0);
        return new Member(name, type, required, min, max, pattern, List.of(listed));
    }

    /**
     * Checks a value.
     *
     * @throws ServiceException SerializationException for a wrong type, ValidationException for a broken rule
     */
    void check(@Nullable Object value) {
        if (value == null) {
            if (required) {
                throw ServiceException.validation(wireName() + " must not be null");
            }
            return;
        }
        switch (type) {
            case STRING -> checkText(asType(value, String.class));
            case INTEGER -> checkNumber(asType(value, Long.class));
            case BOOLEAN -> asType(value, Boolean.class);
            case STRINGS -> {
                List<?> list = asType(value, List.class);
                list.forEach(element -> asType(element, String.class));
                checkLength(list.size());
            }
            case PARAMETERS -> {
                List<?> list = asType(value, List.class);
                list.forEach(element -> asType(element, Map.class));
                checkLength(list.size());
            }
        }
    }

    private void checkText(String text) {
        if (pattern != null && !pattern.matcher(text).matches()) {
            if (!values.isEmpty()) {
                throw ServiceException.validation(wireName() + " must satisfy enum value set: " + values);
            }
            throw ServiceException.validation(wireName() + " must satisfy regex pattern: ^" + pattern + "$");
        }
        checkLength(text.length());
    }

    private void checkLength(int length) {
        if (min >= 0 && length < min) {
            throw ServiceException.validation(wireName() + " must have length greater than or equal to " + min);
        }
        if (max >= 0 && length > max) {
            throw ServiceException.validation(wireName() + " must have length less than or equal to " + max);
        }
    }

    private void checkNumber(long number) {
        if (min >= 0 && number < min) {
            throw ServiceException.validation(wireName() + " must have value greater than or equal to " + min);
        }
        if (max >= 0 && number > max) {
            throw ServiceException.validation(wireName() + " must have value less than or equal to " + max);
        }
    }

    private <T> T asType(@Nullable Object value, Class<T> wanted) {
        if (!wanted.isInstance(value)) {
            throw ServiceException.serialization(
                    (value == null ? "null" : value.getClass().getSimpleName()) + " can not be converted for " + name);
        }
        return wanted.cast(value);
    }

    /** The service writes members in its messages with a small first letter. */
    private String wireName() {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
