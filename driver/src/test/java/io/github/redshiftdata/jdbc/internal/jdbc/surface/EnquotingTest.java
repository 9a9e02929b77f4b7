package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnquotingTest {

    private final Enquoting statement = (Enquoting) Proxy.newProxyInstance(
            Enquoting.class.getClassLoader(), new Class<?>[] {Enquoting.class}, InvocationHandler::invokeDefault);

    @Test
    void quotesAndBackslashesOfALiteralAreDoubled() throws SQLException {
        assertThat(statement.enquoteLiteral("it's a \\")).isEqualTo("'it''s a \\\\'");
        assertThat(statement.enquoteNCharLiteral("\\' or 1=1 --")).isEqualTo("'\\\\'' or 1=1 --'");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "plain,plain",
                "order,\"order\"",
                "Mixed,\"Mixed\"",
                "two words,\"two words\"",
                "quo\"te,\"quo\"\"te\"",
                "\"quoted\",\"quoted\"",
                "\"quo\"\"ted\",\"quo\"\"ted\"",
                "\"quo\"ted\",\"\"\"quo\"\"ted\"\"\"",
            })
    void aNameIsQuotedWhereItNeedsToBe(String name, String expected) throws SQLException {
        assertThat(statement.enquoteIdentifier(name, false)).isEqualTo(expected);
    }

    @Test
    void aNameIsQuotedWhereThatIsAskedFor() throws SQLException {
        assertThat(statement.enquoteIdentifier("plain", true)).isEqualTo("\"plain\"");
    }

    @Test
    void reservedWordsAndCapitalsAreNotSimple() throws SQLException {
        assertThat(statement.isSimpleIdentifier("plain_1")).isTrue();
        assertThat(statement.isSimpleIdentifier("order")).isFalse();
        assertThat(statement.isSimpleIdentifier("Mixed")).isFalse();
        assertThat(statement.isSimpleIdentifier("a".repeat(128))).isFalse();
        assertThat(statement.isSimpleIdentifier("")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsNoNameIsRefused(boolean always) {
        for (var name : new String[] {"", "a\0b", "a".repeat(128)}) {
            assertThatThrownBy(() -> statement.enquoteIdentifier(name, always))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("22023");
        }
        assertThatThrownBy(() -> statement.enquoteLiteral("a\0b")).isInstanceOf(SQLException.class);
    }

    @Test
    @SuppressWarnings("NullAway") // callers pass what they like
    void nullIsRefusedAsTheJavadocSays() {
        assertThatNullPointerException().isThrownBy(() -> statement.enquoteLiteral(null));
        assertThatNullPointerException().isThrownBy(() -> statement.enquoteNCharLiteral(null));
        assertThatNullPointerException().isThrownBy(() -> statement.enquoteIdentifier(null, false));
        assertThatNullPointerException().isThrownBy(() -> statement.isSimpleIdentifier(null));
    }
}
