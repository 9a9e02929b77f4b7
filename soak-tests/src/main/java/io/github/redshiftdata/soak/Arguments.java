package io.github.redshiftdata.soak;

import java.util.Iterator;

/** Reads the values of options. */
final class Arguments {

    private Arguments() {}

    /** @throws IllegalArgumentException where there is none */
    static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }

    /** @throws IllegalArgumentException where there is none, or it is no number */
    static double number(String option, Iterator<String> rest) {
        return number(option, value(option, rest));
    }

    static double number(String option, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a number, not \"" + text + "\"", e);
        }
    }
}
