package io.github.redshiftdata.jdbc.internal.config;

import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.DATABASE;
import static io.github.redshiftdata.jdbc.internal.config.DriverProperties.DB_USER;

import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The texts of the URL and of the Properties, merged: if both set a property, the URL counts. No value is checked yet.
 */
final class Settings {

    private static final String USER = "user";
    private static final String PROVIDER_PREFIX = DriverProperties.CREDENTIALS_PROVIDER.name() + ".";

    private final Map<Property<?>, String> texts = new LinkedHashMap<>();
    private final Map<String, String> providerProperties = new TreeMap<>();
    private final Map<String, String> warnings = new LinkedHashMap<>();
    private @Nullable String poolUser;
    private @Nullable Object givenProvider;
    private final Map<String, Object> objects = new LinkedHashMap<>();

    /** None of these begins or ends with a space; who copies one from a page often takes a space along. */
    private static final Set<Property<?>> NAMES_OF_AWS = Set.of(
            DriverProperties.REGION,
            DriverProperties.CLUSTER_IDENTIFIER,
            DriverProperties.WORKGROUP_NAME,
            DriverProperties.SECRET_ARN,
            DriverProperties.PROFILE,
            DriverProperties.ACCESS_KEY_ID,
            DriverProperties.ROLE_ARN,
            DriverProperties.ROLE_SESSION_NAME,
            SsoProperties.SSO_REGION,
            SignInProperties.SAML_PROVIDER_ARN);

    private Settings() {}

    static Settings merge(ConnectionUrl url, Properties properties) throws ConfigurationException {
        var settings = new Settings();
        settings.takeProperties(properties);
        for (var value : url.values().entrySet()) {
            settings.takeUrlValue(url, value.getKey(), value.getValue());
        }
        url.host().implied().forEach((name, value) -> settings.texts.put(known(name), value));
        if (url.database() != null) {
            settings.put(DATABASE.name(), url.database());
        }
        return settings;
    }

    private void takeProperties(Properties properties) throws ConfigurationException {
        givenProvider = PropertyTexts.provider(properties);
        objects.putAll(PropertyTexts.objects(properties));
        for (var value : PropertyTexts.of(properties).entrySet()) {
            take(value.getKey(), value.getValue());
        }
    }

    private void take(String name, String value) throws ConfigurationException {
        if (name.startsWith(PROVIDER_PREFIX)) {
            providerProperties.put(name.substring(PROVIDER_PREFIX.length()), value);
        } else if (DriverProperties.named(name).isEmpty()) {
            warn(
                    name,
                    "The property '" + Shown.value(name) + "' is ignored: this driver does not know it."
                            + OfficialKeys.adviceOn(name)
                                    .map(advice -> " " + advice)
                                    .orElse(""));
        } else if (!value.isBlank()) {
            takeKnown(name, value);
        }
    }

    private void takeKnown(String name, String value) throws ConfigurationException {
        if (name.equals(USER)) {
            refuseControls(name, value);
            poolUser = value;
        } else {
            put(name, value);
        }
    }

    private void takeUrlValue(ConnectionUrl url, String name, String value) throws ConfigurationException {
        var dbUser = url.values().get(DB_USER.name());
        if (name.equals(USER) && dbUser != null && !dbUser.equals(value)) {
            throw new ConfigurationException("The URL has both 'user' and 'dbUser'. They mean the same: leave one.");
        }
        put(name, value);
    }

    private void put(String name, String value) throws ConfigurationException {
        var property = known(name);
        if (!property.secret()) {
            refuseControls(name, value);
        }
        texts.put(property, NAMES_OF_AWS.contains(property) ? value.strip() : value);
    }

    /**
     * Refuses control characters. No setting needs them, and a line break would put a forged line into messages and
     * logs.
     */
    private static void refuseControls(String name, String value) throws ConfigurationException {
        if (Shown.hasControls(value)) {
            throw new ConfigurationException("The value of '" + name
                    + "' has a line break or another control character: " + Shown.quoted(value) + ". Take it out.");
        }
    }

    /** Sets what the environment says. */
    void assume(Property<?> property, String value) throws ConfigurationException {
        put(property.name(), value);
    }

    private static Property<?> known(String name) {
        return DriverProperties.named(name).orElseThrow();
    }

    boolean has(Property<?> property) {
        return texts.containsKey(property)
                || (givenProvider != null && property.equals(DriverProperties.CREDENTIALS_PROVIDER));
    }

    /** An object of the program that has no text, such as what shows a person where to sign in; or null. */
    @Nullable
    Object object(String name) {
        return objects.get(name);
    }

    /** The object that stands in the place of the name of a credentials provider, or null. */
    @Nullable
    Object givenProvider() {
        return givenProvider;
    }

    /** The text that was set, or null; a default does not count. */
    @Nullable
    String text(Property<?> property) {
        return texts.get(property);
    }

    /** The value that was set, else the default, else null. */
    <T> @Nullable T optional(Property<T> property) throws ConfigurationException {
        var text = texts.getOrDefault(property, property.defaultValue());
        return text == null ? null : property.parse(text);
    }

    /** The value of a property that has a default. */
    <T> T value(Property<T> property) throws ConfigurationException {
        return Objects.requireNonNull(optional(property), property.name());
    }

    /** The {@code user} that came by Properties, as pools send it, or null. */
    @Nullable
    String poolUser() {
        return poolUser;
    }

    /** Notes a setting without effect on the results of the connection, for the log. */
    void warn(String key, String text) {
        warnings.put(key, text);
    }

    /** The notes, by the names of the properties that they are about. */
    Map<String, String> warnings() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(warnings));
    }

    Map<String, String> providerProperties() {
        return Map.copyOf(providerProperties);
    }

    /** All that was set. */
    Map<Property<?>, String> texts() {
        return texts;
    }
}
