package io.github.redshiftdata.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.postgresql.core.BaseConnection;

/**
 * PostgreSQL cancels whatever a backend does when the cancel arrives. One that is sent while its statement ends must not hit the
 * rollback behind it: the session would be taken for lost.
 */
class LateCancelTest {

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch cancelBegun = new CountDownLatch(1);
    private final Thread executor = Thread.currentThread();
    private boolean autoCommit = true;

    private final BaseConnection connection =
            proxy(BaseConnection.class, (proxy, method, arguments) -> switch (method.getName()) {
                case "getAutoCommit" -> autoCommit;
                case "setAutoCommit" -> {
                    autoCommit = (boolean) arguments[0];
                    yield null;
                }
                case "createStatement" -> proxy(Statement.class, this::statement);
                case "rollback" -> {
                    events.add("rollback");
                    yield null;
                }
                case "cancelQuery" -> {
                    cancelBegun.countDown();
                    // The cancel is under way until the executing thread waits for it, or has not done so.
                    while (executor.getState() != Thread.State.BLOCKED && events.isEmpty()) {
                        Thread.onSpinWait();
                    }
                    events.add("cancelled");
                    yield null;
                }
                case "getBackendPID" -> 7;
                default -> throw new AssertionError(method.toString());
            });

    private Object statement(Object proxy, Method method, Object[] arguments) throws Exception {
        if (method.getName().equals("execute")) {
            cancelBegun.await();
            throw new SQLException("canceling statement due to user request", "57014");
        }
        return null;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void theRollbackWaitsForACancelThatIsBeingSent() throws InterruptedException {
        var session = new PostgresSession(
                connection,
                new CommitOutcomes(() -> null),
                false,
                new SessionHistory(connection, new QueryLog(), "awsuser", "dev"));
        var canceller = new Thread(() -> {
            while (cancelBegun.getCount() > 0) {
                session.cancel();
            }
        });
        canceller.start();
        assertThatThrownBy(() -> session.execute("SELECT pg_sleep(600)", Map.of(), new Rows()))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.cancelled()).isTrue());
        canceller.join();
        assertThat(events).containsExactly("cancelled", "rollback");
        assertThat(session.lost()).isFalse();
        session.cancel();
        assertThat(events).as("nothing runs any more").hasSize(2);
    }
}
