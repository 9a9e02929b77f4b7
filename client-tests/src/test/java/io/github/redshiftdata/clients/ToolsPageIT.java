package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The manual's table of tools has the rows of the tests that passed before. Run with -Ddocs.write=true to write it anew. */
@Order(Integer.MAX_VALUE)
class ToolsPageIT {

    private static final Path PAGE = Path.of(System.getProperty("docs"), "tools", "README.md");
    private static final String BEGIN = "<!-- tools -->\n";
    private static final String END = "<!-- /tools -->";

    @Test
    void theTableIsTheOneOfTheTestsThatRan() throws IOException {
        assertThat(System.getProperty("junit.jupiter.testclass.order.default"))
                .as("this class comes last")
                .isEqualTo(ClassOrderer.OrderAnnotation.class.getName());
        var page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        var table = ToolTable.text(page.substring(begin, end));
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, page.substring(0, begin) + "\n" + table + "\n" + page.substring(end));
        } else {
            assertThat(page.substring(begin, end).strip())
                    .as("mvn -B verify -Pclients -Ddocs.write=true writes it")
                    .isEqualTo(table.strip());
        }
    }
}
