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
 * Values and names as SQL text. What Java has for it knows neither the backslash, which is an escape in the literals of
 * Redshift, nor the reserved words.
 */
public interface Enquoting extends Statement {

    /** As the documentation of Redshift says. */
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

    /** Without the prefix N, which makes a CHAR: that holds single bytes only, a plain literal any text. */
    @Override
    default String enquoteNCharLiteral(String value) throws SQLException {
        return enquoteLiteral(value);
    }

    @Override
    default boolean isSimpleIdentifier(String identifier) throws SQLException {
        Objects.requireNonNull(identifier, "isSimpleIdentifier: the name is null.");
        return fits(identifier) && Identifiers.isSimple(identifier);
    }

    /** A name in quotes already is taken for what stands between them. */
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

    /** In quotes, and each quote between them doubled. */
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
