package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Statement.enquote… gives is one literal or one name to the server, whatever is in it. */
class EnquotingIT {

    private static final String PIECES = "'\\\"$-/*;:?%{}\n\t aNn0\u00e4\u20ac";

    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        connection = TestEmulator.shared().connect();
        statement = connection.createStatement();
        // The literals stand in the text as they are: nothing in them is an escape of JDBC either.
        statement.setEscapeProcessing(false);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private String read(String expression) throws SQLException {
        try (var rows = statement.executeQuery("select " + expression)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    @Test
    void anyTextReadsBackAsItself() throws SQLException {
        var random = new Random(20_240_612);
        for (var round = 0; round < 20; round++) {
            var texts = random.ints(25, 0, 12)
                    .mapToObj(length -> random.ints(length, 0, PIECES.length())
                            .mapToObj(at -> PIECES.substring(at, at + 1))
                            .collect(Collectors.joining()))
                    .toList();
            for (var national : new boolean[] {false, true}) {
                var literals =
                        texts.stream().map(text -> literal(text, national)).collect(Collectors.joining(", "));
                try (var rows = statement.executeQuery("select " + literals)) {
                    assertThat(rows.next()).isTrue();
                    for (var i = 0; i < texts.size(); i++) {
                        assertThat(rows.getString(i + 1)).isEqualTo(texts.get(i));
                    }
                }
            }
        }
    }

    private String literal(String text, boolean national) {
        try {
            return (national ? statement.enquoteNCharLiteral(text) : statement.enquoteLiteral(text)) + "::varchar";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aLiteralCannotEndEarly() throws SQLException {
        var condition = "username = " + statement.enquoteLiteral("\\' or 1=1 --");
        assertThat(read("count(*) from users where " + condition)).isEqualTo("0");
    }

    @Test
    void anyNameIsTheNameOfAColumn() throws SQLException {
        for (var name :
                new String[] {"plain", "order", "two words", "quo\"te", "back\\slash", "1st", "it's", "\u00e4"}) {
            try (var rows = statement.executeQuery("select 1 as " + statement.enquoteIdentifier(name, false))) {
                assertThat(rows.getMetaData().getColumnLabel(1)).isEqualTo(name);
            }
        }
    }
}
