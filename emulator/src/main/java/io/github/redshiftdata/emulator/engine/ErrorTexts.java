package io.github.redshiftdata.emulator.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Words PostgreSQL's errors as Redshift's JDBC driver shows them, which is what the service sends. */
final class ErrorTexts {

    private static final String CANCELLED = "57014";
    private static final String NOT_NULL = "23502";
    private static final String TOO_LONG = "22001";
    private static final String GENERATED_ALWAYS = "428C9";
    private static final String NO_SUCH_ROLE = "42704";
    private static final String UNDEFINED_PARAMETER = "42P02";

    private static final String OUT_OF_MEMORY = "53200";

    /** The class of SQLSTATEs about the connection. */
    private static final String CONNECTION = "08";

    private static final String NOT_YET = "57P03";

    private static final Set<String> FATAL = Set.of("FATAL", "PANIC");

    /** Shutdowns, a crash of the server, and the time limits that end a session. */
    private static final Set<String> ENDING = Set.of("57P01", "57P02", NOT_YET, "57P05", "25P03", "25P04");

    private static final String UNDEFINED_FUNCTION = "42883";

    /** Functions of Redshift's that the emulator has not, whatever their arguments are. */
    private static final Pattern NO_FUNCTION = Pattern.compile(
            "function ((st_|h3_|hll|explain_model|change_(query|session|user)_priority|reboot_cluster|default_iam_role"
                    + "|text_to_(int|numeric)_alt|mask_get_policy_|pg_get_(grantee_by_)?iam_role"
                    + "|has_assumerole_privilege|proc_is_rls_safe|(add|drop|supports)bbox|geometrytype|db_collation"
                    + "|slice_num|size)\\w*)\\(.*\\) does not exist");

    /** The emulator's operators for these refuse to compare; for text itself PostgreSQL cannot even choose one of them. */
    private static final Pattern NUMERIC_AND_TEXT =
            Pattern.compile("operator is not unique: (text [=<>]+ numeric|numeric [=<>]+ text)");

    /** Where an error came up, if that was in a function that the user does not know of. */
    private static final List<String> OWN_FUNCTIONS = List.of(
            "PL/pgSQL function redshift_",
            "SQL function \"redshift_",
            "PL/pgSQL function pg_catalog.redshift_",
            "PL/pgSQL function to_date(text,text,boolean)",
            "PL/pgSQL function to_timestamp(text,text,boolean)",
            "PL/pgSQL function to_varbyte(text,text)",
            "PL/pgSQL function from_varbyte(varbyte,text)");

    private static final Pattern NO_PARAMETER = Pattern.compile("there is no parameter (\\$\\d+)");
    private static final Pattern INVALID_SYNTAX = Pattern.compile("invalid input syntax for type (\\w+):");

    /** A way into a value that is no SUPER, which the dialect has made a call of its own function. */
    private static final Pattern NO_SUPER =
            Pattern.compile("function pg_catalog\\.redshift_at\\((.+), [^,]+\\) does not exist");

    private static final Pattern NO_COLUMN = Pattern.compile("column (\"[^.]+\") does not exist");

    /** What the dialect makes of a name with a point and another name behind it. */
    private static final Pattern WAY_FROM_NAME = Pattern.compile("(\\w+|\"[^\"]+\"), '");

    private ErrorTexts() {}

    /**
     * The error of a statement.
     *
     * @param translation what ran; null where no text of the user did
     */
    static EngineException of(SQLException failure, @Nullable Translation translation, int pid) {
        if (CANCELLED.equals(failure.getSQLState())) {
            return cancelled(pid, failure);
        }
        ServerErrorMessage server = failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        if (server == null) {
            return new EngineException(ownWords(failure), false, failure);
        }
        var text = new StringBuilder(String.valueOf(server.getSeverity())).append(": ");
        text.append(isNoTable(server, translation) ? noTable(server) : message(server));
        if (!setsIdentity(server) && !isNoSuper(server) && !isNoFunction(server)) {
            line(text, "Detail", server.getDetail());
            line(text, "Hint", server.getHint());
        }
        if (server.getPosition() > 0) {
            int position =
                    translation == null ? server.getPosition() : translation.sourcePosition(server.getPosition());
            line(text, "Position", String.valueOf(position));
        }
        @Nullable String where = server.getWhere();
        if (where == null || OWN_FUNCTIONS.stream().noneMatch(where::contains)) {
            line(text, "Where", where);
        }
        return new EngineException(text.toString(), false, failure);
    }

    /** Whether the session is gone with this error, on whose side ever it broke. */
    static boolean endsSession(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        ServerErrorMessage server = failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        return state.startsWith(CONNECTION)
                || (server != null && FATAL.contains(String.valueOf(server.getSeverity())))
                || ENDING.contains(state);
    }

