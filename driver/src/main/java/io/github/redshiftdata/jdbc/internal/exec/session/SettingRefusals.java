package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.api.ApplicationNames;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.NumberedErrors;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of a setting that the database refuses: the name of the program is left out, any other one is an error. */
final class SettingRefusals {

    /** The classes of SQLSTATEs that the database gives to a setting that it refuses. */
    private static final Set<String> OF_THE_DATABASE = Set.of("22", "25", "3F", "42");

    /**
     * The SQLSTATE of a request that the service refuses: its class is in the list above, but the database did not give
     * it.
     */
    private static final String OF_THE_SERVICE = SqlState.SYNTAX_OR_ACCESS_ERROR.code();

    /** An error of which nobody knows the class, of a SET that ended all the same. */
    private static final String OF_NO_CLASS = SqlState.UNKNOWN.code();

    private final ApplicationNames names;
    private final String warehouse;

    SettingRefusals(ApplicationNames names, String warehouse) {
        this.names = names;
        this.warehouse = warehouse;
    }

    /** Whether the database itself has refused a setting. */
    static boolean isOfTheDatabase(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return !Doubt.isIn(e) && !state.equals(OF_THE_SERVICE) && OF_THE_DATABASE.contains(state.substring(0, 2));
    }

    private static boolean isRefusal(SQLException e) {
        return isOfTheDatabase(e) || (!Doubt.isIn(e) && OF_NO_CLASS.equals(e.getSQLState()));
    }

    /** Whether the warehouse is known to refuse this setting, which is then not made. */
    boolean isKnown(BoundStatement setting) {
        return OwedLabels.mayBeMissing(setting) && !names.areTakenBy(warehouse);
    }

    /** Whether the connection goes on without the setting; remembers that for the warehouse. */
    boolean isBorne(BoundStatement setting, SQLException refusal) {
        if (!OwedLabels.mayBeMissing(setting) || !isRefusal(refusal)) {
            return false;
        }
        if (names.noticedRefusal(warehouse)) {
            Logs.SESSION.warn(
                    "The warehouse does not take application_name, so its sessions go without a name: {}",
                    Shown.value(String.valueOf(refusal.getMessage())));
        }
        return true;
    }

    /**
     * The error for a setting that each session shall have.
     *
     * @param property that it comes from; null for a statement of the program
     */
    static SQLException refused(BoundStatement setting, @Nullable String property, SQLException refusal) {
        if (!isRefusal(refusal)) {
            return refusal;
        }
        var advice = property == null
                ? " It was made by a statement of the program: set it again on a new connection."
                : " Change it in the property " + property + ", or leave it out there.";
        return NumberedErrors.like(
                refusal,
                "The setting " + Shown.value(SessionState.nameOf(setting)) + " of the session was refused, so nothing"
                        + " was run: " + refusal.getMessage() + advice);
    }
}
