package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.SessionDescription.Status;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each call that waits is ended early at each of its waits, by an interrupt, by a cancel and by the close of its connection:
 * it ends soon, says what is true, leaves the interrupt where it was, and the connection works on or says that it does not.
 */
class EveryWaitTest {

    /** What makes the calls wait. */
    private enum Weather {
        LONG_STATEMENTS {
            @Override
            void over(Setup setup) {
                takeLong(setup, Duration.ofMinutes(2));
            }
        },
        WITHOUT_LONG_POLLS {
            @Override
            void over(Setup setup) {
                setup.longPolling.noticedUnsupported();
                setup.api.knowsLongPolling = false;
                takeLong(setup, Duration.ofSeconds(2));
            }
        },
        REFUSED_AT_FIRST {
            @Override
            void over(Setup setup) {
                for (var operation : OPERATIONS) {
                    setup.api.failNext(operation, Kind.THROTTLED, "Rate exceeded");
                    setup.api.failNext(operation, Kind.SERVICE, "An internal error");
                }
            }
        },
        ANSWERS_LOST {
            @Override
            void over(Setup setup) {
                takeLong(setup, Duration.ofSeconds(2));
                for (var operation : OPERATIONS) {
                    setup.api.loseNext(operation);
                }
            }
        },
        SESSION_BUSY {
            @Override
            void over(Setup setup) {
                setup.api.failNext("Execute", Kind.REJECTED, "Session is not available");
                setup.api.failNext("Batch", Kind.REJECTED, "Session is not available");
                setup.api.sessionFindings.add(Status.BUSY);
            }
        },
        AT_THE_PACE_OF_ALL {
            @Override
            void over(Setup setup) {
                for (var operation : OperationRates.Operation.values()) {
                    var rate = setup.api.rates().of(operation);
                    for (var others = 0; others < 300 && rate.reserve().left() < 300_000_000L; others++) {
                        // They are before us.
                    }
                }
            }
        };

        abstract void over(Setup setup);

        private static void takeLong(Setup setup, Duration duration) {
            for (var sql : List.of("INSERT a", "INSERT b", "INSERT 7", "SELECT a", "BEGIN")) {
                setup.api.courses.put(sql, Course.finishes(duration));
            }
            setup.api.courses.put("COMMIT", Course.finishes(duration));
            // Nothing but the abort of a connection ends the wait for these.
            for (var sql : List.of("ROLLBACK", "SET search_path TO \"a\"")) {
                setup.api.courses.put(sql, Course.finishes(Duration.ofMillis(1600)));
            }
        }
    }

    private static final List<String> OPERATIONS = List.of("Execute", "Batch", "Describe", "GetResult", "FindSession");

    /** A call of the connection. */
    private enum Call {
        STATEMENT {
            @Override
            void make(Setup setup, CallerSignal signal) throws SQLException {
                setup.run(Duration.ZERO, signal, "INSERT a");
            }
        },
        COUNT {
            @Override
            void make(Setup setup, CallerSignal signal) throws SQLException {
                setup.run(Duration.ZERO, signal, "INSERT a").get(0).updateCount();
            }
        },
        PAGE {
            @Override
            void make(Setup setup, CallerSignal signal) throws SQLException {
                setup.api.pageTime = Duration.ofMillis(300);
                var outcome = setup.run(Duration.ZERO, signal, "SELECT a").get(0);
                outcome.openPages().fetch(null);
            }
        },
        SCRIPT {
            @Override
            void make(Setup setup, CallerSignal signal) throws SQLException {
                setup.run(Duration.ZERO, signal, "INSERT a", "INSERT b");
            }
        },
        LONG_SCRIPT {
            @Override
            void make(Setup setup, CallerSignal signal) throws SQLException {
                var inserts =
                        IntStream.range(0, 41).mapToObj(i -> "INSERT " + i).toArray(String[]::new);
                setup.run(Duration.ZERO, signal, inserts);
            }
        },
        BATCH {
            @Override
            void make(Setup setup, CallerSignal signal) throws SQLException {
                setup.session.executeBatch(
                        Setup.bound("INSERT a", "INSERT b"), new ExecuteOptions(Duration.ZERO, null), signal);
            }
        },
        IN_A_TRANSACTION {
            @Override
            void make(Setup setup, CallerSignal signal) throws SQLException {
                setup.session.autoCommit(false);
                setup.run(Duration.ZERO, signal, "INSERT a");
            }
        },
        APART {
            @Override
            void make(Setup setup, CallerSignal signal) throws SQLException {
                var query = Setup.bound("SELECT a").get(0);
                setup.session.executeApart(query, new ExecuteOptions(Duration.ZERO, null), signal);
            }
        },
        ATTACH {
            @Override
            void make(Setup setup, CallerSignal signal) throws SQLException {
                setup.api.executeStatementQuietly("INSERT a");
                setup.session.detached().attach("statement-2", false, new ExecuteOptions(Duration.ZERO, null), signal);
            }
        };

