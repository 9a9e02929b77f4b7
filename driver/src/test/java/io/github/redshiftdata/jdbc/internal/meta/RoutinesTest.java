package io.github.redshiftdata.jdbc.internal.meta;

import static io.github.redshiftdata.jdbc.internal.meta.PlayedCatalog.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.types.RedshiftType;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Procedures and functions with their parameters. */
class RoutinesTest {

    private static final NamePattern ALL = NamePattern.of(null);

    private final PlayedCatalog played = new PlayedCatalog();
    private final CatalogCache cache = new CatalogCache(Duration.ofSeconds(30), () -> 0);
    private final Routines routines = new Routines(played, cache);
    private final RoutineMetadata metadata = new RoutineMetadata("dev", routines);

    @BeforeEach
    void declareRoutines() {
        played.gives("pg_type", row("23", "int4"), row("1043", "varchar"), row("1700", "numeric"));
        played.gives(
                "pg_proc_info",
                row("s", "p", "100", "p", "f", "0", "23 1043", "{23,1043,1700}", "{i,b,o}", "{a,b,c}", "a remark"),
                row("s", "f", "101", "f", "f", "1700", "23 1043", null, null, null, null),
                row("s", "tf", "102", "f", "t", "23", "23", "{23,1043}", "{i,t}", "{x,y}", null));
    }

    // ---------------------------------------------------------------- reading

    @Test
    void aRoutineHasItsParametersWithTheirModes() throws SQLException {
        var procedure = routines.find(ALL, ALL).get(0);
        assertThat(procedure.procedure()).isTrue();
        assertThat(procedure.returnsSet()).isFalse();
        assertThat(procedure.returnType()).isNull();
        assertThat(procedure.specificName()).isEqualTo("p_100");
        assertThat(procedure.remarks()).isEqualTo("a remark");
        assertThat(procedure.parameters())
                .containsExactly(
                        new Routines.Parameter("a", 'i', RedshiftType.INTEGER),
                        new Routines.Parameter("b", 'b', RedshiftType.VARCHAR),
                        new Routines.Parameter("c", 'o', RedshiftType.NUMERIC));
    }

    @Test
    void aFunctionWithoutNamesHasParametersThatGoIn() throws SQLException {
        var function = routines.find(ALL, ALL).get(1);
        assertThat(function.procedure()).isFalse();
        assertThat(function.returnType()).isEqualTo(RedshiftType.NUMERIC);
        assertThat(function.parameters())
                .containsExactly(
                        new Routines.Parameter("", 'i', RedshiftType.INTEGER),
                        new Routines.Parameter("", 'i', RedshiftType.VARCHAR));
        assertThat(routines.find(ALL, ALL).get(2).returnsSet()).isTrue();
    }

    @Test
    void aTypeThatIsNotKnownIsAText() throws SQLException {
        played.gives("pg_proc_info", row("s", "f", "1", "f", "f", "99", "99", null, "{\"\"}", "{}", null));
        var function = routines.find(ALL, ALL).get(0);
        assertThat(function.returnType()).isEqualTo(RedshiftType.TEXT);
        assertThat(function.parameters()).containsExactly(new Routines.Parameter("", 'i', RedshiftType.TEXT));
    }

    @Test
    void aWideAnswerServesTheNarrowQuestionsAfterIt() throws SQLException {
        assertThat(routines.find(ALL, ALL)).hasSize(3);
        assertThat(routines.find(ALL, NamePattern.exactly("f"))).hasSize(1);
        assertThat(routines.find(ALL, NamePattern.of("%f"))).hasSize(2);
        assertThat(played.asked("pg_proc_info")).hasSize(1);
        assertThat(played.asked("pg_type")).hasSize(1);
    }

    @Test
    void aNarrowQuestionIsKeptForItself() throws SQLException {
        assertThat(routines.find(NamePattern.exactly("s"), NamePattern.exactly("f")))
                .hasSize(1);
        assertThat(routines.find(NamePattern.exactly("s"), NamePattern.exactly("f")))
                .hasSize(1);
        assertThat(played.asked("pg_proc_info"))
                .singleElement()
                .asString()
                .endsWith(" AND n.nspname = 's' AND i.proname = 'f'");
        assertThat(routines.find(NamePattern.exactly("s"), NamePattern.exactly("p")))
                .hasSize(1);
        assertThat(played.asked("pg_proc_info")).hasSize(2);
        assertThat(played.asked("pg_type"))
                .as("the names of the types are kept")
                .hasSize(1);
    }

