package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.error.DatabaseErrors;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page about errors names the class of every state, and says of the messages what is so. */
class ErrorsPageTest {

    private static final Pattern ROW = Pattern.compile("^\\| `(SQL\\w+)` \\(([^)]+)\\) \\|", Pattern.MULTILINE);

    private final String page = ManualPages.text("docs/errors.md");

    /** A plain SQLException needs no row, since it says nothing by its class. */
    @ParameterizedTest
    @EnumSource
    void theClassOfAStateIsInTheTable(SqlState state) {
        var type = Errors.of(state, "x").getClass().getSimpleName();
        var isOfTheService = state == SqlState.CONNECTION_EXCEPTION; // made transient by ServiceErrors
        if (!type.equals("SQLException") && !isOfTheService) {
            assertThat(statesOf(type)).as(type).anyMatch(written -> state.code().startsWith(written));
        }
    }

    private List<String> statesOf(String type) {
        return ROW.matcher(page)
                .results()
                .filter(row -> row.group(1).equals(type))
                .flatMap(row -> Pattern.compile(", ").splitAsStream(row.group(2)))
                .map(state -> state.replace("…", ""))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR: relation \"nope\" does not exist",
                "ERROR: 1023 DETAIL: Serializable isolation violation on table in Redshift",
                "ERROR: Disk Full"
            })
    void aMessageOfTheDatabaseStaysAsItIs(String text) {
        assertThat((Throwable) DatabaseErrors.of(text, false, "s", "r", null))
                .hasMessage(text + " [statement id s] [request id r]");
        assertThat(page).contains("stays as the database wrote it");
    }

    @Test
    void theOneAdviceOnAMessageOfTheDatabaseIsAboutExternalTables() {
        var source = ManualPages.driverSource();
        assertThat(Pattern.compile("[A-Z_]+_ADVICE =").matcher(source).results())
                .hasSize(1);
        assertThat(page).contains("except about\n[external tables]");
    }
}
