package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.SessionDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription.SubStatement;
import io.github.redshiftdata.jdbc.internal.api.StatementEntry;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers of the service lack something: each member that may be absent, one after another, once and always. What a program
 * is told stays true: the right count or rows, "not known", or an exception that does not say that nothing was done.
 */
class LackingAnswersTest {

    /** What is taken out of the answers. */
    private record Lack(String name, UnaryOperator<Object> takesOut) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** What a program does, and what it may be told: one or the other, and what complete answers give. */
    private enum Program {
        COUNT("3|unknown", "3") {
            @Override
            String run(Setup setup) throws SQLException {
                return told(setup.one("INSERT a"));
            }
        },
        NO_ROWS_CHANGED("0|unknown", "0") {
            @Override
            String run(Setup setup) throws SQLException {
                return told(setup.one("INSERT nothing"));
            }
        },
        LONG_STATEMENT("3|unknown", "3") {
            @Override
            String run(Setup setup) throws SQLException {
                return told(setup.one("INSERT long"));
            }
        },
        LONG_QUERY("rows", "rows") {
            @Override
            String run(Setup setup) throws SQLException {
                return told(setup.one("SELECT long"));
            }
        },
        ROWS("rows", "rows") {
            @Override
            String run(Setup setup) throws SQLException {
                return told(setup.one("SELECT b"));
            }
        },
        /** May give rows, or change some. */
        CALL("rows", "rows") {
            @Override
            String run(Setup setup) throws SQLException {
                return told(setup.one("CALL p"));
            }
        },
        NO_LONG_POLLS("3|unknown", "3") {
            @Override
            String run(Setup setup) throws SQLException {
                setup.api.knowsLongPolling = false;
                return told(setup.one("INSERT a"));
            }
        },
        SCRIPT("3 rows 4|unknown rows unknown", "3 rows 4") {
            @Override
            String run(Setup setup) throws SQLException {
                return setup.run("INSERT a", "SELECT b", "INSERT c").stream()
                        .map(LackingAnswersTest::told)
                        .collect(Collectors.joining(" "));
            }
        },
        BATCH("[3, 4]|[-2, -2]", "[3, 4]") {
            @Override
            String run(Setup setup) throws SQLException {
                return Arrays.toString(setup.batch("INSERT a", "INSERT c"));
            }
        },
        BATCH_OF_ONE("[3]|[-2]", "[3]") {
            @Override
            String run(Setup setup) throws SQLException {
                return Arrays.toString(setup.batch("INSERT a"));
            }
        },
        TRANSACTION("3 committed|unknown committed", "3 committed") {
            @Override
            String run(Setup setup) throws SQLException {
                setup.session.autoCommit(false);
                var count = told(setup.one("INSERT a"));
                setup.session.commit();
                return count + " committed";
            }
        },
        ANSWER_LOST("3|unknown", "3") {
            @Override
            String run(Setup setup) throws SQLException {
                setup.api.loseAnswer("Execute");
                return told(setup.one("INSERT a"));
            }
        },
        /** Every try is lost, so only the list of statements tells. */
        FOUND_IN_THE_LIST("3|unknown", "3") {
            @Override
            String run(Setup setup) throws SQLException {
                setup.api.loseAnswer("Execute");
                for (var i = 0; i < 100; i++) {
                    setup.api.fail("Execute", Kind.UNAUTHORIZED, "expired");
                }
                return told(setup.one("INSERT a"));
            }
        },
        SESSION_RENEWED("3|unknown", "3") {
            @Override
            String run(Setup setup) throws SQLException {
                setup.run("SELECT 1");
                setup.api.closedSessions.add("session-1");
                return told(setup.one("INSERT a"));
            }
        },
        ATTACHED("3|unknown|0", "3") {
            @Override
            String run(Setup setup) throws SQLException {
                setup.api.executeStatementQuietly("INSERT a");
                var options = new ExecuteOptions(Duration.ZERO, null);
                return told(setup.session
                        .detached()
                        .attach("statement-1", false, options, new CallerSignal())
                        .get(0));
            }
        },
        ATTACHED_TO_ROWS("rows", "rows") {
            @Override
            String run(Setup setup) throws SQLException {
                setup.api.executeStatementQuietly("SELECT b");
                var options = new ExecuteOptions(Duration.ZERO, null);
                return told(setup.session
                        .detached()
                        .attach("statement-1", false, options, new CallerSignal())
                        .get(0));
            }
        };

