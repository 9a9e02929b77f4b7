package io.github.redshiftdata.jdbc.internal.sql;

import java.util.List;

/**
 * A scalar function of JDBC and how Redshift says it. A template may name an argument twice: its markers then stand for the
 * same parameter both times.
 *
 * @param name JDBC's name, in upper case
 * @param arguments the numbers of arguments it may have
 * @param template Redshift's text: {@code %1} is the first argument, {@code %*} all of them, {@code %u} the first one as
 *     a unit of time, {@code %t} the second one as a type
 */
record ScalarFunction(String name, Category category, Range arguments, String template) {

    enum Category {
        NUMERIC,
        STRING,
        SYSTEM,
        TIME_DATE,
        CONVERSION
    }

    record Range(int minimum, int maximum) {

        @Override
        public String toString() {
            return minimum == maximum ? Integer.toString(minimum) : minimum + " to " + maximum;
        }
    }

    /** A function that has the same name in Redshift. */
    static ScalarFunction same(Category category, int arguments, String name) {
        return as(category, arguments, name, name + "(%*)");
    }

    /** A function that Redshift says in other words. */
    static ScalarFunction as(Category category, int arguments, String name, String template) {
        return new ScalarFunction(name, category, new Range(arguments, arguments), template);
    }

    boolean accepts(int count) {
        return count >= arguments.minimum() && count <= arguments.maximum();
    }

    /**
     * The call in Redshift's words.
     *
     * @throws IllegalArgumentException if a unit or a type is unknown, with a message for the user
     */
    String render(List<String> values) {
        var text = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '%') {
                i++;
                text.append(argument(template.charAt(i), values));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static String argument(char placeholder, List<String> values) {
        return switch (placeholder) {
            case '*' -> String.join(", ", values);
            case 'u' -> ScalarFunctions.unit(values.get(0));
            case 't' -> ScalarFunctions.type(values.get(1));
            default -> values.get(placeholder - '1');
        };
    }
}
