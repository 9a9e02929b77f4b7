package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.sql.MarkerPlace;
import io.github.redshiftdata.jdbc.internal.sql.SqlStatement;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue;
import io.github.redshiftdata.jdbc.internal.types.RedshiftType;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as SQL text, and which of them the server binds. */
class ParameterTextTest {

    private static final ParameterValue TEXT = new ParameterValue.Text("it's", null);
    private static final ParameterValue DOUBLE = new ParameterValue.Text("1.5", RedshiftType.DOUBLE);
    private static final ParameterValue NAN = new ParameterValue.Text("NaN", RedshiftType.DOUBLE);
    private static final ParameterValue NUMBER = new ParameterValue.Literal("(-7)", "-7", RedshiftType.SMALLINT);
    private static final ParameterValue DATE =
            new ParameterValue.Literal("DATE '2024-01-31'", "2024-01-31", RedshiftType.DATE);
    private static final ParameterValue BYTES = new ParameterValue.Bytes("6162");
    private static final ParameterValue NULL = ParameterValue.nullOf(Types.NULL);
    private static final ParameterValue NULL_NUMBER = ParameterValue.nullOf(Types.INTEGER);

    private static final List<ParameterValue> VALUES =
            List.of(TEXT, DOUBLE, NAN, NUMBER, DATE, BYTES, NULL, NULL_NUMBER);

    private static ParameterValue value(String name) {
        return switch (name) {
            case "text" -> TEXT;
            case "double" -> DOUBLE;
            case "nan" -> NAN;
            case "number" -> NUMBER;
            case "date" -> DATE;
            case "bytes" -> BYTES;
            case "null" -> NULL;
            default -> NULL_NUMBER;
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "text        | EXPRESSION      | 'it''s'",
                "double      | EXPRESSION      | CAST('1.5' AS double precision)",
                "nan         | EXPRESSION      | CAST('NaN' AS double precision)",
                "number      | EXPRESSION      | CAST(-7 AS smallint)",
                "null        | EXPRESSION      | NULL",
                "null number | EXPRESSION      | CAST(NULL AS integer)",
                "text        | CAST_OPERAND    | 'it''s'",
                "number      | CAST_OPERAND    | CAST(-7 AS smallint)",
                "null number | CAST_OPERAND    | NULL",
                "text        | TYPED_ELSEWHERE | 'it''s'",
                "double      | TYPED_ELSEWHERE | CAST('1.5' AS double precision)",
                "number      | TYPED_ELSEWHERE | (-7)",
                "date        | TYPED_ELSEWHERE | DATE '2024-01-31'",
                "null number | TYPED_ELSEWHERE | NULL",
                "text        | CONSTANT        | 'it''s'",
                "double      | CONSTANT        | 1.5",
                "nan         | CONSTANT        | 'NaN'",
                "number      | CONSTANT        | -7",
                "date        | CONSTANT        | '2024-01-31'",
                "null        | CONSTANT        | NULL",
                "text        | STRING          | 'it''s'",
                "number      | STRING          | '-7'",
                "date        | STRING          | '2024-01-31'",
                "null number | STRING          | NULL",
            })
    void aValueHasTheFormThatItsPlaceTakes(String name, MarkerPlace place, String sql) throws SQLException {
        assertThat(ParameterText.literal(value(name), place)).isEqualTo(sql);
    }

    @Test
    void bytesAreBytesWhereAnExpressionMayStand() throws SQLException {
        var sql = ParameterText.literal(BYTES, MarkerPlace.EXPRESSION);
        assertThat(sql).contains("6162").isNotEqualTo("NULL");
        assertThat(ParameterText.literal(BYTES, MarkerPlace.TYPED_ELSEWHERE)).isEqualTo(sql);
        assertThat(ParameterText.literal(BYTES, MarkerPlace.CONSTANT)).isEqualTo(sql);
        assertThat(ParameterText.literal(BYTES, MarkerPlace.STRING)).isEqualTo("'6162'");
    }

    @Test
    void everyValueHasATextAtEveryPlace() throws SQLException {
        for (var value : VALUES) {
            for (var place : MarkerPlace.values()) {
                assertThat(ParameterText.literal(value, place)).isNotBlank();
            }
        }
    }

    @Test
    void whatNoTextOfTheWarehouseHoldsIsRefused() {
        var error = catchThrowableOfType(
                SQLException.class,
                () -> ParameterText.literal(new ParameterValue.Text("a\0b", null), MarkerPlace.EXPRESSION));
        assertThat(error.getSQLState()).isEqualTo("22021");
    }

