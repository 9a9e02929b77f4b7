package io.github.redshiftdata.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.shell.output.OutputFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.terminal.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of the manual: its session is one that was run, and it names all options, commands and formats. */
class ManualPageIT {

    private static final Path PAGE =
            Path.of(System.getProperty("docs", "missing")).resolve("tools/shell.md");
    private static final Pattern SESSION = Pattern.compile("(?s)(<!-- session -->\\n<pre>\\n)(.*?)(</pre>)");

    /** As if each statement took this long, and had this id. */
    private static final String TIME = "Time: 0.120 s";

    @Test
    void theSessionOfThePageIsOneThatWasRun() throws Exception {
        var session = run(
                "\\dt s*",
                "select v.name, count(*) as events",
                "from venues v join events e using (venue_id)",
                "group by v.name order by events desc, v.name limit 3;",
                "select event_id, name from events where event_id = 1 and nme is null;",
                "begin;",
                "delete from sales;",
                "rollback;",
                "\\q");
        var text = session.replace("&", "&amp;").replace("<", "&lt;");
        var page = Files.readString(PAGE);
        var shown = SESSION.matcher(page);
        assertThat(shown.find()).isTrue();
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, shown.replaceFirst("$1" + Matcher.quoteReplacement(text) + "$3"));
        } else {
            assertThat(shown.group(2)).isEqualTo(text);
        }
    }

    private static String run(String... lines) throws Exception {
        try (var typed = new TypedSession(Size.of(100, 60), () -> null, Map.of("SQL_HISTORY", ""))) {
            for (var line : lines) {
                typed.expect("> ");
                typed.enter(line);
            }
            assertThat(typed.end()).isZero();
            return typed.shown()
                    .replaceAll(
                            "(sent|waiting to be sent|submitted|picked|started|finished|failed|reading) \\d+ s(, [0-9,]+ rows, [0-9.]+ .B)?(, statement [0-9a-f-]+)?",
                            "")
                    .replaceAll("Time: \\d+\\.\\d{3} s", TIME)
                    .replaceAll("\\[statement id [^\\]]+\\]", "[statement id 6e1d…]")
                    .replaceAll(" \\[request id [^\\]]+\\]", "");
        }
    }

    @Test
    void thePageNamesAllCommands() throws Exception {
        for (var help : Commands.ALL) {
            assertThat(Files.readString(PAGE)).contains("`" + help.name());
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePageNamesAllFormats(OutputFormat format) throws Exception {
        assertThat(Files.readString(PAGE)).contains("| `" + format + "` |");
    }
}
