package io.github.redshiftdata.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rooms of the driver and the arrows between them. */
class RoomsTest {

    private static final String ROOT = "io.github.redshiftdata.jdbc";

    private static final List<String> ALL =
            List.of("jdbc", "meta", "exec", "result", "api", "sql", "types", "config", "error");

    /** Room → the rooms it may use. The public package stands above all of them. */
    private static final Map<String, List<String>> MAY_USE = Map.of(
            "jdbc", List.of("meta", "exec", "result", "api", "sql", "types", "config", "error"),
            "meta", List.of("exec", "result", "api", "sql", "types", "config", "error"),
            "exec", List.of("api", "sql", "config", "error"),
            "result", List.of("api", "types", "error"),
            "api", List.of("types", "config", "error"),
            "sql", List.of(),
            "types", List.of(),
            "config", List.of("error"),
            "error", List.of());

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @TestFactory
    List<DynamicTest> aRoomUsesOnlyTheRoomsItMay() {
        var tests = new ArrayList<DynamicTest>();
        for (var room : ALL) {
            var forbidden = ALL.stream()
                    .filter(other -> !other.equals(room) && !MAY_USE.get(room).contains(other))
                    .map(RoomsTest::packages)
                    .toArray(String[]::new);
            var rule = noClasses()
                    .that()
                    .resideInAPackage(packages(room))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .allowEmptyShould(true);
            tests.add(DynamicTest.dynamicTest(room, () -> rule.check(CLASSES)));
        }
        return tests;
    }

    @Test
    void onlyTheApiRoomKnowsTheAwsSdk() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packages("api"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..")
                .check(CLASSES);
    }

    @Test
    void sqlTypesAndConfigDoNotKnowLoggingOrJackson() {
        noClasses()
                .that()
                .resideInAnyPackage(packages("sql"), packages("types"), packages("config"), packages("error"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml..", "org.slf4j..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void onlyTheSleeperSleeps() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Sleeper")
                .should()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        com.tngtech.archunit.base.DescribedPredicate.describe(
                                "Thread.sleep",
                                target -> target.getOwner().isEquivalentTo(Thread.class)
                                        && target.getName().equals("sleep"))))
                .check(CLASSES);
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching(ROOT + ".internal.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyRoomIsDeclared() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".internal..")
                .should(com.tngtech.archunit.lang.ArchCondition.from(
                        com.tngtech.archunit.base.DescribedPredicate.describe(
                                "be in a declared room", RoomsTest::isInADeclaredRoom)))
                .check(CLASSES);
    }

    private static boolean isInADeclaredRoom(JavaClass type) {
        return ALL.stream().anyMatch(room -> type.getPackageName().equals(ROOT + ".internal." + room));
    }

    private static String packages(String room) {
        return ROOT + ".internal." + room + "..";
    }
}
