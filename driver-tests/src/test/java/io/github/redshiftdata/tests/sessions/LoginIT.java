package io.github.redshiftdata.tests.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.emulator.Emulator;
import io.github.redshiftdata.emulator.fault.Faults;
import io.github.redshiftdata.tests.reliability.Finding;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Connecting within a time limit: to a warehouse that wakes up or is full, and with a slow sign-in. */
@Timeout(120)
class LoginIT {

    /** What the service answers while the warehouse is not up. */
    enum Asleep {
        FAILING {
            @Override
            void set(Faults.What fault) {
                fault.error("InternalServerException", 500, "An internal error occurred");
            }
        },
        NO_DATABASE {
            @Override
            void set(Faults.What fault) {
                fault.error("DatabaseConnectionException", 500, "FATAL: cluster is being resized");
            }
        },
        GATEWAY {
            @Override
            void set(Faults.What fault) {
                fault.status(503);
            }
        },
        PAUSED {
            @Override
            void set(Faults.What fault) {
                fault.error("ValidationException", 400, "Cluster is paused");
            }
        },
        NO_ENDPOINT {
            @Override
            void set(Faults.What fault) {
                fault.error("ValidationException", 400, "Redshift endpoint doesn't exist in this region.");
            }
        };

        abstract void set(Faults.What fault);
    }

    private final TestEmulator emulator = TestEmulator.own();

    @AfterEach
    void close() {
        emulator.close();
    }

    @ParameterizedTest
    @EnumSource
    void aWarehouseThatWakesUpIsWaitedFor(Asleep asleep) throws SQLException {
        asleep.set(emulator.emulator().faults().on("ExecuteStatement").times(5));
        try (var connection = emulator.connect("loginTimeout=60")) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWarehouseThatSleepsOnIsToldWhenTheTimeIsOver(Asleep asleep) throws InterruptedException {
        asleep.set(emulator.emulator().faults().onAny().always());
        var start = System.nanoTime();
        var error = catchThrowableOfType(SQLTimeoutException.class, () -> emulator.connect("loginTimeout=2"));
        Finding.note("L7", "connect while " + asleep + ", loginTimeout=2", start, error);
        assertThat(error.getSQLState()).isEqualTo("08001");
        assertThat((Throwable) error).hasMessageContaining("may be paused or resuming");
        assertThat(Finding.since(start)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));
        emulator.emulator().faults().clear();
        emulator.awaitSessions(0);
    }

    @Test
    void aNewcomerWaitsForAPlaceInAFullHouse() throws Exception {
        var threads = Executors.newCachedThreadPool();
        try (var small = TestEmulator.own(TestEmulator.options().withMost(100, 2));
                var held = small.connect()) {
            var first = small.connect();
            var start = System.nanoTime();
            var second = threads.submit((Callable<Connection>) () -> small.connect("loginTimeout=60"));
            small.resetCalls();
            small.awaitCall("ExecuteStatement");
            first.close();
            second.get().close();
            Finding.note("L7", "connect with all sessions in use, one is closed", start, null);
            var full = small.connect();
            var error = catchThrowableOfType(SQLException.class, () -> small.connect("loginTimeout=1"));
            assertThat(error.getSQLState()).isEqualTo("53400");
            full.close();
            assertThat(held.isValid(5)).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aRefusedSignInIsToldAtOnce() {
        emulator.emulator().faults().onAny().always().error("AccessDeniedException", 400, "not authorized");
        emulator.resetCalls();
        var error = catchThrowableOfType(SQLException.class, () -> emulator.connect("loginTimeout=60"));
        assertThat(error.getSQLState()).isEqualTo("28000");
        assertThat(emulator.calls().get("ExecuteStatement")).isEqualTo(1);
    }

    /** Signs in when it is let. */
    public static final class HeldSignIn implements AwsCredentialsProvider {

        static volatile CountDownLatch release = new CountDownLatch(1);

        @Override
        public AwsCredentials resolveCredentials() {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("The sign-in was interrupted", e);
            }
            return AwsBasicCredentials.create("key", "secret");
        }
    }

    /** Is made when it is let. */
    public static final class HeldProvider implements AwsCredentialsProvider {

        public HeldProvider() {
            new HeldSignIn().resolveCredentials();
        }

        @Override
        public AwsCredentials resolveCredentials() {
            return AwsBasicCredentials.create("key", "secret");
        }
    }

    @Test
    void aSlowSignInOrOneThatIsSlowToBeMadeEndsWithTheLoginTimeout() throws SQLException {
        for (var provider : new Class<?>[] {HeldSignIn.class, HeldProvider.class}) {
            HeldSignIn.release = new CountDownLatch(1);
            var properties = new Properties();
            properties.setProperty("credentialsProvider", provider.getName());
            properties.setProperty("loginTimeout", "2");
            // Without a cluster: an emulator here needs none, whoever signs.
            var url = "jdbc:redshift-data://localhost:"
                    + emulator.emulator().endpoint().getPort();
            var start = System.nanoTime();
            var error =
                    catchThrowableOfType(SQLTimeoutException.class, () -> DriverManager.getConnection(url, properties));
            Finding.note("L2", "connect with " + provider.getSimpleName() + ", loginTimeout=2", start, error);
            assertThat(error.getSQLState()).isEqualTo("08001");
            assertThat((Throwable) error).hasMessageNotContaining("paused");
            assertThat(Finding.since(start)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));
            assertThat(Thread.interrupted()).isFalse();
            HeldSignIn.release.countDown();
            properties.setProperty("loginTimeout", "60");
            try (var connection = DriverManager.getConnection(url, properties)) {
                assertThat(connection.getCatalog()).isEqualTo("dev");
            }
        }
    }

    @Test
    void anEmulatorStartsASecondTimeOnTheSamePostgresWithItsSampleData() throws SQLException {
        var options = TestEmulator.options().withSampleData(true);
        for (var start = 1; start <= 2; start++) {
            try (var again = Emulator.start(options);
                    var connection = DriverManager.getConnection(again.jdbcUrl());
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select count(*) from venues")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isPositive();
            }
        }
    }
}
