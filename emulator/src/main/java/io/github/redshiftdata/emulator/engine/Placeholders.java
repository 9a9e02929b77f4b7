package io.github.redshiftdata.emulator.engine;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What stands for a value in a SQL text. Quoted text, identifiers in quotes, dollar quotes and comments hold none, and
 * neither does the cast {@code ::type}.
 *
 * @param names those after single colons, without them, in the order of the text
 * @param questionMark whether there is a question mark, for which no value can ever come
 */
public record Placeholders(Set<String> names, boolean questionMark) {

    /** Finds them as the database would. */
    public static Placeholders in(String sql) {
        var names = new LinkedHashSet<String>();
        boolean questionMark = false;
        for (Token token : SqlLexer.tokens(sql)) {
            if (token.kind() == Token.Kind.PARAMETER) {
                names.add(BoundParameters.name(token));
            }
            questionMark |= token.isSymbol("?");
        }
        return new Placeholders(Collections.unmodifiableSet(names), questionMark);
    }
}
