package io.github.redshiftdata.jdbc.internal.exec.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.api.StatementDescription.SubStatement;
import io.github.redshiftdata.jdbc.internal.api.StatementFigures;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettingsAlongTest {

    private static final BoundStatement SET = BoundStatement.ofDriver("SET timezone TO 'UTC'");
    private static final BoundStatement QUERY = BoundStatement.ofDriver("SELECT 1");

    private final List<BoundStatement> all = SettingsAlong.with(List.of(SET), List.of(SET, QUERY));

    private static List<SubStatement> parts(@Nullable String... texts) {
        return Stream.of(texts)
                .map(text -> new SubStatement(
                        "statement-1:1",
                        StatementStatus.FINISHED,
                        false,
                        0,
                        0,
                        null,
                        null,
                        new StatementFigures(null, null, -1, -1, 0, text)))
                .toList();
    }

    @Test
    void theSettingsOfTheConnectionAreToldFromThoseOfTheProgram() {
        var texts = all.stream().map(BoundStatement::sql).toList();
        assertThat(SettingsAlong.textsWithout(texts)).containsExactly(SET.sql(), QUERY.sql());
        var parts = parts(texts.toArray(String[]::new));
        assertThat(SettingsAlong.without(parts)).containsExactly(parts.get(1), parts.get(2));
    }

    @Test
    void theLogShowsASettingAsItIs() {
        assertThat(all.get(0)).hasToString(SET.sql());
        assertThat(all.get(0).sql()).startsWith(SET.sql()).isNotEqualTo(SET.sql());
        assertThat(all.subList(1, 3)).containsExactly(SET, QUERY);
    }

    /** A batch has one result at least, though somebody writes a mark of the driver. */
    @Test
    void theLastPartIsAlwaysOneOfTheProgram() {
        var marked = all.get(0).sql();
        assertThat(SettingsAlong.textsWithout(List.of(marked, marked))).containsExactly(marked);
        assertThat(SettingsAlong.without(parts(marked, marked))).hasSize(1);
    }

    @Test
    void aPartWhoseTextIsNotToldIsOneOfTheProgram() {
        assertThat(SettingsAlong.without(parts(null, QUERY.sql()))).hasSize(2);
    }
}