    /** Whether nobody answers a login, or somebody who cannot let anyone in yet. */
    static boolean notThere(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith(CONNECTION) || state.equals(NOT_YET);
    }

    /** The error of a statement whose session has ended, in the server's words where it still said some. */
    static SessionLostException lost(SQLException failure) {
        ServerErrorMessage server = failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        return new SessionLostException(
                server == null
                        ? "FATAL: terminating connection because the database server closed it unexpectedly"
                        : String.valueOf(of(failure, null, 0).getMessage()),
                failure);
    }

    /** What the client library says of itself is none of the service's words. */
    private static String ownWords(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (state.startsWith(CONNECTION)) {
            return "FATAL: could not connect to the database server";
        }
        return OUT_OF_MEMORY.equals(state) ? "ERROR: out of memory" : String.valueOf(failure.getMessage());
    }

    /** The error of a statement that was cancelled. */
    static EngineException cancelled(int pid, @Nullable SQLException failure) {
        return new EngineException("ERROR: Query (" + pid + ") cancelled on user's request", true, failure);
    }

    /** The error of a login as a user that may not exist. */
    static EngineException ofLogin(SQLException failure, String user) {
        if (NO_SUCH_ROLE.equals(failure.getSQLState()) || "22023".equals(failure.getSQLState())) {
            return new EngineException("FATAL: user \"" + user + "\" does not exist", false, failure);
        }
        return of(failure, null, 0);
    }

    private static String message(ServerErrorMessage server) {
        String message = String.valueOf(server.getMessage());
        String state = String.valueOf(server.getSQLState());
        if (state.equals(NOT_NULL) && server.getColumn() != null) {
            return "Cannot insert a NULL value into column " + server.getColumn();
        }
        if (setsIdentity(server)) {
            return "cannot set an identity column to a value";
        }
        if (state.equals(TOO_LONG) && message.startsWith("value too long for type character")) {
            return "Value too long for character type";
        }
        Matcher parameter = NO_PARAMETER.matcher(message);
        if (state.equals(UNDEFINED_PARAMETER) && parameter.matches()) {
            // PostgreSQL parses a value's place in some commands and misses the value only when it runs them.
            return "syntax error at or near \"" + parameter.group(1) + '"';
        }
        Matcher function = NO_FUNCTION.matcher(message);
        if (state.equals(UNDEFINED_FUNCTION) && function.matches()) {
            return "the function " + function.group(1) + " is not supported by the emulator";
        }
        if (message.equals("MERGE command cannot affect row a second time")) {
            return "Found multiple matches to update the same tuple.";
        }
        if (NUMERIC_AND_TEXT.matcher(message).matches()) {
            return "a comparison of NUMERIC and text is not supported by the emulator";
        }
        Matcher noSuper = NO_SUPER.matcher(message);
        if (noSuper.matches()) {
            return "cannot subscript type " + noSuper.group(1) + " because it does not support subscripting";
        }
        // Redshift's wording is that of PostgreSQL 8: without "type".
        Matcher syntax = INVALID_SYNTAX.matcher(message);
        return syntax.find() ? syntax.replaceFirst("invalid input syntax for $1:") : message;
    }

    /** {@code a.b}, where a is neither a table nor a column: the dialect took it for a way into a column. */
    private static boolean isNoTable(ServerErrorMessage server, @Nullable Translation translation) {
        if (translation == null
                || !NO_COLUMN.matcher(String.valueOf(server.getMessage())).matches()) {
            return false;
        }
        String sql = translation.sql();
        int start = Math.min(Math.max(server.getPosition() - 1, 0), sql.length());
        return WAY_FROM_NAME.matcher(sql.substring(start)).lookingAt()
                && sql.substring(0, start).endsWith("pg_catalog.redshift_at(");
    }

    private static String noTable(ServerErrorMessage server) {
        return NO_COLUMN
                .matcher(String.valueOf(server.getMessage()))
                .replaceFirst("missing FROM-clause entry for table $1");
    }

    /** The hint of that error is about a function that is not in the text. */
    private static boolean isNoSuper(ServerErrorMessage server) {
        return NO_SUPER.matcher(String.valueOf(server.getMessage())).matches();
    }

    /** Its hint speaks of casts. */
    private static boolean isNoFunction(ServerErrorMessage server) {
        return UNDEFINED_FUNCTION.equals(server.getSQLState())
                && NO_FUNCTION.matcher(String.valueOf(server.getMessage())).matches();
    }

    private static boolean setsIdentity(ServerErrorMessage server) {
        return GENERATED_ALWAYS.equals(server.getSQLState())
                && String.valueOf(server.getDetail()).contains("identity column");
    }

    private static void line(StringBuilder text, String label, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            text.append("\n  ").append(label).append(": ").append(value);
        }
    }
}
