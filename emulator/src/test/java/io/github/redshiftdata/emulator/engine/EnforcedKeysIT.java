package io.github.redshiftdata.emulator.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EnforcedKeysIT {

    private static void run(EngineSession session, String sql) throws EngineException {
        session.execute(sql, Map.of(), new Rows());
    }

    @Test
    void keysAreEnforcedOnlyWhereTheOptionsSaySoAndPostgresFeaturesTakenToo() throws EngineException {
        try (var noted = PostgresEngine.start(new EngineOptions(null, false));
                var enforcing = PostgresEngine.start(
                        new EngineOptions(noted.postgresUrl(), false, Keeping.NEVER, 10, true, true));
                EngineSession loose = noted.connect("dev", null);
                EngineSession strict = enforcing.connect("dev", null)) {
            run(strict, "create table enforced (a int primary key, b int check (b > 0))");
            run(loose, "create table noted (a int primary key, b int references enforced (a))");
            run(loose, "create table noted_too (a int references noted (a))");
            run(loose, "insert into noted values (1, 1), (1, 2)");
            run(strict, "insert into enforced values (1, 1)");

            assertThatThrownBy(() -> run(loose, "insert into enforced values (1, 1)"))
                    .hasMessageContaining("duplicate key value violates unique constraint");
            assertThatThrownBy(() -> run(loose, "create table c (a int check (a > 0))"))
                    .hasMessage("ERROR: CHECK constraints are not supported");
            assertThatCode(() -> run(loose, "insert into noted values (1, 9)")).doesNotThrowAnyException();
        }
    }
}