    // ---------------------------------------------------------------- which values are bound

    private static List<BoundStatement> bind(ParameterBinder.Mode mode, String sql, ParameterValue... values)
            throws SQLException {
        return new ParameterBinder(mode).bind(UserSql.parse(sql, true, 100_000), Arrays.asList(values));
    }

    private static BoundStatement bound(String sql, ParameterValue... values) throws SQLException {
        return bind(ParameterBinder.Mode.BIND, sql, values).get(0);
    }

    @Test
    void textsAreBoundAndNumbersAreWritten() throws SQLException {
        var statement = bound("select * from t where a = ? and b = ? and c = ?", NUMBER, TEXT, DOUBLE);
        assertThat(statement.sql())
                .isEqualTo("select * from t where a = CAST(-7 AS smallint) and b = :p2"
                        + " and c = CAST(:p3 AS double precision)");
        assertThat(statement.parameters()).hasSize(2);
        assertThat(statement.parameters().get(0).name()).isEqualTo("p2");
        assertThat(statement.parameters().get(0).value()).isEqualTo("it's");
        assertThat(statement.parameters().get(1).name()).isEqualTo("p3");
        assertThat(statement.textToLog()).isEqualTo("select * from t where a = ? and b = ? and c = ?");
        assertThat(statement).hasToString(statement.textToLog());
    }

    @Test
    void theEmptyTextAndNullCannotBeBound() throws SQLException {
        var statement = bound("select * from t where a = ? and b = ?", new ParameterValue.Text("", null), NULL);
        assertThat(statement.sql()).isEqualTo("select * from t where a = '' and b = NULL");
        assertThat(statement.parameters()).isEmpty();
    }

    @Test
    void nothingIsBoundWhereTheServerTakesNoParameters() throws SQLException {
        assertThat(bound("call p(?)", TEXT).sql()).isEqualTo("call p('it''s')");
        assertThat(bound("select * from t limit ?", new ParameterValue.Text("5", null))
                        .parameters())
                .isEmpty();
    }

    @Test
    void nothingIsBoundWhereWordsLookLikeParameters() throws SQLException {
        var statement = bound("select \"a:p1\" from t where a = ?", TEXT);
        assertThat(statement.sql()).isEqualTo("select \"a:p1\" from t where a = 'it''s'");
        assertThat(statement.parameters()).isEmpty();
    }

    @Test
    void nothingIsBoundWhereLiteralsAreAskedFor() throws SQLException {
        var statement = bind(ParameterBinder.Mode.LITERAL, "select * from t where a = ?", TEXT)
                .get(0);
        assertThat(statement.sql()).isEqualTo("select * from t where a = 'it''s'");
    }

    @Test
    void parametersAreNumberedThroughTheWholeScript() throws SQLException {
        var script = bind(
                ParameterBinder.Mode.BIND,
                "insert into t values (?); select 1; insert into u values (?)",
                TEXT,
                new ParameterValue.Text("second", null));
        assertThat(script)
                .extracting(BoundStatement::sql)
                .containsExactly("insert into t values (:p1)", "select 1", "insert into u values (:p2)");
        assertThat(script.get(2).parameters().get(0).value()).isEqualTo("second");
        assertThat(script.get(1).parameters()).isEmpty();
    }

    @Test
    void aMarkerWithoutAValueIsToldByItsNumber() {
        for (var values : new ParameterValue[][] {{TEXT}, {TEXT, null}}) {
            var error = catchThrowableOfType(SQLException.class, () -> bound("select ?, ?", values));
            assertThat(error.getSQLState()).isEqualTo("07001");
            assertThat((Throwable) error).hasMessageStartingWith("Parameter 2 has no value");
        }
    }

    @Test
    void aRowOfLiteralsHasOneForEachMarker() throws SQLException {
        var statement =
                UserSql.parse("insert into t values (?, ?)", true, 100_000).get(0);
        assertThat(literals(statement, List.of(NUMBER, TEXT))).isEqualTo("(-7) 'it''s' ");
        var error = catchThrowableOfType(SQLException.class, () -> literals(statement, Arrays.asList(NUMBER, null)));
        assertThat((Throwable) error).hasMessageStartingWith("Parameter 2 has no value");
    }

    private static String literals(SqlStatement statement, List<@Nullable ParameterValue> row) throws SQLException {
        var text = new StringBuilder();
        for (var marker = 0; marker < row.size(); marker++) {
            ParameterBinder.appendLiteral(text, statement, row, marker);
            text.append(' ');
        }
        return text.toString();
    }
}
