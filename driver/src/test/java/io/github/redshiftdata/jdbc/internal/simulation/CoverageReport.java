package io.github.redshiftdata.jdbc.internal.simulation;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Shows which lines and branches of the driver no history came to, from the report of JaCoCo. */
final class CoverageReport {

    static final Set<String> ROOMS = Set.of("exec/call", "exec/statement", "exec/session", "result");
    private static final String ROOM = "io/github/redshiftdata/jdbc/internal/";

    /** A line that was not come to in full. */
    private record Line(int number, int missedInstructions, int missedBranches, int branches) {}

    private CoverageReport() {}

    /** Takes the report, and perhaps the name of the only class to show. */
    public static void main(String[] arguments) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        var builder = factory.newDocumentBuilder();
        // The report names a document type that nobody needs to fetch.
        builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
        var report = builder.parse(Path.of(arguments[0]).toFile());
        var packages = report.getElementsByTagName("package");
        for (var index = 0; index < packages.getLength(); index++) {
            var element = (Element) packages.item(index);
            var name = element.getAttribute("name");
            if (name.startsWith(ROOM) && ROOMS.contains(name.substring(ROOM.length()))) {
                var sources = element.getElementsByTagName("sourcefile");
                for (var source = 0; source < sources.getLength(); source++) {
                    print(name, (Element) sources.item(source), arguments.length > 1 ? arguments[1] : "");
                }
            }
        }
    }

    private static void print(String room, Element source, String chosen) throws IOException {
        var name = source.getAttribute("name");
        if (!name.startsWith(chosen)) {
            return;
        }
        var lines = lines(source);
        var branches = lines.stream().mapToInt(Line::branches).sum();
        var missed = lines.stream().mapToInt(Line::missedBranches).sum();
        System.out.printf(
                "%s: %d of %d branches, %d of %d lines%n",
                name,
                branches - missed,
                branches,
                lines.stream().filter(line -> line.missedInstructions() == 0).count(),
                lines.size());
        var text = Files.readAllLines(Mutation.sources().resolve(room).resolve(name));
        for (var line : lines) {
            if (line.missedInstructions() > 0 || line.missedBranches() > 0) {
                System.out.printf(
                        "    %4d %s %s%n",
                        line.number(),
                        line.missedBranches() > 0 ? "[" + line.missedBranches() + " of " + line.branches() + "]" : "",
                        text.get(line.number() - 1).strip());
            }
        }
    }

    private static List<Line> lines(Element source) {
        var lines = new ArrayList<Line>();
        var all = source.getElementsByTagName("line");
        for (var index = 0; index < all.getLength(); index++) {
            var line = (Element) all.item(index);
            var missed = number(line, "mb");
            lines.add(new Line(number(line, "nr"), number(line, "mi"), missed, missed + number(line, "cb")));
        }
        return lines;
    }

    private static int number(Element line, String attribute) {
        return Integer.parseInt(line.getAttribute(attribute));
    }
}