        private final String truths;
        private final String complete;

        Program(String truths, String complete) {
            this.truths = truths;
            this.complete = complete;
        }

        abstract String run(Setup setup) throws SQLException;
    }

    static Stream<Lack> lacks() {
        var members = Stream.of(
                        Submitted.class,
                        StatementDescription.class,
                        SubStatement.class,
                        SessionDescription.class,
                        StatementEntry.class)
                .flatMap(answer -> Stream.of(answer.getRecordComponents())
                        .filter(LackingAnswersTest::mayBeAbsent)
                        .map(member -> new Lack(
                                answer.getSimpleName() + '.' + member.getName(),
                                given -> without(given, answer, member))));
        var whole = Stream.of(
                new Lack("the last part", LackingAnswersTest::withoutLastPart),
                new Lack("the session in ListSessions", LackingAnswersTest::withoutSession),
                new Lack("the statement in ListStatements", given -> given instanceof List<?> ? List.of() : given));
        return Stream.concat(members, whole);
    }

    static Stream<Arguments> programsAndLacks() {
        return Stream.of(Program.values()).flatMap(program -> lacks().map(lack -> Arguments.of(program, lack)));
    }

    private static boolean mayBeAbsent(RecordComponent member) {
        return member.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || member.getType() == long.class
                || member.getType() == List.class;
    }

    @ParameterizedTest
    @MethodSource("programsAndLacks")
    void whatIsAlwaysMissingMakesNothingUntrue(Program program, Lack lack) {
        assertTrue(program, setup(lack.takesOut()));
    }

    @ParameterizedTest
    @MethodSource("programsAndLacks")
    void whatIsMissingOnceMakesNothingUntrue(Program program, Lack lack) {
        assertTrue(program, setup(once(lack.takesOut())));
    }

    @ParameterizedTest
    @EnumSource(
            value = Program.class,
            names = {"COUNT", "LONG_STATEMENT", "NO_LONG_POLLS", "SCRIPT", "BATCH", "BATCH_OF_ONE", "TRANSACTION"})
    void aCountThatIsMissingOnceIsAskedForAgain(Program program) throws SQLException {
        for (var answer : List.of(StatementDescription.class, SubStatement.class)) {
            var rows = Stream.of(answer.getRecordComponents())
                    .filter(member -> member.getName().equals("resultRows"))
                    .findFirst()
                    .orElseThrow();
            var setup = setup(once(given -> without(given, answer, rows)));
            assertThat(program.run(setup)).isEqualTo(program.complete);
        }
    }

    private static UnaryOperator<Object> once(UnaryOperator<Object> change) {
        var first = new boolean[] {true};
        return given -> {
            var taken = first[0] ? change.apply(given) : given;
            first[0] &= taken.equals(given);
            return taken;
        };
    }

