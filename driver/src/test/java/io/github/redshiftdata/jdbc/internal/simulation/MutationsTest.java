package io.github.redshiftdata.jdbc.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of mistakes keeps up with the driver. */
class MutationsTest {

    static List<Mutation> mutations() {
        return Mutations.ALL;
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void theTextStandsInTheSourceOnce(Mutation mutation) throws IOException {
        assertThat(mutation.occurrences()).as(mutation.name()).isEqualTo(1);
        assertThat(mutation.mistake()).isNotEqualTo(mutation.text());
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void theMistakeCanBeCompiled(Mutation mutation, @TempDir Path folder) throws IOException {
        MutationRun.compile(mutation.write(folder.resolve("sources")), folder.resolve("classes"));
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void thePageTellsWhoNoticesIt(Mutation mutation) throws IOException {
        assertThat(Files.readString(Path.of("../docs/reliability.md")))
                .containsPattern("\\| " + Pattern.quote(mutation.name()) + " \\| \\d+ \\|");
    }

    @Test
    void noTwoHaveOneName() {
        assertThat(Mutations.ALL.stream().map(Mutation::name)).doesNotHaveDuplicates();
    }
}
