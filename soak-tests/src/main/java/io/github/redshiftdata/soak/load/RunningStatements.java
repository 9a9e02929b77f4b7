package io.github.redshiftdata.soak.load;

import io.github.redshiftdata.soak.Dice;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The statements that the threads wait for at the moment, so that another one can cancel them. Safe for several threads. */
public final class RunningStatements {

    private final Map<Thread, Statement> running = new ConcurrentHashMap<>();

    /** Makes a call of a statement, which can be cancelled meanwhile. */
    <T> T during(Statement statement, Watch.Call<T> call) throws SQLException {
        running.put(Thread.currentThread(), statement);
        try {
            return call.call();
        } finally {
            running.remove(Thread.currentThread());
        }
    }

    /** One of them; null where none runs. */
    @Nullable
    Statement any(Dice dice) {
        var all = List.copyOf(running.values());
        return all.isEmpty() ? null : all.get(dice.between(0, all.size() - 1));
    }
}
