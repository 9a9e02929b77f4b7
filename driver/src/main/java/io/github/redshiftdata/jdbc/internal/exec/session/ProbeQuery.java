package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.List;

/** Proves by a SELECT that the connection works. */
final class ProbeQuery {

    private static final BoundStatement SELECT = BoundStatement.ofDriver("SELECT 1");

    private final SessionCalls calls;
    private final SessionLock lock;
    private final SessionState state;
    private final Transaction transaction;
    private final ScriptRunner scripts;
    private final SessionMode mode;

    ProbeQuery(
            SessionCalls calls,
            SessionLock lock,
            SessionState state,
            Transaction transaction,
            ScriptRunner scripts,
            SessionMode mode) {
        this.calls = calls;
        this.lock = lock;
        this.state = state;
        this.transaction = transaction;
        this.scripts = scripts;
        this.mode = mode;
    }

    /**
     * Whether the SELECT shows that the connection works. It renews a session that is gone, or finds that it cannot be
     * renewed. If the service has taken the SELECT, the connection works, even if a busy or resuming warehouse keeps it
     * from ending in time.
     *
     * @param timeout of the SELECT; zero means none
     */
    boolean selects(Duration timeout) {
        var options = new ExecuteOptions(timeout, null);
        var signal = new CallerSignal();
        try {
            if (state.id() == null && mode == SessionMode.AUTO) {
                calls.executing(options, signal, execution -> scripts.runWithoutSession(List.of(SELECT), execution));
                return true;
            }
            // A held lock or a new transaction means that a statement has just run: the connection works.
            return lock.ifFree(
                    () -> {
                        if (!transaction.isOpen()) {
                            calls.executing(options, signal, execution -> transaction.probe(SELECT, execution));
                        }
                        return true;
                    },
                    true);
        } catch (SQLTimeoutException slow) {
            return signal.isAccepted();
        } catch (SQLException e) {
            return false;
        }
    }
}
