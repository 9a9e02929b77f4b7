package io.github.redshiftdata.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionSettingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET timezone TO 'UTC' | timezone",
                "set TimeZone = DEFAULT | timezone",
                "SET SESSION query_group TO a, b | query_group",
                "SET /* a */ \"Query_Group\" TO 'x' -- b | query_group",
                "SET TIME ZONE 'Europe/Berlin' | timezone",
                "SET my.Own TO 1 | my.own",
                "SET SESSION AUTHORIZATION 'bob' | authorization",
                "RESET query_group | query_group",
                "RESET ALL | all",
            })
    void theNameOfWhatIsSetIsInLowerCase(String sql, String name) {
        assertThat(SessionSetting.of(sql)).isEqualTo(new SessionSetting(name, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET LOCAL a TO 1", "SET TRANSACTION READ ONLY"})
    void someHoldForTheTransactionOnly(String sql) {
        assertThat(SessionSetting.of(sql).isOfTheTransaction()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DISCARD ALL", "USE db", "SET 1", "SET my. = 1"})
    void whereNoParameterIsNamedTheStatementStandsForItself(String sql) {
        assertThat(SessionSetting.of(sql)).isEqualTo(new SessionSetting(sql, false));
    }

    @Test
    void resetNamesTheSame() {
        assertThat(SessionSetting.of(SessionSetting.reset("query_group")).name())
                .isEqualTo("query_group");
    }

    /** Whatever the value, the statement is one SET of that name, and its only literal is the value. */
    @Property
    void noValueEndsItsLiteral(@ForAll String value) {
        if (value.indexOf('\0') >= 0 || value.chars().anyMatch(c -> Character.isSurrogate((char) c))) {
            return;
        }
        var sql = SessionSetting.set("query_group", value);
        assertThat(SessionSetting.of(sql)).isEqualTo(new SessionSetting("query_group", false));
        var strings = SqlScript.parseOne(sql).tokens().stream()
                .filter(token -> token.kind() == TokenKind.STRING)
                .map(Token::value)
                .toList();
        assertThat(strings).containsExactly(value);
    }
}
