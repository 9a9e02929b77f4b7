package io.github.redshiftdata.emulator.engine;

import java.nio.file.Path;
import java.util.Map;

/** Starts an engine on a template in the folder that is named, and prints what it answers. */
final class TemplateProgram {

    private TemplateProgram() {}

    public static void main(String[] args) throws EngineException {
        var options = new EngineOptions(null, false, Keeping.NEVER, 20);
        try (var engine = PostgresEngine.start(options, new Template(Path.of(args[0]), options));
                var session = engine.connect("dev", null)) {
            var rows = new Rows();
            session.execute("select len('abc') || ' is three'", Map.of(), rows);
            System.out.println(rows.values());
        }
    }
}
