package io.github.redshiftdata.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much memory the reading of a long text takes, garbage included. */
class SqlMemoryTest {

    private static final int LENGTH = 10_000_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private interface Work {
        void run() throws SqlTextException;
    }

    private static long allocated(Work work) throws SqlTextException {
        var thread = Thread.currentThread();
        var before = THREADS.getThreadAllocatedBytes(thread.getId());
        work.run();
        return THREADS.getThreadAllocatedBytes(thread.getId()) - before;
    }

    private static String text(String piece) {
        return piece.repeat(LENGTH / piece.length());
    }

    /** The pieces are as they are met, and as bad as they can be: a token for each character, forty to a statement. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t (a, b) values (1, 'one'), (2, 'two');\n",
                "insert into t values (1,2,3,4,5,6,7,8,9);",
                "select a.b + c, (d) from e where f = 'g' -- h\n;",
                "update t set a = 1 where \"b\" = $$c$$; /* d */ ",
                "(,)",
                "a,",
                "'{}',",
                "    ",
                "-- comment\n"
            })
    void readingTakesAtMostTenTimesTheText(String piece) throws SqlTextException {
        var text = text(piece);
        assertThat(allocated(() -> SqlLexer.read(text))).isLessThan(4L * LENGTH);
        var allocated = allocated(() -> {
            var translated = EscapeTranslator.translate(text);
            try {
                assertThat(SqlScript.parse(translated, 100_000)).isNotNull();
            } catch (StatementTooLongException expected) {
                assertThat(expected.end() - expected.start()).isGreaterThan(100_000);
            }
        });
        assertThat(allocated).as("%s times", allocated / LENGTH).isLessThan(10L * LENGTH);
    }

    /** Each escape leaves some garbage, but nothing that stays. */
    @Test
    void manyEscapesAreReadOneAfterAnother() throws SqlTextException {
        var text = text("select {fn ucase('a')}, {d '2024-01-01'};");
        assertThat(SqlScript.parse(EscapeTranslator.translate(text), 100_000)).hasSize(LENGTH / 41);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1,", "  insert into t values (1,'a'),"})
    void oneStatementIsRefusedBeforeItIsRead(String piece) throws SqlTextException {
        var text = text(piece) + "1 ; ";
        var allocated = allocated(() ->
                assertThatThrownBy(() -> SqlScript.parse(text, 100_000)).isInstanceOf(StatementTooLongException.class));
        assertThat(allocated).isLessThan(LENGTH);
    }

    /** What the list gives is what was read, wherever its pieces end. */
    @Test
    void aLongListGivesEveryToken() throws SqlTextException {
        var random = new Random(1);
        var text = new StringBuilder();
        while (text.length() < 100_000) {
            text.append(
                    switch (random.nextInt(5)) {
                        case 0 -> "word" + random.nextInt(10) + " ";
                        case 1 -> "'a''b'";
                        case 2 -> ",";
                        case 3 -> "/* c */";
                        default -> "1.5 ";
                    });
        }
        var tokens = SqlLexer.read(text.toString());
        var joined = new StringBuilder();
        var start = 0;
        for (var token : tokens) {
            assertThat(token.start()).isEqualTo(start);
            start += token.text().length();
            joined.append(token.text());
        }
        assertThat(joined.toString()).isEqualTo(text.toString()).isEqualTo(tokens.text());
        assertThat(tokens.subList(5000, 9000).get(100)).isEqualTo(tokens.get(5100));
        assertThat(tokens.subList(5000, 9000)).hasSize(4000);
    }
}
