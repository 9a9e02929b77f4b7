package io.github.redshiftdata.jdbc.internal.check;

import io.github.redshiftdata.jdbc.RedshiftDataCheck.Stage;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.error.Causes;
import io.github.redshiftdata.jdbc.internal.error.Reason;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Locale;

/**
 * The stage at which a connection failed.
 *
 * @param provesTheOnesBefore whether the stages before it work, by what was answered
 */
record Blame(Stage stage, boolean provesTheOnesBefore, String whatToDo) {

    private static final String LOGIN =
            "The user must exist in the database: the one of the IAM identity (IAM:name, IAMR:role), of dbUser, or of"
                    + " the secret.";
    private static final String WAREHOUSE =
            "Check clusterIdentifier or workgroupName, and region; or it is paused or resuming: try again when it is up.";

    /** The stage behind the exception of a connection. */
    static Blame of(SQLException failed) {
        return Causes.find(failed, DataApiException.class)
                .map(known -> ofTheService(known.failure()))
                .orElseGet(() -> ofTheDatabase(failed));
    }

    private static Blame ofTheService(ServiceFailure failure) {
        if (failure.code().equals(ServiceFailure.CREDENTIALS_FAILED)
                || failure.code().equals(ServiceFailure.CREDENTIALS_TIMED_OUT)) {
            return new Blame(Stage.CREDENTIALS, true, "Sign in again, or check the properties of the sign-in.");
        }
        if (failure.reason() == Reason.NO_ENDPOINT || failure.reason() == Reason.WAREHOUSE_AWAY) {
            return new Blame(Stage.TARGET, true, WAREHOUSE);
        }
        return switch (failure.kind()) {
            case UNAUTHORIZED ->
                failure.isDenied()
                        ? denied(failure)
                        : new Blame(Stage.CREDENTIALS, true, "Check the keys, the region, and the clock.");
            case REJECTED, NOT_FOUND ->
                isAboutTheLogin(failure)
                        ? new Blame(Stage.DATABASE_USER, false, LOGIN)
                        : new Blame(Stage.STATEMENT, false, "Check endpoint, and the settings that are sent with it.");
            case QUOTA ->
                new Blame(
                        failure.reason() == Reason.SESSIONS_USED_UP ? Stage.SESSION : Stage.STATEMENT,
                        false,
                        "A quota of the account is used up: end what is open, or try again later.");
            case THROTTLED, SERVICE, NETWORK, UNREACHABLE, TIMED_OUT, INTERRUPTED ->
                new Blame(Stage.STATEMENT, false, "Try again; if it stays so, raise loginTimeout.");
        };
    }

    private static Blame denied(ServiceFailure failure) {
        return isAboutTheLogin(failure)
                ? new Blame(
                        Stage.DATABASE_USER,
                        false,
                        "Allow the action that it names: the identity may not get credentials of the database.")
                : new Blame(Stage.STATEMENT, false, "Allow the action that it names in the IAM policy.");
    }

    private static boolean isAboutTheLogin(ServiceFailure failure) {
        var said = failure.message().toLowerCase(Locale.ROOT);
        return said.contains("secretsmanager:")
                || said.contains(":getclustercredentials")
                || said.contains(":getcredentials")
                || said.contains("password in secret");
    }

    private static Blame ofTheDatabase(SQLException failed) {
        var state = String.valueOf(failed.getSQLState());
        if (state.startsWith("28")) {
            return new Blame(Stage.DATABASE_USER, true, LOGIN);
        }
        if (state.equals("3D000")) {
            return new Blame(Stage.TARGET, true, "Check the name of the database.");
        }
        if (failed instanceof SQLTimeoutException || state.startsWith("08") || state.startsWith("57")) {
            return new Blame(Stage.STATEMENT, false, "Raise loginTimeout if the warehouse has to start first.");
        }
        return new Blame(Stage.STATEMENT, true, "Check what the connection sets, such as sessionSettings.");
    }
}
