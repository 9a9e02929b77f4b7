package io.github.redshiftdata.jdbc;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import io.github.redshiftdata.jdbc.internal.api.RealTime;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** The rooms of the driver and the arrows between them; docs/architecture.md has the same table for its readers. */
class RoomsTest {

    private static final String ROOT = "io.github.redshiftdata.jdbc";
    private static final Path PAGE = Path.of("..", "docs", "architecture.md");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z.]+)` \\|.*\\| ([^|]+) \\|");

    /** A package below {@code internal}, and the others that it may use: all of them stand further down the list. */
    private record Room(String name, List<String> mayUse) {

        private static Room room(String name, String... mayUse) {
            return new Room(name, List.of(mayUse));
        }

        private String packageName() {
            return ROOT + ".internal." + name;
        }
    }

    /** The public package stands above all of them. */
    private static final List<Room> ROOMS = List.of(
            Room.room("check", "jdbc", "api.sdk", "api", "auth", "config", "error"),
            Room.room(
                    "jdbc",
                    "jdbc.surface",
                    "meta",
                    "exec.session",
                    "exec.statement",
                    "exec.call",
                    "result",
                    "api.sdk",
                    "api",
                    "sql",
                    "types",
                    "config",
                    "log",
                    "trace",
                    "error"),
            Room.room("jdbc.surface", "meta", "exec.statement", "sql", "types", "error"),
            Room.room("meta", "result", "api", "sql", "types", "config", "log", "error"),
            Room.room("exec.session", "exec.statement", "exec.call", "api", "sql", "config", "log", "trace", "error"),
            Room.room("exec.statement", "exec.call", "api", "sql", "config", "log", "trace", "error"),
            Room.room("exec.call", "api", "log", "trace", "error"),
            Room.room("result", "api", "types", "error"),
            Room.room("api.sdk", "api.page", "api", "auth", "config", "log", "error"),
            Room.room("api.page", "api", "types"),
            Room.room("api", "types", "config", "error"),
            Room.room("auth", "config", "log", "error"),
            Room.room("sql"),
            Room.room("types"),
            Room.room("config", "error"),
            Room.room("log", "trace"),
            Room.room("trace"),
            Room.room("error"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages(ROOT);

    @TestFactory
    List<DynamicTest> aRoomUsesOnlyTheRoomsItMay() {
        var tests = new ArrayList<DynamicTest>();
        for (var room : ROOMS) {
            var forbidden = ROOMS.stream()
                    .filter(other -> !other.equals(room) && !room.mayUse().contains(other.name()))
                    .map(Room::packageName)
                    .toArray(String[]::new);
            var rule = noClasses()
                    .that()
                    .resideInAPackage(room.packageName())
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden);
            tests.add(DynamicTest.dynamicTest(room.name(), () -> rule.check(CLASSES)));
        }
        return tests;
    }

    @Test
    void anArrowPointsDownTheList() {
        var names = ROOMS.stream().map(Room::name).toList();
        for (var room : ROOMS) {
            assertThat(names.subList(names.indexOf(room.name()) + 1, names.size()))
                    .as(room.name())
                    .containsAll(room.mayUse());
        }
    }

    @Test
    void thePageOfTheArchitectureHasTheSameRoomsAndArrows() throws IOException {
        var told = ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> new Room(row.group(1), names(row.group(2))))
                .toList();
        assertThat(told).containsExactlyElementsOf(ROOMS);
    }

    private static List<String> names(String cell) {
        return cell.equals("–")
                ? List.of()
                : Arrays.stream(cell.split(", ")).map(String::strip).toList();
    }

    @Test
    void everyClassIsInADeclaredRoom() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".internal..")
                .should(ArchCondition.from(DescribedPredicate.describe("be in a declared room", type -> ROOMS.stream()
                        .anyMatch(room -> type.getPackageName().equals(room.packageName())))))
                .check(CLASSES);
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching(ROOT + ".internal.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlySigningInAndTheSdkRoomKnowTheAwsSdk() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".internal.api.sdk", ROOT + ".internal.auth")
                .should()
                .dependOnClassesThat(resideInAPackage("software.amazon..")
                        // the one type of the SDK in the public package: what a program may hand in
                        .and(not(belongToAnyOf(AwsCredentialsProvider.class))))
                .check(CLASSES);
    }

    @Test
    void onlyTheReadersOfAnswersKnowJackson() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".internal.api.page", ROOT + ".internal.api.sdk")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml..")
                .check(CLASSES);
    }

    @Test
    void loggersAreMadeInOnePlace() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Logs.class)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(LoggerFactory.class)
                .check(CLASSES);
    }

    @Test
    void theClockOfTheMachineIsReadInOnePlace() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(RealTime.class)
                .should()
                .callMethodWhere(target(DescribedPredicate.describe(
                        "a clock of the JDK",
                        method -> method.getOwner().isEquivalentTo(System.class)
                                && (method.getName().equals("nanoTime")
                                        || method.getName().equals("currentTimeMillis")))))
                .check(CLASSES);
    }

    @Test
    void onlyASleeperSleeps() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Sleeper")
                .should()
                .callMethodWhere(target(DescribedPredicate.describe(
                        "Thread.sleep",
                        method -> method.getOwner().isEquivalentTo(Thread.class)
                                && method.getName().equals("sleep"))))
                .check(CLASSES);
    }

    @Test
    void sqlKnowsNoFilesAndNoNetwork() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".internal.sql")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io", "java.net..", "java.nio.file..")
                .check(CLASSES);
    }

    /** The common pool belongs to the application, and has as few threads as one: what waits there holds up everybody. */
    @Test
    void nothingRunsInTheCommonPool() {
        var rule = noClasses()
                .should()
                .callMethodWhere(target(DescribedPredicate.describe(
                        "a method that takes a thread of the common pool",
                        method -> method.getOwner().isEquivalentTo(CompletableFuture.class)
                                && method.getName().endsWith("Async")
                                && method.getRawParameterTypes().stream()
                                        .noneMatch(type -> type.isEquivalentTo(Executor.class)))));
        rule.check(CLASSES);
        rule.check(TESTS);
    }
}
