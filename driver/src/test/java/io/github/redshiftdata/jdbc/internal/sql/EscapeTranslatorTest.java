package io.github.redshiftdata.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class EscapeTranslatorTest {

    static final List<ScalarFunction> FUNCTIONS = ScalarFunctions.ALL;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select {d '2020-01-02'}|select DATE '2020-01-02'",
                "select {t '10:00:00'}|select TIME '10:00:00'",
                "select{ts'2020-01-02 10:00:00.5'}x|select TIMESTAMP '2020-01-02 10:00:00.5' x",
                "select {d ?}, {ts ?}|select CAST(? AS DATE), CAST(? AS TIMESTAMP)",
                "select {fn ucase('a}')}|select UPPER('a}')",
                "select {FN Now()}|select SYSDATE",
                "select {fn current_date}|select CURRENT_DATE",
                "select {fn pi()}-{fn pi()}|select PI() - PI()",
                "select {fn concat({fn lcase(?)}, {fn user()})}|select CONCAT(LOWER(?), CURRENT_USER)",
                "select {fn locate('a', b)}|select CHARINDEX('a', b)",
                "select {fn log(f(1, 2))}|select LN(f(1, 2))",
                "select {fn timestampadd(SQL_TSI_DAY, ?, {fn now()})}|select DATEADD(day, ?, SYSDATE)",
                "select {fn timestampdiff(sql_tsi_month, a, b)}|select DATEDIFF(month, a, b)",
                "select {fn convert(a, SQL_INTEGER)}|select CAST(a AS integer)",
                "select {fn convert(a, varchar)}|select CAST(a AS varchar(65535))",
                "select {fn dayofweek(a)}|select (EXTRACT(dow FROM a) + 1)",
                "select {fn extract(year from a)}|select EXTRACT(year from a)",
                "select {fn round(a)}, {fn round(a, 2)}|select ROUND(a), ROUND(a, 2)",
                "select {fn abs(a[1, 2])}|select ABS(a[1, 2])",
                "select * from {oj a left outer join b on a.x = b.x}|select * from a left outer join b on a.x = b.x",
                "select {oj a -- c\\n }, b|select a, b",
                "a like '!%' {escape '!'}|a like '!%' ESCAPE '!'",
                "a like 'x' {escape '\\'} or b = '}'|a like 'x' ESCAPE '\\\\' or b = '}'",
                "a like 'x' {escape '\\\\'}|a like 'x' ESCAPE '\\\\'",
                "select 1 {limit 10}|select 1 LIMIT 10",
                "select 1 {limit ? offset ?}|select 1 LIMIT ? OFFSET ?",
                "{call p}|CALL p()",
                "{ call s.\"P\" ( ?, {d '2020-01-02'} ) }|CALL s.\"P\"(?, DATE '2020-01-02')",
                "{? = call f(?)}|SELECT f(?)",
                "select '{d', \"{x}\" /* {fn */ -- {|select '{d', \"{x}\" /* {fn */ -- {",
            })
    void anEscapeBecomesRedshiftsSql(String text, String sql) throws SqlTextException {
        assertThat(EscapeTranslator.translate(text.replace("\\n", "\n"))).isEqualToIgnoringCase(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select {d '2020-01-01'|Unterminated JDBC escape|column 8",
                "select {fn abs({fn pi()})|Unterminated JDBC escape|column 8",
                "select {fn nosuch(1)}|no such function of JDBC: nosuch|column 8",
                "select {fn abs(1, 2)}|ABS takes 1 argument(s) here, not 2|column 8",
                "select {fn abs(1}|parentheses|column 8",
                "select {fn concat(1,)}|An argument is empty|column 8",
                "select {fn concat(/* a */ , 1)}|An argument is empty|column 8",
                "select {fn timestampadd(SQL_TSI_MILLENNIUM, 1, a)}|Unknown interval|column 8",
                "select {fn timestampadd(day); drop table t; --, 1, a)}|Unterminated|column 8",
                "select {fn convert(a, SQL_CLOB)}|Unknown type|column 8",
                "select {d 20200101}|one string in quotes|column 8",
                "select {d '1' + '2'}|one string in quotes|column 8",
                "select {weird 1}|Unknown JDBC escape|column 8",
                "select {}|Unknown JDBC escape|column 8",
                "select {? = fn abs(1)}|Unknown JDBC escape|column 8",
                "{call p(?) q}|parentheses|column 1",
                "{call}|Unknown JDBC escape|column 1",
            })
    void whatCannotBeTranslatedIsRefusedWithItsPlace(String text, String message, String place) {
        assertThatThrownBy(() -> EscapeTranslator.translate(text))
                .isInstanceOf(SqlTextException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(place);
    }

    @Test
    void endlessNestingIsRefused() {
        var text = "{fn abs(".repeat(1000) + "1" + ")}".repeat(1000);

        assertThatThrownBy(() -> EscapeTranslator.translate(text)).hasMessageContaining("nested deeper");
    }

    @Test
    void textWithoutBracesIsReturnedAsItIs() throws SqlTextException {
        var text = "select 'unterminated";

        assertThat(EscapeTranslator.translate(text)).isSameAs(text);
    }

    @Property
    void bracesInQuotesStayAsTheyAre(@ForAll("values") String value) throws SqlTextException {
        var literal = Literals.string(value);

        assertThat(EscapeTranslator.translate("select '{' || " + literal)).isEqualTo("select '{' || " + literal);
        assertThat(EscapeTranslator.translate("select {fn ucase(" + literal + ")}, 1"))
                .isEqualTo("select UPPER(" + literal + "), 1");
    }

    @ParameterizedTest
    @FieldSource("FUNCTIONS")
    void markersKeepTheirOrderInEveryFunction(ScalarFunction function) {
        var names = IntStream.rangeClosed(1, function.arguments().maximum())
                .mapToObj(i -> "<" + i + ">")
                .toList();
        var template =
                function.template().replace("%*", String.join(",", names)).replaceAll("%(\\d)", "<$1>");
        var withoutWords = template.replace("%u", "<1>").replace("%t", "<2>");

        assertThat(withoutWords.replaceAll("[^<>0-9]|(?<!<)\\d(?!>)", "")).isEqualTo(String.join("", names));
    }

    @Test
    void theNamesAreListedByCategory() {
        assertThat(ScalarFunctions.numeric().split(","))
                .contains("ABS", "TRUNCATE")
                .doesNotContain("UCASE");
        assertThat(ScalarFunctions.string().split(",")).contains("UCASE", "LOCATE");
        assertThat(ScalarFunctions.system()).isEqualTo("DATABASE,IFNULL,USER");
        assertThat(ScalarFunctions.timeDate().split(","))
                .contains("NOW", "TIMESTAMPADD")
                .doesNotContain("CONVERT");
    }

    @Provide
    Arbitrary<String> values() {
        return SqlTexts.anyValue();
    }
}
