package io.github.redshiftdata.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A function of JDBC that has several forms takes the one that its arguments ask for. */
class FunctionFormsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "locate('a', b)|CHARINDEX('a', b)",
                "locate('a', b, 3)|CASE CHARINDEX('a', SUBSTRING(b, 3)) WHEN 0 THEN 0 ELSE CHARINDEX('a', SUBSTRING(b, 3)) + (3) - 1 END",
                "rand()|RANDOM()",
                "rand(7)|(CAST(STRTOL(LEFT(MD5(CAST(7 AS varchar)), 8), 16) AS double precision) / 4294967296)",
                "timestampadd(SQL_TSI_SECOND, 5, a)|DATEADD(second, 5, a)",
                "timestampadd(SQL_TSI_FRAC_SECOND, 5, a)|DATEADD(microsecond, (5) / 1000, a)",
                "timestampdiff(sql_tsi_frac_second, a, b)|(DATEDIFF(microsecond, a, b) * 1000)",
                "char_length(a)|CHAR_LENGTH(a)",
                "char_length(a, characters)|CHAR_LENGTH(a)",
                "char_length(a, Octets)|OCTET_LENGTH(a)",
                "character_length(a, octets)|OCTET_LENGTH(a)",
                "length(a)|LENGTH(RTRIM(a))",
                "length(a, CHARACTERS)|LENGTH(RTRIM(a))",
                "length(a, OCTETS)|OCTET_LENGTH(RTRIM(a))",
                "substring(a from 2)|SUBSTRING(a from 2)",
                "substring(a, 2)|SUBSTRING(a, 2)",
                "substring(a, 2, 3)|SUBSTRING(a, 2, 3)",
                "substring(a, 2, 3, characters)|SUBSTRING(a, 2, 3)",
                "substring(a, 2, 3, octets)|FROM_VARBYTE(CAST(SUBSTRING(TO_VARBYTE(a, 'utf8'), 2, 3) AS varbyte), 'utf8')",
                "position('a' in b)|POSITION('a' in b)",
                "position('a' in b, characters)|POSITION('a' in b)",
                "position('a' in b, octets)|CASE CHARINDEX('a', b) WHEN 0 THEN 0 ELSE OCTET_LENGTH(LEFT(b, CHARINDEX('a', b) - 1)) + 1 END",
                "position(f(a in (1)) in b, octets)|CASE CHARINDEX(f(a in (1)), b) WHEN 0 THEN 0 ELSE OCTET_LENGTH(LEFT(b, CHARINDEX(f(a in (1)), b) - 1)) + 1 END",
                "position('a' in case b in (1) end, octets)|CASE CHARINDEX('a', case b in (1) end) WHEN 0 THEN 0 ELSE OCTET_LENGTH(LEFT(case b in (1) end, CHARINDEX('a', case b in (1) end) - 1)) + 1 END",
                "year(a)|EXTRACT(year FROM a)",
                "year(?)|EXTRACT(year FROM CAST(? AS timestamp))",
                "monthname(?)|RTRIM(TO_CHAR(CAST(? AS timestamp), 'Month'))",
                "year(? + 1)|EXTRACT(year FROM ? + 1)",
                "hour(?)|EXTRACT(hour FROM ?)",
            })
    void theFormFitsTheArguments(String call, String sql) throws SqlTextException {
        assertThat(EscapeTranslator.translate("{fn " + call + "}")).isEqualTo(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abs(a, octets)|ABS takes 1 argument(s) here, not 2",
                "length(octets, a)|LENGTH takes 1 argument(s) here, not 2",
                "substring()|SUBSTRING takes 1 to 3 argument(s) here, not 0",
                "substring(a, 1, 2, 3)|SUBSTRING takes 1 to 3 argument(s) here, not 4",
                "substring(a, 2, octets)|SUBSTRING takes 3 argument(s) here, not 2",
                "locate(a)|LOCATE takes 2 argument(s) here, not 1",
                "rand(1, 2)|RAND takes 0 argument(s) here, not 2",
                "timestampadd(SQL_TSI_FRAC_SECOND, 1)|TIMESTAMPADD takes 3 argument(s) here, not 2",
                "timestampadd()|TIMESTAMPADD takes 3 argument(s) here, not 0",
                "position(a, octets)|POSITION takes 2 argument(s) here, not 1",
            })
    void whatNoFormTakesIsRefusedWithTheNumberOfArguments(String call, String message) {
        assertThatThrownBy(() -> EscapeTranslator.translate("{fn " + call + "}"))
                .isInstanceOf(SqlTextException.class)
                .hasMessageContaining(message);
    }

    /** Where a text has the character that marks parameters, one that a form writes twice could not be told from another. */
    @ParameterizedTest
    @ValueSource(
            strings = {"locate(?, b, 3)", "locate('a', b, ?)", "position(? in b, octets)", "locate({fn ucase(?)}, b, 3)"
            })
    void aParameterThatIsNeededTwiceIsRefusedWhereItCannotBeMarked(String call) throws SqlTextException {
        assertThat(EscapeTranslator.translate("select ' ', {fn " + call + "}")).contains("CHARINDEX");
        assertThatThrownBy(() -> EscapeTranslator.translate("select '\u0001', {fn " + call + "}"))
                .isInstanceOf(SqlTextException.class)
                .hasMessageContaining("needed twice");
        assertThatThrownBy(() -> EscapeTranslator.translate("\u0001 {fn " + call + "}"))
                .hasMessageContaining("needed twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"locate('?', b, 3)", "abs(?)", "mod(?, ?)", "locate(?, b)"})
    void whatIsNeededOnceIsTakenThereToo(String call) throws SqlTextException {
        assertThat(EscapeTranslator.translate("select '\u0001', {fn " + call + "}"))
                .startsWith("select '\u0001', ");
    }
}
