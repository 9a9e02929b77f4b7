package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionTimes;
import io.github.redshiftdata.jdbc.internal.config.EmbeddedEndpoint;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** A service with a pool that crashes and starts again, over and over, does not fill the warehouse with sessions. */
class CrashLoopTest {

    private static final int POOL = 20;
    private static final int CRASHES = 1000;
    private static final Duration LIFE = Duration.ofSeconds(20);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @Test
    void theSessionsOfTheLastFiveMinutesAreThereAndNoOthers() throws SQLException {
        var now = Duration.ZERO;
        // When the service ends each session that nobody uses any more.
        var ends = new ArrayDeque<Duration>();
        var most = 0;
        for (var crash = 0; crash < CRASHES; crash++) {
            for (var number = 0; number < POOL; number++) {
                ends.add(now.plus(keptAfterAStatement(number % 2 == 0)));
            }
            while (!ends.isEmpty() && ends.peek().compareTo(now) <= 0) {
                ends.remove();
            }
            most = Math.max(most, ends.size());
            now = now.plus(LIFE);
        }
        assertThat(most).isGreaterThan(POOL).isLessThanOrEqualTo((int) FIVE_MINUTES.dividedBy(LIFE) * POOL);
    }

    private static SessionTimes defaults() throws SQLException {
        try {
            return ConfigReader.read(
                            "jdbc:redshift-data://reports:eu-west-1/dev",
                            new Properties(),
                            0,
                            EmbeddedEndpoint.onTheClassPath())
                    .sessionTimes();
        } catch (ConfigurationException e) {
            throw new SQLException(e);
        }
    }

    /** How long the service keeps the session of a connection whose program is killed behind a statement. */
    private static Duration keptAfterAStatement(boolean inTransaction) throws SQLException {
        var setup = new Setup(defaults());
        if (inTransaction) {
            setup.session.autoCommit(false);
        }
        setup.run("INSERT a");
        Integer kept = null;
        for (var request : setup.api.executed) {
            kept = request.sessionKeepAliveSeconds() == null ? kept : request.sessionKeepAliveSeconds();
        }
        assertThat(kept).isNotNull();
        return Duration.ofSeconds(kept);
    }
}