    private static void assertTrue(Program program, Setup setup) {
        try {
            assertThat(program.run(setup)).isIn(List.of(program.truths.split("\\|")));
        } catch (SQLException told) {
            assertThat(told.getSQLState()).isNotNull();
            // The statement was carried out: only doubt, or that very word, is true.
            assertThat(Doubt.isIn(told)).as("%s", told).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("lacks")
    void aFailureStaysAFailure(Lack lack) {
        var setup = setup(lack.takesOut());
        setup.api.courses.put(
                "INSERT bad", Course.fails("ERROR: null value in column \"a\" violates not-null constraint"));
        var error = catchThrowableOfType(SQLException.class, () -> setup.run("INSERT bad"));
        assertThat((Throwable) error).isNotNull();
        assertThat(error.getSQLState()).isNotNull();
        assertThat(error.getMessage()).contains("statement-1");
    }

    @ParameterizedTest
    @MethodSource("lacks")
    void aBatchThatFailedHasNothingIn(Lack lack) {
        var setup = setup(lack.takesOut());
        setup.api.courses.put("INSERT a", Course.failsInPart(2, "ERROR: division by zero"));
        var error = catchThrowableOfType(BatchUpdateException.class, () -> setup.batch("INSERT a", "INSERT c"));
        assertThat((Throwable) error).isNotNull();
        // Where the reason is missing, it may be one that leaves the outcome open.
        assertThat(error.getLargeUpdateCounts())
                .isEqualTo(
                        Doubt.isIn(error)
                                ? new long[] {Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED}
                                : new long[0]);
    }

    private static String told(StatementOutcome outcome) {
        if (outcome.hasResultSet()) {
            assertThat(outcome.updateCount()).isEqualTo(-1);
            return "rows";
        }
        var count = outcome.updateCount();
        if (count == Statement.SUCCESS_NO_INFO) {
            assertThat(outcome.warning()).contains("not known");
            return "unknown";
        }
        return String.valueOf(count);
    }

    private static Setup setup(UnaryOperator<Object> change) {
        var setup = new Setup(api -> (DataApi) Proxy.newProxyInstance(
                DataApi.class.getClassLoader(), new Class<?>[] {DataApi.class}, (proxy, method, arguments) -> {
                    try {
                        return changed(method.invoke(api, arguments), change);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
        setup.api.courses.put("INSERT a", Course.gives(false, 3));
        setup.api.courses.put("INSERT c", Course.gives(false, 4));
        setup.api.courses.put("SELECT b", Course.gives(true, 1));
        setup.api.courses.put("CALL p", Course.gives(true, 1));
        setup.api.courses.put(
                "SELECT long", new Course(Duration.ofMinutes(1), StatementStatus.FINISHED, null, true, 1, 0));
        setup.api.courses.put(
                "INSERT long", new Course(Duration.ofMinutes(1), StatementStatus.FINISHED, null, false, 3, 0));
        return setup;
    }

    private static @Nullable Object changed(@Nullable Object answer, UnaryOperator<Object> change) {
        return answer instanceof Record || answer instanceof Optional<?> || answer instanceof List<?>
                ? change.apply(answer)
                : answer;
    }

    // ---------------------------------------------------------------- taking out

    private static Object without(Object given, Class<?> answer, RecordComponent member) {
        if (given instanceof Optional<?> session && session.isPresent()) {
            return Optional.of(without(session.get(), answer, member));
        }
        if (given instanceof List<?> entries) {
            return entries.stream().map(entry -> without(entry, answer, member)).toList();
        }
        if (given instanceof StatementDescription description && answer == SubStatement.class) {
            var parts = description.subStatements().stream()
                    .map(part -> (SubStatement) without(part, answer, member))
                    .toList();
            return withParts(description, parts);
        }
        if (!answer.isInstance(given)) {
            return given;
        }
        return copy(
                given,
                name -> name.equals(member.getName()) ? Optional.of(absent(member.getType())) : Optional.empty());
    }

    private static final Object NULL = new Object();

    private static Object absent(Class<?> type) {
        if (type == long.class) {
            return -1L;
        }
        return type == List.class ? List.of() : NULL;
    }

    private static Object withParts(StatementDescription description, List<SubStatement> parts) {
        return copy(description, name -> name.equals("subStatements") ? Optional.of(parts) : Optional.empty());
    }

    private static Object withoutLastPart(Object given) {
        return given instanceof StatementDescription description
                        && !description.subStatements().isEmpty()
                ? withParts(
                        description,
                        description
                                .subStatements()
                                .subList(0, description.subStatements().size() - 1))
                : given;
    }

    private static Object withoutSession(Object given) {
        return given instanceof Optional<?> ? Optional.empty() : given;
    }

    /** The value of each member that is another, by name. */
    private interface Change {
        Optional<Object> of(String member);
    }

    private static Object copy(Object given, Change change) {
        var members = given.getClass().getRecordComponents();
        try {
            var values = new Object[members.length];
            for (var i = 0; i < members.length; i++) {
                var accessor = members[i].getAccessor();
                accessor.setAccessible(true);
                var old = accessor.invoke(given);
                var changed = change.of(members[i].getName());
                values[i] = changed.isEmpty() ? old : changed.get() == NULL ? null : changed.get();
            }
            var types = Stream.of(members).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return given.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
