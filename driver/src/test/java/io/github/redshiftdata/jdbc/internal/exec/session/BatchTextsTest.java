package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTextsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "0 | 1 | 2 | false | Statement 1 of the batch was not carried out; those after it were not sent.",
                "1 | 1 | 2 | false | Statement 2 of the batch was not carried out; the first 1 were.",
                "1 | 1 | 3 | true | Statement 2 of the batch: it is unknown whether it was carried out; the first 1 were;"
                        + " those after it were not sent.",
                "0 | 40 | 40 | false | Statements 1 to 40 of the batch were not carried out.",
                "40 | 40 | 85 | false | Statements 41 to 80 of the batch were not carried out; the first 40 were; those"
                        + " after them were not sent.",
                "40 | 5 | 45 | true | Statements 41 to 45 of the batch: it is unknown whether they were carried out; the"
                        + " first 40 were.",
            })
    void itSaysOfEachElementWhatIsKnown(int before, int size, int total, boolean inDoubt, String text) {
        assertThat(BatchTexts.stopped("Statement", before, size, total, inDoubt))
                .isEqualTo(text + " ");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void ofASingleElementTheReasonSaysAll(boolean inDoubt) {
        assertThat(BatchTexts.stopped("Row", 0, 1, 1, inDoubt)).isEmpty();
    }
}