    @Test
    void aChangeForgetsThem() throws SQLException {
        assertThat(routines.find(ALL, ALL)).hasSize(3);
        cache.clear();
        assertThat(routines.find(ALL, ALL)).hasSize(3);
        assertThat(played.asked("pg_proc_info")).hasSize(2);
        assertThat(played.asked("pg_type")).hasSize(2);
    }

    @Test
    void anEmptyNameIsNoQuestion() throws SQLException {
        assertThat(routines.find(NamePattern.of(""), ALL)).isEmpty();
        assertThat(routines.find(ALL, NamePattern.of(""))).isEmpty();
        assertThat(played.asked).isEmpty();
    }

    // ---------------------------------------------------------------- results

    @Test
    void proceduresAreNoFunctions() throws SQLException {
        assertThat(Rows.of(metadata.procedures(null, null, null)))
                .containsExactly("dev s p null null null a remark 1 p_100");
        assertThat(Rows.of(metadata.functions("dev", "s", "%")))
                .containsExactly("dev s f null 1 f_101", "dev s tf null 2 tf_102");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {"NULL, 1", "dev, 1", "other, 0", "'', 0"})
    void routinesAreThoseOfTheDatabase(String catalog, int count) throws SQLException {
        assertThat(Rows.of(metadata.procedures(catalog, null, null))).hasSize(count);
        assertThat(Rows.of(metadata.functions(catalog, null, null))).hasSize(count * 2);
        assertThat(Rows.of(metadata.procedureColumns(catalog, null, null, null)))
                .hasSize(count * 3);
        assertThat(Rows.of(metadata.functionColumns(catalog, null, null, null))).hasSize(count * 5);
    }

    @Test
    void theParametersOfAProcedureHaveTheirModes() throws SQLException {
        played.gives(
                "pg_proc_info",
                row("s", "p", "100", "p", "f", "0", "", "{23,1043,1700,23}", "{i,b,o,t}", "{a,b,c,d}", null));
        assertThat(Rows.of(metadata.procedureColumns(null, null, null, null)))
                .containsExactly(
                        "dev s p a 1 4 int4 null null null null 2 null null null null null 1  p_100",
                        "dev s p b 2 12 varchar null null null null 2 null null null null null 2  p_100",
                        "dev s p c 4 2 numeric null null null null 2 null null null null null 3  p_100",
                        "dev s p d 3 4 int4 null null null null 2 null null null null null 4  p_100");
    }

    @Test
    void aPatternChoosesParametersAndKeepsTheirPositions() throws SQLException {
        assertThat(Rows.of(metadata.procedureColumns(null, null, "p", "b"), "COLUMN_NAME", "ORDINAL_POSITION"))
                .containsExactly("b 2");
        assertThat(Rows.of(metadata.functionColumns(null, null, "tf", "y"), "COLUMN_NAME", "ORDINAL_POSITION"))
                .containsExactly("y 2");
        assertThat(Rows.of(metadata.functionColumns(null, null, "f", "none"))).isEmpty();
    }

    @Test
    void theValueOfAFunctionStandsAtPositionZero() throws SQLException {
        assertThat(Rows.of(metadata.functionColumns(null, null, "f", null)))
                .containsExactly(
                        "dev s f returnValue 4 2 numeric null null null null 2 null null 0  f_101",
                        "dev s f  1 4 int4 null null null null 2 null null 1  f_101",
                        "dev s f  1 12 varchar null null null null 2 null null 2  f_101");
    }

    @Test
    void aFunctionOfOutputsHasNoValueBesideThem() throws SQLException {
        played.gives(
                "pg_proc_info",
                row("s", "g", "1", "f", "f", "23", "", "{23,23,23,23}", "{i,b,o,t}", "{a,b,c,d}", null));
        assertThat(Rows.of(metadata.functionColumns(null, null, null, null), "COLUMN_NAME", "COLUMN_TYPE"))
                .containsExactly("a 1", "b 2", "c 3", "d 5");
    }
}
