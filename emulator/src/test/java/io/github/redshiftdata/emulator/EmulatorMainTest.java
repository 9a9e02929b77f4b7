package io.github.redshiftdata.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.emulator.api.BatchModes;
import io.github.redshiftdata.emulator.api.LongPolling;
import io.github.redshiftdata.emulator.engine.Keeping;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmulatorMainTest {

    @Test
    void argumentsBecomeOptions() {
        var options = EmulatorMain.parse(List.of(
                "--port",
                "8080",
                "--host",
                "0.0.0.0",
                "--postgres",
                "jdbc:postgresql://h/d",
                "--page-bytes",
                "1000",
                "--keep",
                "if-alone",
                "--kept-result-bytes",
                "5000000000",
                "--max-sessions",
                "7",
                "--max-statements",
                "9",
                "--no-sample-data",
                "--enforce-quotas",
                "--long-polling",
                "ignored",
                "--batch-modes",
                "rejected",
                "--allow-host",
                "one.example,two.example",
                "--allow-host",
                "three.example",
                "--request-seconds",
                "5"));

        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.host()).isEqualTo("0.0.0.0");
        assertThat(options.postgresUrl()).isEqualTo("jdbc:postgresql://h/d");
        assertThat(options.pageBytes()).isEqualTo(1000);
        assertThat(options.keeping()).isEqualTo(Keeping.IF_ALONE);
        assertThat(options.keptResultBytes()).isEqualTo(5_000_000_000L);
        assertThat(options.maxSessions()).isEqualTo(7);
        assertThat(options.maxActiveStatements()).isEqualTo(9);
        assertThat(options.sampleData()).isFalse();
        assertThat(options.enforceQuotas()).isTrue();
        assertThat(options.longPolling()).isEqualTo(LongPolling.IGNORED);
        assertThat(options.batchModes()).isEqualTo(BatchModes.REJECTED);
        assertThat(options.allowedHosts()).containsExactly("one.example", "two.example", "three.example");
        assertThat(options.requestTime()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void noPasswordIsPrinted() {
        assertThat(EmulatorMain.withoutPassword("jdbc:postgresql://h:1/d?user=u&password=p"))
                .isEqualTo("jdbc:postgresql://h:1/d?user=u");
        assertThat(EmulatorMain.withoutPassword("jdbc:postgresql://h/d?password=p&ssl=true"))
                .isEqualTo("jdbc:postgresql://h/d?ssl=true");
        assertThat(EmulatorMain.withoutPassword("jdbc:postgresql://h/d?password=p"))
                .isEqualTo("jdbc:postgresql://h/d");
    }

    @Test
    void whatIsKeptDependsOnThePostgres() {
        assertThat(EmulatorMain.parse(List.of()).keeping()).isEqualTo(Keeping.NEVER);
        assertThat(EmulatorMain.parse(List.of("--postgres", "jdbc:postgresql://h/d"))
                        .keeping())
                .isEqualTo(Keeping.ALWAYS);
    }

    @Test
    void sqlAndKeysAreRedshiftsUnlessToldOtherwise() {
        var options = EmulatorMain.parse(List.of());
        assertThat(options.postgresFeatures()).isFalse();
        assertThat(options.enforcedKeys()).isFalse();
        options = EmulatorMain.parse(List.of("--postgres-features", "--enforced-keys"));
        assertThat(options.postgresFeatures()).isTrue();
        assertThat(options.enforcedKeys()).isTrue();
    }

    @Test
    void answersAreCompressedIfToldSo() {
        assertThat(EmulatorMain.parse(List.of()).compressed()).isFalse();
        assertThat(EmulatorMain.parse(List.of("--compressed")).compressed()).isTrue();
    }

    @Test
    void aWrongArgumentIsNamed() {
        assertThatThrownBy(() -> EmulatorMain.parse(List.of("--keep", "maybe")))
                .hasMessage("--keep is always, if-alone or never, not \"maybe\"");
        assertThatThrownBy(() -> EmulatorMain.parse(List.of("--colour"))).hasMessage("Unknown option --colour");
        assertThatThrownBy(() -> EmulatorMain.parse(List.of("--port"))).hasMessage("--port needs a value");
        assertThatThrownBy(() -> EmulatorMain.parse(List.of("--port", "x")))
                .hasMessage("--port needs a whole number, not \"x\"");
    }
}
