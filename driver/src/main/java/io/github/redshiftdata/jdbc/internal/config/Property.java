package io.github.redshiftdata.jdbc.internal.config;

import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One property of a connection.
 *
 * @param name as written in the URL
 * @param aliases other names that mean the same
 * @param defaultValue the text that counts where nothing is set, or null
 * @param parser reads the text
 * @param description one sentence or two for users
 * @param choices the only texts allowed; empty where any is
 * @param secret whether the value must never be shown
 * @param required whether no connection is possible without it
 */
public record Property<T>(
        String name,
        List<String> aliases,
        @Nullable String defaultValue,
        Parser<T> parser,
        String description,
        List<String> choices,
        boolean secret,
        boolean required) {

    private static final List<String> TRUTHS = List.of("true", "false");

    /** A property without a default. */
    static <T> Property<T> of(String name, Parser<T> parser, String description) {
        return new Property<>(name, List.of(), null, parser, description, List.of(), false, false);
    }

    /** A text without a default. */
    static Property<String> text(String name, String description) {
        return of(name, text -> text, description);
    }

    /** A text without a default that is never shown. */
    static Property<String> secret(String name, String description) {
        return new Property<>(name, List.of(), null, text -> text, description, List.of(), true, false);
    }

    /** Yes or no. */
    static Property<Boolean> truth(String name, @Nullable String byDefault, String description) {
        return new Property<>(
                name,
                List.of(),
                byDefault,
                text -> Boolean.valueOf(DriverProperties.oneOf(text, TRUTHS)),
                description,
                TRUTHS,
                false,
                false);
    }

    /** The address of a service. */
    static Property<URI> address(String name, String description) {
        return of(name, DriverProperties::endpoint, description);
    }

    /** A port of this machine or of a proxy. */
    static Property<Integer> port(String name, String description) {
        return of(name, text -> (int) DriverProperties.wholeNumber(text, 1, 65_535), description);
    }

    /** Reads the text of a value. */
    @FunctionalInterface
    public interface Parser<T> {
        /**
         * The value of a text that is not blank.
         *
         * @throws IllegalArgumentException with the words that complete "the value must be …"
         */
        T parse(String text);
    }

    /** Each property is declared once: its name tells it from all others. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Property<?> property && name.equals(property.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The value of a text; the error names the property and, without secrets, what was given. */
    T parse(String text) throws ConfigurationException {
        return parse(text, Shown::quoted);
    }

    /**
     * The value of a text; the error shows what was given in a chosen way.
     *
     * @param quotes makes the text for the error from what was given
     */
    T parse(String text, UnaryOperator<String> quotes) throws ConfigurationException {
        try {
            return parser.parse(text);
        } catch (IllegalArgumentException e) {
            var given = secret ? "" : " It is " + quotes.apply(text) + ".";
            throw new ConfigurationException("The property '" + name + "' must be " + e.getMessage() + "." + given, e);
        }
    }
}
