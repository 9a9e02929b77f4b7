package io.github.redshiftdata.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretiveHistoryTest {

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create user u PASSWORD 'x'",
                "copy t from 's3://b' credentials 'aws_access_key_id=x'",
                "unload ('select 1') to 's3://b' access_key_id 'x' secret_access_key 'y'",
                "copy t from 's3://b' iam_role default master_symmetric_key 'x'",
                "copy t from 's3://b' session_token 'x'"
            })
    void whatMayHoldASecretIsNotKept(String statement) {
        var history = new SecretiveHistory();
        history.add(Instant.EPOCH, statement);
        history.add(Instant.EPOCH, "select 1;");
        assertThat(history.size()).isEqualTo(1);
        assertThat(history.get(0)).isEqualTo("select 1;");
    }

    @Test
    void theFileIsForItsOwnerAlsoWhereItWasThereBefore() throws Exception {
        var file = SecretiveHistory.file(Map.of(), home);
        assertThat(file).isEqualTo(home.resolve(".redshift_data_sql_history")).isEmptyFile();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        SecretiveHistory.file(Map.of(), home);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void theUserNamesAnotherFileOrNone() {
        var other = home.resolve("other");
        assertThat(SecretiveHistory.file(Map.of("SQL_HISTORY", other.toString()), home))
                .isEqualTo(other);
        assertThat(SecretiveHistory.file(Map.of("SQL_HISTORY", ""), home)).isNull();
        assertThat(SecretiveHistory.file(Map.of("SQL_HISTORY", home + "/missing/file"), home))
                .isNull();
    }
}
