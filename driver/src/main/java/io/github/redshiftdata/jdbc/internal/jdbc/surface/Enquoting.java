package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.sql.Identifiers;
import io.github.redshiftdata.jdbc.internal.sql.Literals;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * Writes values and names as SQL text. The default methods of java.sql.Statement do not know that the backslash is an
 * escape in the literals of Redshift, nor its reserved words.
 */
public interface Enquoting extends Statement {

    /** The length of names that the documentation of Redshift gives. */
    int LONGEST_NAME_BYTES = 127;

    @Override
    default String enquoteLiteral(String value) throws SQLException {
        Objects.requireNonNull(value, "enquoteLiteral: the value is null. Write NULL without quotes.");
        try {
            return Literals.string(value);
        } catch (IllegalArgumentException e) {
            throw Errors.of(SqlState.INVALID_PARAMETER_VALUE, "enquoteLiteral: " + e.getMessage() + ".", e);
        }
    }

    /** Omits the prefix N, which makes a CHAR: that holds single bytes only, while a plain literal holds any text. */
    @Override
    default String enquoteNCharLiteral(String value) throws SQLException {
        return enquoteLiteral(value);
    }

    @Override
    default boolean isSimpleIdentifier(String identifier) throws SQLException {
        Objects.requireNonNull(identifier, "isSimpleIdentifier: the name is null.");
        return fits(identifier) && Identifiers.isSimple(identifier);
    }

    /** If a name is in quotes already, the text between them is the name. */
    @Override
    default String enquoteIdentifier(String identifier, boolean alwaysQuote) throws SQLException {
        Objects.requireNonNull(identifier, "enquoteIdentifier: the name is null.");
        if (!alwaysQuote && isSimpleIdentifier(identifier)) {
            return identifier;
        }
        var name = isQuoted(identifier) ? withoutQuotes(identifier) : identifier;
        if (!fits(name)) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "enquoteIdentifier: the name has more than " + LONGEST_NAME_BYTES + " bytes. Redshift takes no"
                            + " longer ones.");
        }
        try {
            return Identifiers.quote(name);
        } catch (IllegalArgumentException e) {
            throw Errors.of(SqlState.INVALID_PARAMETER_VALUE, "enquoteIdentifier: " + e.getMessage() + ".", e);
        }
    }

    private static boolean fits(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME_BYTES;
    }

    private static String withoutQuotes(String identifier) {
        return identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"");
    }

    /** Whether a name is in quotes, with each quote in it doubled. */
    private static boolean isQuoted(String identifier) {
        return identifier.length() > 2
                && identifier.startsWith("\"")
                && identifier.endsWith("\"")
                && identifier
                                .substring(1, identifier.length() - 1)
                                .replace("\"\"", "")
                                .indexOf('"')
                        < 0;
    }
}
