package io.github.redshiftdata.emulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rooms of the emulator and the arrows between them. */
class RoomsTest {

    private static final String ROOT = "io.github.redshiftdata.emulator.";

    /** Room → the rooms it may use. The public package stands above all of them. */
    private static final Map<String, List<String>> MAY_USE = Map.of(
            "http", List.of("api", "fault"),
            "api", List.of("state", "engine", "limits"),
            "state", List.of("engine"),
            "engine", List.of(),
            "limits", List.of(),
            "fault", List.of());

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.redshiftdata");

    @TestFactory
    Stream<DynamicTest> aRoomUsesOnlyTheRoomsItMay() {
        return MAY_USE.keySet().stream().map(room -> DynamicTest.dynamicTest(room, () -> checkRoom(room)));
    }

    private static void checkRoom(String room) {
        var forbidden = MAY_USE.keySet().stream()
                .filter(other -> !other.equals(room) && !MAY_USE.get(room).contains(other))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(CLASSES);
    }

    @Test
    void noRoomLooksUpToThePublicPackage() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.redshiftdata.emulator")
                .check(CLASSES);
    }

    @Test
    void onlyTheEngineKnowsPostgres() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.postgresql..", "io.zonky..", "java.sql..")
                .check(CLASSES);
    }

    @Test
    void nothingIsSharedWithTheDriverOrTheSdk() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.redshiftdata.jdbc..", "software.amazon..")
                .check(CLASSES);
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