        abstract void make(Setup setup, CallerSignal signal) throws SQLException;
    }

    /** A call that no interrupt ends. */
    private enum Cleaning {
        COMMIT {
            @Override
            void make(Setup setup) throws SQLException {
                setup.session.commit();
            }
        },
        ROLLBACK {
            @Override
            void make(Setup setup) throws SQLException {
                setup.session.rollback();
            }
        },
        SEARCH_PATH {
            @Override
            void make(Setup setup) throws SQLException {
                setup.session.setSearchPath("\"a\"");
            }
        },
        VALIDATION {
            @Override
            void make(Setup setup) {
                setup.time.pass(Duration.ofMinutes(20));
                setup.session.isValid(Duration.ofSeconds(5));
            }
        },
        CLOSE {
            @Override
            void make(Setup setup) {
                setup.session.close();
            }
        };

        abstract void make(Setup setup) throws SQLException;
    }

    /** One run of a call over one weather. */
    private static final class World {
        final Queue<Runnable> background = new ArrayDeque<>();
        final Setup setup = new Setup(SessionMode.ALWAYS, background::add);
        final CallerSignal signal = new CallerSignal();
        long endedAt = -1;

        World(Weather weather) throws SQLException {
            // The session is open, as it is after connecting.
            setup.run("SELECT 0");
            weather.over(setup);
        }

        /** In a transaction where there is something to clean up. */
        World(Weather weather, Cleaning cleaning) throws SQLException {
            if (cleaning == Cleaning.COMMIT || cleaning == Cleaning.ROLLBACK) {
                setup.session.autoCommit(false);
            }
            setup.run("INSERT c");
            weather.over(setup);
        }

        void endAt(int wait, Runnable action) {
            setup.time.atWait(wait, () -> {
                endedAt = setup.time.nanos();
                action.run();
            });
        }

        @Nullable
        SQLException make(Call call) {
            try {
                call.make(setup, signal);
                return null;
            } catch (SQLException e) {
                return e;
            }
        }

        boolean wasReached() {
            return endedAt >= 0;
        }

        Duration afterwards() {
            return setup.time.since(endedAt);
        }

        void workOff() {
            for (var i = 0; i < 1000 && !background.isEmpty(); i++) {
                background.remove().run();
            }
            assertThat(background).as("work that does not end").isEmpty();
        }
    }

    /** Runs the call again and again, ended early at its first wait, at its second, and so on to its last. */
    private interface EachWait {
        void check(World world, @Nullable SQLException told, SoftAssertions softly) throws SQLException;
    }

    /** How a call is ended. */
    private interface Ending {
        Runnable of(World world);
    }

    private static final int MOST_WAITS = 60;

    static Stream<Arguments> callsAndWeathers() {
        return Stream.of(Call.values())
                .flatMap(call -> Stream.of(Weather.values()).map(weather -> Arguments.of(call, weather)));
    }

    static Stream<Arguments> cleaningsAndWeathers() {
        return Stream.of(Cleaning.values())
                .flatMap(call -> Stream.of(Weather.values()).map(weather -> Arguments.of(call, weather)));
    }

    @AfterEach
    void leaveNoInterrupt() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @MethodSource("callsAndWeathers")
    void anInterruptEndsTheCallAtAnyWaitAndIsKept(Call call, Weather weather) throws SQLException {
        atEachWait(call, weather, world -> Thread.currentThread()::interrupt, (world, told, softly) -> {
            softly.assertThat(Thread.interrupted()).as("interrupt kept").isTrue();
            softly.assertThat(world.afterwards()).as("ended after").isLessThan(Duration.ofSeconds(2));
            assertState(told, "57014", softly);
        });
    }

    /** Of what was carried out it may only be said that its results are not known; of a COMMIT, that its end is not. */
    private static void assertState(@Nullable SQLException told, String state, SoftAssertions softly) {
        if (told == null || told.getMessage().contains("was carried out")) {
            return;
        }
        if (SqlState.TRANSACTION_RESOLUTION_UNKNOWN.code().equals(told.getSQLState())) {
            softly.assertThat(Doubt.isIn(told)).as("%s", told).isTrue();
        } else {
            softly.assertThat(told.getSQLState()).as("%s", told).isEqualTo(state);
        }
    }

