package io.github.redshiftdata.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Statements whose answer Amazon's developer guide prints, or follows from what it says. They stand in redshift-values.txt,
 * those of the language's constructs in redshift-language.txt, and those of
 * hashes, roles and SHOW in redshift-catalog.txt: a statement in a line, and under it {@code :} labels with types,
 * {@code =} rows, {@code !} how the error begins.
 */
class RedshiftValuesIT {

    private static PostgresEngine engine;
    private static EngineSession session;

    @BeforeAll
    static void start() throws EngineException {
        engine = PostgresEngine.start(new EngineOptions(null, false));
        session = engine.connect("dev", null);
    }

    @AfterAll
    static void stop() {
        session.close();
        engine.close();
    }

    /** A statement and what is said of its answer, each with its sign in front. */
    record Case(String file, int line, String sql, List<String> answers) {

        @Override
        public String toString() {
            return file + ":" + line + ": " + sql;
        }
    }

    static Stream<Case> cases() throws IOException {
        var cases = new ArrayList<Case>();
        for (String file : List.of("redshift-values.txt", "redshift-language.txt", "redshift-catalog.txt")) {
            read(file, cases);
        }
        return cases.stream();
    }

    private static void read(String file, List<Case> cases) throws IOException {
        try (var stream = RedshiftValuesIT.class.getResourceAsStream(file)) {
            String[] lines = new String(stream.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                if (lines[i].matches("[:=!] .*|=")) {
                    cases.get(cases.size() - 1).answers().add(lines[i]);
                } else if (!lines[i].isBlank() && !lines[i].startsWith("#")) {
                    cases.add(new Case(file, i + 1, lines[i], new ArrayList<>()));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theAnswerIsRedshifts(Case expected) {
        var rows = new Rows();
        Throwable failure = catchThrowable(() -> session.execute(expected.sql(), Map.of(), rows));
        var answers = new ArrayList<String>();
        for (String answer : expected.answers()) {
            answers.add(
                    switch (answer.charAt(0)) {
                        case ':' -> ": " + rows.labelsAndTypes();
                        case '=' -> ("= " + rows.values()).strip();
                        default -> started("! " + (failure == null ? "" : failure.getMessage()), answer);
                    });
        }
        if (expected.answers().stream().noneMatch(answer -> answer.startsWith("!"))) {
            assertThat(failure).isNull();
        }
        assertThat(answers).isEqualTo(expected.answers());
    }

    private static String started(String text, String expected) {
        return text.substring(0, Math.min(text.length(), expected.length()));
    }
}
