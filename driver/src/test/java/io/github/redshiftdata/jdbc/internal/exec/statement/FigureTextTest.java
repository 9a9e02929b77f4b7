package io.github.redshiftdata.jdbc.internal.exec.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription.SubStatement;
import io.github.redshiftdata.jdbc.internal.api.StatementFigures;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTextTest {

    private static final StatementFigures FIGURES = new StatementFigures(null, null, 3_000_000, 11, 42, "select 'x'");

    private static StatementDescription described(
            long rows, long query, StatementFigures figures, List<SubStatement> parts) {
        return new StatementDescription(
                "s1",
                StatementStatus.FINISHED,
                false,
                rows,
                query,
                null,
                null,
                parts,
                null,
                ResultFormat.JSON,
                null,
                figures,
                null);
    }

    @Test
    void whatIsToldIsShownWithoutTheText() {
        assertThat(FigureText.of(described(2, 7, FIGURES, List.of())))
                .isEqualTo(": ran 3 ms, 2 rows, 11 bytes, query 7, process 42");
    }

    @Test
    void whatIsNotToldIsLeftOut() {
        assertThat(FigureText.of(null)).isEmpty();
        assertThat(FigureText.of(described(-1, -1, StatementFigures.NONE, List.of())))
                .isEmpty();
    }

    @Test
    void thePartsOfABatchFollowInOrder() {
        var parts = List.of(
                new SubStatement("s1:1", StatementStatus.FINISHED, false, 3, 8, null, null),
                new SubStatement("s1:2", StatementStatus.FINISHED, false, 0, 9, null, null));
        assertThat(FigureText.of(described(-1, 0, StatementFigures.NONE, parts)))
                .isEqualTo("; parts: 3 rows, query 8; 0 rows, query 9");
    }
}