    @ParameterizedTest
    @MethodSource("callsAndWeathers")
    void aCancelEndsTheCallAtAnyWait(Call call, Weather weather) throws SQLException {
        atEachWait(call, weather, world -> world.signal::cancel, (world, told, softly) -> {
            softly.assertThat(Thread.interrupted()).as("no interrupt").isFalse();
            softly.assertThat(world.afterwards()).as("ended after").isLessThan(Duration.ofSeconds(2));
            assertState(told, "57014", softly);
            if (told != null) {
                softly.assertThat(told.getMessage()).doesNotContain("interrupted", "timeout");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("callsAndWeathers")
    void aCloseEndsTheCallAtAnyWaitAndLeavesNothing(Call call, Weather weather) throws SQLException {
        atEachWait(call, weather, world -> world.setup.session::close, (world, told, softly) -> {
            softly.assertThat(world.afterwards()).as("ended after").isLessThan(Duration.ofSeconds(2));
            assertState(told, "08003", softly);
            world.workOff();
            softly.assertThat(world.setup.api.running()).as("runs on").isEmpty();
            softly.assertThat(world.setup.api.sqls()).as("session given up").endsWith("ROLLBACK");
        });
    }

    private static void atEachWait(Call call, Weather weather, Ending ending, EachWait check) throws SQLException {
        var softly = new SoftAssertions();
        var reached = 0;
        for (var wait = 1; wait <= MOST_WAITS; wait++) {
            var world = new World(weather);
            world.endAt(wait, ending.of(world));
            var told = world.make(call);
            if (!world.wasReached()) {
                break;
            }
            reached++;
            var each = new SoftAssertions();
            check.check(world, told, each);
            Thread.interrupted();
            goesOn(world, each);
            for (var wrong : each.assertionErrorsCollected()) {
                softly.fail("wait %d: %s", wait, wrong.getMessage());
            }
        }
        softly.assertAll();
        if (weather == Weather.LONG_STATEMENTS && call != Call.LONG_SCRIPT) {
            assertThat(reached).as("waits").isPositive();
        }
    }

    /** After it the connection runs statements, or says that it does not. */
    private static void goesOn(World world, SoftAssertions softly) {
        var setup = world.setup;
        setup.api.faultsAreOver();
        setup.api.courses.clear();
        world.workOff();
        if (setup.session.isDead()) {
            return;
        }
        try {
            if (!setup.session.autoCommit()) {
                setup.session.rollback();
            }
            setup.run("INSERT after");
            softly.assertThat(setup.api.sqls()).contains("INSERT after");
        } catch (SQLException e) {
            softly.assertThat(setup.session.isDead()).as("%s", e).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("cleaningsAndWeathers")
    void whatCleansUpKeepsAnInterruptAndIsNotEndedByIt(Cleaning cleaning, Weather weather) throws SQLException {
        var undisturbed = new World(weather, cleaning);
        cleaning.make(undisturbed.setup);
        for (var wait = 1; wait <= MOST_WAITS; wait++) {
            var world = new World(weather, cleaning);
            world.endAt(wait, Thread.currentThread()::interrupt);
            cleaning.make(world.setup);
            if (!world.wasReached()) {
                return;
            }
            assertThat(Thread.interrupted()).as("wait %d: interrupt kept", wait).isTrue();
            if (cleaning != Cleaning.VALIDATION) {
                assertThat(Set.copyOf(world.setup.api.sqls()))
                        .as("wait %d: sent", wait)
                        .isEqualTo(Set.copyOf(undisturbed.setup.api.sqls()));
            }
        }
    }

    /** The driver's own threads are interrupted where its client is closed, or its program ends. */
    @ParameterizedTest
    @MethodSource("callsAndWeathers")
    void aThreadOfTheDriverKeepsItsInterruptToo(Call call, Weather weather) throws SQLException {
        var lengths = new ArrayList<Integer>();
        for (var wait = 1; wait <= MOST_WAITS; wait++) {
            var world = new World(weather);
            world.setup.api.obeysCancel = false;
            for (var i = 0; i < 3; i++) {
                world.setup.api.failNext("FindStatements", Kind.SERVICE, "An internal error");
            }
            world.endAt(1, world.signal::cancel);
            world.make(call);
            world.endedAt = -1;
            world.endAt(wait, Thread.currentThread()::interrupt);
            world.workOff();
            if (!world.wasReached()) {
                break;
            }
            lengths.add(wait);
            assertThat(Thread.interrupted()).as("wait %d: interrupt kept", wait).isTrue();
        }
        assertThat(lengths.size()).isLessThanOrEqualTo(MOST_WAITS);
    }
}
