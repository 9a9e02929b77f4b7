package io.github.redshiftdata.jdbc.internal.config;

import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that a Properties object sets, as texts. Its defaults count, which the methods of Map do not see; and so do values
 * that are no strings, which the methods for strings do not see. Only a credentials provider is more than its text.
 */
final class PropertyTexts {

    private static final Set<String> OBJECTS =
            Set.of(SsoProperties.PROMPT, SignInProperties.MFA_PROMPT, SignInProperties.SAML_SOURCE);

    private PropertyTexts() {}

    /** The objects that take part in a sign-in, by their names. */
    static Map<String, Object> objects(Properties properties) {
        var found = new TreeMap<String, Object>();
        for (var name : OBJECTS) {
            var object = properties.get(name);
            if (object != null) {
                found.put(name, object);
            }
        }
        return found;
    }

    /**
     * The texts by name.
     *
     * @throws ConfigurationException where a setting of this driver stands among the defaults and is no string: it shows
     *     that it is there, but not what it is
     */
    static Map<String, String> of(Properties properties) throws ConfigurationException {
        var texts = new TreeMap<String, String>();
        for (var name : properties.stringPropertyNames()) {
            var value = properties.getProperty(name);
            if (value != null) {
                texts.put(name, value);
            }
        }
        for (var entry : List.copyOf(properties.entrySet())) {
            if (entry.getKey() instanceof String name
                    && !(entry.getValue() instanceof String)
                    && !isProvider(name, entry.getValue())
                    && !OBJECTS.contains(name)) {
                texts.put(name, text(entry.getValue()));
            }
        }
        requireNoneIsHidden(properties, texts);
        return texts;
    }

    /** The object that gives credentials, or null where there is none, or the name of a class. */
    static @Nullable Object provider(Properties properties) {
        var name = DriverProperties.CREDENTIALS_PROVIDER.name();
        var value = properties.get(name);
        return value != null && isProvider(name, value) ? value : null;
    }

    private static boolean isProvider(String name, Object value) {
        return name.equals(DriverProperties.CREDENTIALS_PROVIDER.name())
                && !(value instanceof CharSequence)
                && !(value instanceof char[]);
    }

    private static String text(Object value) {
        // Secrets are handed around so.
        return value instanceof char[] characters ? new String(characters) : String.valueOf(value);
    }

    private static void requireNoneIsHidden(Properties properties, Map<String, String> texts)
            throws ConfigurationException {
        for (var name : names(properties)) {
            if (!texts.containsKey(name) && DriverProperties.named(name).isPresent() && properties.get(name) == null) {
                throw new ConfigurationException("The default of the property " + Shown.quoted(name)
                        + " is not a string, and defaults of Properties show strings only. Set it by setProperty, as"
                        + " text.");
            }
        }
    }

    private static List<String> names(Properties properties) {
        var names = new ArrayList<String>();
        try {
            properties.propertyNames().asIterator().forEachRemaining(name -> names.add((String) name));
        } catch (ClassCastException notAllNamesAreStrings) {
            return List.of();
        }
        return names;
    }
}
