package io.github.redshiftdata.jdbc.internal.exec.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementSizeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "select 1",
                "\u007f",
                "\u0080",
                "\u07ff",
                "\u0800",
                "\ud7ff",
                "\ue000",
                "\uffff",
                "\ud83d\ude00",
                "aé€\ud83d\ude00z"
            })
    void itIsThatOfItsUtf8(String text) {
        assertThat(StatementSize.ofUtf8(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void aPartOfATextCountsAlone() {
        assertThat(StatementSize.ofUtf8("é€a€é", 1, 4)).isEqualTo(7);
        assertThat(StatementSize.ofUtf8("é€a€é", 2, 2)).isZero();
    }

    @Test
    void whatIsTooLongIsToldWithItsLengthAndTheLimit() {
        var error = StatementSize.tooLong(100_001, 100_000);
        assertThat(error.getMessage()).contains("100001 bytes", "the limit is 100000");
        assertThat(error.getSQLState()).isEqualTo("54000");
    }
}
