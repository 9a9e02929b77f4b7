package io.github.redshiftdata.jdbc.internal.config;

import io.github.redshiftdata.jdbc.internal.error.Shown;
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
